namespace Retrieval.Lucene.Columns;

/// <summary>
/// A column of numbers while it is written: which documents state one, and each number as one byte where the column has few distinct ones,
/// in their order, else as what it is above the least, in as many bytes as all need. <see cref="NumberValues"/> reads it.
/// </summary>
internal sealed class NumberColumn(int documents)
{
    public const int MostCodes = 256;

    private readonly long[] values = new long[documents];
    private readonly ulong[] stated = new ulong[(documents + 63) / 64];

    public void Set(int document, long value)
    {
        values[document] = value;
        stated[document >> 6] |= 1UL << document;
    }

    public void Write(ColumnOutput output)
    {
        var distinct = new HashSet<long>();
        long least = long.MaxValue, most = long.MinValue;
        for (int document = 0; document < documents; document++)
        {
            if ((stated[document >> 6] & (1UL << document)) == 0)
                continue;
            long value = values[document];
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            if (distinct.Count <= MostCodes)
                distinct.Add(value);
        }

        bool isCoded = distinct.Count <= MostCodes;
        int width = isCoded ? 1 : WidthOf((ulong)(most - least));
        output.Write<long>([width, isCoded ? distinct.Count : least]);
        output.Write<ulong>(stated);
        long[] codes = isCoded ? [.. distinct.Order()] : [];
        output.Write<long>(codes);
        switch (width)
        {
            case 1: output.Write<byte>(Codes(codes)); break;
            case 2: output.Write<ushort>(Array.ConvertAll(values, value => (ushort)(value - least))); break;
            case 4: output.Write<uint>(Array.ConvertAll(values, value => (uint)(value - least))); break;
            default: output.Write<long>(Array.ConvertAll(values, value => value - least)); break;
        }
    }

    private byte[] Codes(long[] codes)
    {
        var places = new Dictionary<long, byte>();
        for (int code = 0; code < codes.Length; code++)
            places.Add(codes[code], (byte)code);
        return Array.ConvertAll(values, value => places.GetValueOrDefault(value));
    }

    // More than 256 distinct values do not fit a byte.
    private static int WidthOf(ulong range) => range <= ushort.MaxValue ? 2 : range <= uint.MaxValue ? 4 : 8;
}
