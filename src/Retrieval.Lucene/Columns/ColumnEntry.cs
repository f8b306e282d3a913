using System.Buffers.Binary;
using System.IO.Hashing;
using Lucene.Net.Index;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>Where a column lies in its file, and its checksum, which is verified when the column is first read.</summary>
internal sealed record ColumnEntry(ColumnKind Kind, byte[] Name, long Start, long End, ulong Sum)
{
    private const int FixedBytes = 2 + (2 * sizeof(long)) + sizeof(ulong);

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[FixedBytes + Name.Length];
        bytes[0] = (byte)Kind;
        bytes[1] = (byte)Name.Length;
        Name.CopyTo(bytes, 2);
        Span<byte> place = bytes.AsSpan(2 + Name.Length);
        BinaryPrimitives.WriteInt64LittleEndian(place, Start);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], End);
        BinaryPrimitives.WriteUInt64LittleEndian(place[16..], Sum);
        return bytes;
    }

    /// <summary>Reads the entry that the bytes begin with and goes on behind it.</summary>
    public static ColumnEntry Read(ref ReadOnlySpan<byte> bytes)
    {
        int length = bytes[1];
        ReadOnlySpan<byte> place = bytes[(2 + length)..];
        var entry = new ColumnEntry(
            (ColumnKind)bytes[0],
            bytes.Slice(2, length).ToArray(),
            BinaryPrimitives.ReadInt64LittleEndian(place),
            BinaryPrimitives.ReadInt64LittleEndian(place[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(place[16..]));
        bytes = bytes[(FixedBytes + length)..];
        return entry;
    }

    /// <summary>Goes over the column, which is whole.</summary>
    /// <exception cref="CorruptIndexException">It is not.</exception>
    public unsafe ColumnCursor Open(MappedFile file)
    {
        ulong found = ChecksumOf(file, Start, End);
        return found == Sum
            ? new ColumnCursor(file, Start)
            : throw file.Corrupt(Start, $"the checksum of column '{System.Text.Encoding.UTF8.GetString(Name)}' is {found:x16}, written was {Sum:x16}", "restore the file or rebuild the index");
    }

    /// <summary>The checksum of a part of a file.</summary>
    public static unsafe ulong ChecksumOf(MappedFile file, long start, long end)
    {
        byte* part = new ColumnCursor(file, start).Take<byte>(end - start);
        var sum = new XxHash3();
        for (long at = 0, length = end - start; at < length;)
        {
            int count = (int)Math.Min(1 << 20, length - at);
            sum.Append(new ReadOnlySpan<byte>(part + at, count));
            at += count;
        }

        return sum.GetCurrentHashAsUInt64();
    }
}
