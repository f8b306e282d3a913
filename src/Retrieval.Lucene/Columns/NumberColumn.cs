namespace Retrieval.Lucene.Columns;

/// <summary>
/// A column of numbers while it is written: which documents state one, and each number as one byte where the column has few distinct ones,
/// else as what it is above the least, in as many bytes as all need. <see cref="NumberValues"/> reads it.
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
        var codes = new Dictionary<long, byte>();
        long least = long.MaxValue, most = long.MinValue;
        for (int document = 0; document < documents; document++)
        {
            if ((stated[document >> 6] & (1UL << document)) == 0)
                continue;
            long value = values[document];
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            if (codes.Count <= MostCodes)
                codes.TryAdd(value, (byte)codes.Count);
        }

        bool isCoded = codes.Count <= MostCodes;
        int width = isCoded ? 1 : WidthOf((ulong)(most - least));
        output.Write<long>([width, isCoded ? codes.Count : least]);
        output.Write<ulong>(stated);
        if (isCoded)
            output.Write<long>([.. codes.OrderBy(static code => code.Value).Select(static code => code.Key)]);
        switch (width)
        {
            case 1: output.Write<byte>(Array.ConvertAll(values, value => codes.GetValueOrDefault(value))); break;
            case 2: output.Write<ushort>(Array.ConvertAll(values, value => (ushort)(value - least))); break;
            case 4: output.Write<uint>(Array.ConvertAll(values, value => (uint)(value - least))); break;
            default: output.Write<long>(Array.ConvertAll(values, value => value - least)); break;
        }
    }

    // More than 256 distinct values do not fit a byte.
    private static int WidthOf(ulong range) => range <= ushort.MaxValue ? 2 : range <= uint.MaxValue ? 4 : 8;
}
