using System.Buffers;
using System.Buffers.Binary;

namespace Retrieval.Index.Offers;

/// <summary>
/// The rows of <see cref="Rows"/> ordinals, the last block of fewer, column by column and each column as narrow as its values let it be, so that
/// what a catalogue states of no product takes no room:
/// <code>
/// block   = { least:i64 }8 { width:u8 }8 { codes }8 regions           price sale quantity saleFrom saleTo priceCurrency saleCurrency availability
/// codes   = a code of width bytes a row; width 0: none, each row has the value least
/// value   = code 0: OfferTerms.None, else least + code - 1
/// regions = count:i32, and where it is above 0 { end:i32 }rows { region:u64 terms }count       terms as in OfferRowCodec
/// </code>
/// Little endian. Three rows of 100, 102 and no price: least 100, width 1, codes 01 03 00.
/// </summary>
internal readonly ref struct OfferBlock
{
    public const int Shift = 8;
    public const int Rows = 1 << Shift;
    private const int Columns = 8;
    private const int WidthsAt = Columns * sizeof(long);
    private const int CodesAt = WidthsAt + Columns;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int rows;
    // A byte a column, the first lowest: its width, and the widths of all up to it, which together are at most 64.
    private readonly ulong widths;
    private readonly ulong ends;

    /// <param name="bytes">Bytes that begin with the block.</param>
    /// <param name="rows">Its rows.</param>
    public OfferBlock(ReadOnlySpan<byte> bytes, int rows)
    {
        this.bytes = bytes;
        this.rows = rows;
        widths = BinaryPrimitives.ReadUInt64LittleEndian(bytes[WidthsAt..]);
        ends = widths * 0x0101_0101_0101_0101;
    }

    private int RegionsAt => CodesAt + (rows * ByteOf(ends, Columns - 1));

    private int Regions => BinaryPrimitives.ReadInt32LittleEndian(bytes[RegionsAt..]);

    /// <summary>Bytes of the block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bytes end before it does.</exception>
    public int Length
    {
        get
        {
            int end = RegionsAt + sizeof(int);
            if (Regions > 0) end = checked(end + (rows * sizeof(int)) + (Regions * OfferRowCodec.RegionBytes));
            return bytes[..end].Length;
        }
    }

    /// <summary>False where no row has a sale that begins or ends.</summary>
    public bool HasDates => ByteOf(widths, 3) != 0 || ByteOf(widths, 4) != 0 || Least(3) != OfferRow.Unstated.SaleFrom || Least(4) != OfferRow.Unstated.SaleTo;

    public OfferRow this[int row]
    {
        get
        {
            OfferRow read = default;
            read.Terms.Price = Read(0, row);
            read.Terms.Sale = Read(1, row);
            read.Terms.Quantity = Read(2, row);
            read.SaleFrom = Read(3, row);
            read.SaleTo = Read(4, row);
            read.Terms.PriceCurrency = (uint)Read(5, row);
            read.Terms.SaleCurrency = (uint)Read(6, row);
            read.Terms.Availability = (byte)Read(7, row);
            if (Regions > 0) read.Regions = RegionsOf(row);
            return read;
        }
    }

    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<OfferRow> rows)
    {
        Span<byte> head = target.GetSpan(CodesAt);
        target.Advance(CodesAt);
        // The head's memory may move when the codes are written: it is filled first.
        var values = new long[Columns][];
        for (int column = 0; column < Columns; column++)
        {
            values[column] = new long[rows.Length];
            for (int row = 0; row < rows.Length; row++) values[column][row] = Value(rows[row], column);
            (long least, int width) = Form(values[column]);
            BinaryPrimitives.WriteInt64LittleEndian(head[(column * sizeof(long))..], least);
            head[WidthsAt + column] = (byte)width;
        }
        foreach (long[] column in values) WriteCodes(target, column);
        WriteRegions(target, rows);
    }

    private static long Value(in OfferRow row, int column) => column switch
    {
        0 => row.Terms.Price,
        1 => row.Terms.Sale,
        2 => row.Terms.Quantity,
        3 => row.SaleFrom,
        4 => row.SaleTo,
        5 => row.Terms.PriceCurrency,
        6 => row.Terms.SaleCurrency,
        _ => row.Terms.Availability,
    };

    private static (long Least, int Width) Form(long[] column)
    {
        if (Array.TrueForAll(column, value => value == column[0])) return (column[0], 0);
        long least = long.MaxValue, most = OfferTerms.None;
        foreach (long value in column)
        {
            if (value == OfferTerms.None) continue;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }
        ulong last = Code(most, least);
        return (least, last <= byte.MaxValue ? 1 : last <= ushort.MaxValue ? 2 : last <= uint.MaxValue ? 4 : 8);
    }

    private static ulong Code(long value, long least) => value == OfferTerms.None ? 0 : unchecked((ulong)(value - least)) + 1;

    private static void WriteCodes(IBufferWriter<byte> target, long[] column)
    {
        (long least, int width) = Form(column);
        if (width == 0) return;
        Span<byte> codes = target.GetSpan(width * column.Length);
        Span<byte> whole = stackalloc byte[sizeof(ulong)];
        for (int row = 0; row < column.Length; row++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole, Code(column[row], least));
            whole[..width].CopyTo(codes[(row * width)..]);
        }
        target.Advance(width * column.Length);
    }

    private static void WriteRegions(IBufferWriter<byte> target, ReadOnlySpan<OfferRow> rows)
    {
        int count = 0;
        foreach (ref readonly OfferRow row in rows) count += row.Regions?.Length ?? 0;
        BinaryPrimitives.WriteInt32LittleEndian(target.GetSpan(sizeof(int)), count);
        target.Advance(sizeof(int));
        if (count == 0) return;
        int end = 0;
        foreach (ref readonly OfferRow row in rows)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target.GetSpan(sizeof(int)), end += row.Regions?.Length ?? 0);
            target.Advance(sizeof(int));
        }
        foreach (ref readonly OfferRow row in rows)
        {
            foreach (RegionalTerms region in row.Regions ?? [])
            {
                OfferRowCodec.Write(target.GetSpan(OfferRowCodec.RegionBytes), region);
                target.Advance(OfferRowCodec.RegionBytes);
            }
        }
    }

    private long Least(int column) => BinaryPrimitives.ReadInt64LittleEndian(bytes[(column * sizeof(long))..]);

    private long Read(int column, int row)
    {
        int width = ByteOf(widths, column);
        if (width == 0) return Least(column);
        ReadOnlySpan<byte> code = bytes[(CodesAt + (rows * (ByteOf(ends, column) - width)) + (row * width))..];
        ulong read = width switch
        {
            1 => code[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(code),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(code),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(code),
        };
        return read == 0 ? OfferTerms.None : unchecked(Least(column) + (long)(read - 1));
    }

    private static int ByteOf(ulong eight, int index) => (byte)(eight >> (8 * index));

    private RegionalTerms[]? RegionsOf(int row)
    {
        ReadOnlySpan<byte> ends = bytes[(RegionsAt + sizeof(int))..];
        int first = row == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(ends[((row - 1) * sizeof(int))..]);
        int end = BinaryPrimitives.ReadInt32LittleEndian(ends[(row * sizeof(int))..]);
        if (end == first) return null;
        var regions = new RegionalTerms[end - first];
        ReadOnlySpan<byte> entries = ends[(rows * sizeof(int))..];
        for (int i = 0; i < regions.Length; i++) regions[i] = OfferRowCodec.ReadRegion(entries[((first + i) * OfferRowCodec.RegionBytes)..]);
        return regions;
    }
}
