using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Offers;

/// <summary>
/// All rows of one version in one file, replaced whole by an atomic rename:
/// <code>
/// file = magic:u64 version:i64 count:i32 { block } checksum:u64     (XxHash3 of everything before it; rows in order of their ordinals)
/// </code>
/// It is held as it is in the file and each row is made when it is asked for: a million rows that state a price take 4 MB. Immutable; safe for
/// concurrent use.
/// </summary>
internal sealed class OfferBase
{
    private const ulong Magic = 0x32455341_4246464F; // "OFFBASE2"
    private const int HeadBytes = 20;
    private const int TailBytes = 8;

    private readonly byte[] bytes;
    private readonly int[] starts;

    private OfferBase(byte[] bytes, int[] starts)
    {
        this.bytes = bytes;
        this.starts = starts;
    }

    public int Count => CountIn(bytes);

    public long Version => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));

    public OfferRow this[int ordinal] => Block(ordinal >> OfferBlock.Shift)[ordinal & (OfferBlock.Rows - 1)];

    /// <summary>The rows from ordinal <c>index * OfferBlock.Rows</c> on.</summary>
    public OfferBlock Block(int index) => new(bytes.AsSpan(starts[index]), RowsOf(index, Count));

    public static void Write(string path, OfferTable table)
    {
        var target = new ArrayBufferWriter<byte>();
        Span<byte> head = target.GetSpan(HeadBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], table.Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], table.Count);
        target.Advance(HeadBytes);
        var rows = new OfferRow[OfferBlock.Rows];
        for (int block = 0; block < BlocksFor(table.Count); block++)
        {
            Span<OfferRow> filled = rows.AsSpan(0, RowsOf(block, table.Count));
            for (int row = 0; row < filled.Length; row++) filled[row] = table[(block << OfferBlock.Shift) + row];
            OfferBlock.Write(target, filled);
        }
        BinaryPrimitives.WriteUInt64LittleEndian(target.GetSpan(TailBytes), XxHash3.HashToUInt64(target.WrittenSpan));
        target.Advance(TailBytes);
        Durable.Replace(path, target.WrittenSpan);
    }

    /// <exception cref="IndexException">The file is missing or damaged.</exception>
    public static OfferBase Read(string path)
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
        return new OfferBase(bytes, Starts(path, checkedBytes));
    }

    private static int[] Starts(string path, ReadOnlySpan<byte> bytes)
    {
        int count = CountIn(bytes);
        var starts = new int[BlocksFor(count)];
        int at = HeadBytes;
        for (int block = 0; block < starts.Length; block++)
        {
            starts[block] = at;
            try
            {
                at += new OfferBlock(bytes[at..], RowsOf(block, count)).Length;
            }
            catch (Exception cut) when (cut is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
            {
                throw IndexException.Corrupt(path, $"block {block} at byte {at} is not a whole one", cut);
            }
        }
        if (at != bytes.Length) throw IndexException.Corrupt(path, $"{bytes.Length - at} bytes stand behind its {count} rows");
        return starts;
    }

    private static int CountIn(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);

    private static int BlocksFor(int count) => (count + OfferBlock.Rows - 1) >> OfferBlock.Shift;

    private static int RowsOf(int block, int count) => Math.Min(OfferBlock.Rows, count - (block << OfferBlock.Shift));
}
