using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Offers;

/// <summary>
/// All rows of one version in one file, replaced whole by an atomic rename:
/// <code>
/// file = magic:u64 version:i64 count:i32 { row } checksum:u64     (XxHash3 of everything before it; rows in order of their ordinals)
/// </code>
/// </summary>
internal static class OfferBase
{
    private const ulong Magic = 0x31455341_4246464F; // "OFFBASE1"
    private const int HeadBytes = 20;
    private const int TailBytes = 8;

    public static void Write(string path, OfferTable table)
    {
        var target = new ArrayBufferWriter<byte>(HeadBytes + table.Count * (OfferRowCodec.HeadBytes + OfferRowCodec.TermsBytes) + TailBytes);
        Span<byte> head = target.GetSpan(HeadBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], table.Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], table.Count);
        target.Advance(HeadBytes);
        for (int ordinal = 0; ordinal < table.Count; ordinal++) OfferRowCodec.Write(target, ordinal, table[ordinal]);
        BinaryPrimitives.WriteUInt64LittleEndian(target.GetSpan(TailBytes), XxHash3.HashToUInt64(target.WrittenSpan));
        target.Advance(TailBytes);
        Durable.Replace(path, target.WrittenSpan);
    }

    public static OfferTable Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (FileNotFoundException missing)
        {
            throw IndexException.Corrupt(path, "it is missing", missing);
        }
        if (bytes.Length < HeadBytes + TailBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
            throw IndexException.Corrupt(path, "it does not begin as an offer base");
        ReadOnlySpan<byte> checkedBytes = bytes.AsSpan(0, bytes.Length - TailBytes);
        ulong expected = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(checkedBytes.Length));
        ulong found = XxHash3.HashToUInt64(checkedBytes);
        if (found != expected) throw IndexException.Corrupt(path, $"its checksum is {found:x16}, written was {expected:x16}");
        return Rows(path, checkedBytes);
    }

    private static OfferTable Rows(string path, ReadOnlySpan<byte> bytes)
    {
        var builder = new OfferTable.Builder(OfferTable.Empty);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        int at = HeadBytes;
        for (int i = 0; i < count; i++)
        {
            int length = OfferRowCodec.Read(bytes[at..], out int ordinal, out OfferRow row);
            if (length == 0 || ordinal != i) throw IndexException.Corrupt(path, $"row {i} at byte {at} is not a whole row of that ordinal");
            builder.Put(ordinal, row);
            at += length;
        }
        if (at != bytes.Length) throw IndexException.Corrupt(path, $"{bytes.Length - at} bytes stand behind its {count} rows");
        return builder.Build(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
    }
}
