using Lucene.Net.Index;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// A column of numbers where it is mapped, as <see cref="NumberColumn"/> wrote it. Safe for concurrent use, as long as the segment's reader is open.
/// </summary>
public sealed unsafe class NumberValues
{
    private readonly int documents;
    private readonly int width;
    private readonly int codeCount;
    private readonly long least;
    private readonly ulong* stated;
    private readonly long* codes;
    private readonly byte* values;

    /// <exception cref="CorruptIndexException">The column reaches behind the file's end.</exception>
    internal NumberValues(ColumnCursor cursor, int documents)
    {
        this.documents = documents;
        long* head = cursor.Take<long>(2);
        width = (int)head[0];
        least = head[1];
        stated = cursor.Take<ulong>((documents + 63) / 64);
        codeCount = width == 1 ? (int)least : 0;
        codes = cursor.Take<long>(codeCount);
        values = cursor.Take<byte>((long)width * documents);
    }

    /// <summary>True where a document states a number.</summary>
    public bool IsStated(int document) => (stated[document >> 6] & (1UL << document)) != 0;

    /// <summary>The number that a document states; anything where it states none.</summary>
    public long this[int document] => width switch
    {
        1 => codes[values[document]],
        2 => least + ((ushort*)values)[document],
        4 => least + ((uint*)values)[document],
        _ => least + ((long*)values)[document],
    };

    /// <summary>The number that a document states, or what stands for none.</summary>
    public long GetValueOrDefault(int document, long nothing) => IsStated(document) ? this[document] : nothing;

    /// <summary>Documents that state a number from <paramref name="low"/> to <paramref name="high"/>, both inclusive.</summary>
    /// <param name="low">Least number.</param>
    /// <param name="high">Highest number.</param>
    /// <param name="bits">A bit a document, written over; bits past the last document are zero.</param>
    public void Within(long low, long high, Span<ulong> bits)
    {
        if (width == 1)
        {
            var known = new ReadOnlySpan<long>(codes, codeCount);
            int from = FirstNotBelow(known, low), to = high == long.MaxValue ? codeCount : FirstNotBelow(known, high + 1);
            if (from < to)
                RangeMask.Within(new ReadOnlySpan<byte>(values, documents), (byte)from, (byte)(to - 1), bits);
            else
                bits.Clear();
        }
        else
        {
            // Numbers are kept as what they are above the least, without a sign however far apart they are.
            ulong most = width == sizeof(long) ? ulong.MaxValue : (1UL << (8 * width)) - 1;
            ulong from = low <= least ? 0 : (ulong)(low - least);
            ulong to = Math.Min(most, (ulong)(high - least));
            if (low > high || high < least || from > most)
                bits.Clear();
            else if (width == sizeof(ushort))
                RangeMask.Within(new ReadOnlySpan<ushort>(values, documents), (ushort)from, (ushort)to, bits);
            else if (width == sizeof(uint))
                RangeMask.Within(new ReadOnlySpan<uint>(values, documents), (uint)from, (uint)to, bits);
            else
                RangeMask.Within(new ReadOnlySpan<ulong>(values, documents), from, to, bits);
        }

        for (int word = 0, count = (documents + 63) / 64; word < count; word++)
            bits[word] &= stated[word];
    }

    private static int FirstNotBelow(ReadOnlySpan<long> codes, long value)
    {
        int at = codes.BinarySearch(value);
        return at < 0 ? ~at : at;
    }
}
