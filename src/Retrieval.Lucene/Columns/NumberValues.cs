using Lucene.Net.Index;

namespace Retrieval.Lucene.Columns;

/// <summary>A column of numbers where it is mapped, as <see cref="NumberColumn"/> wrote it.</summary>
internal sealed unsafe class NumberValues
{
    private readonly int documents;
    private readonly int width;
    private readonly long least;
    private readonly ulong* stated;
    private readonly long* codes;
    private readonly byte* values;

    /// <exception cref="CorruptIndexException">The column reaches behind the file's end.</exception>
    public NumberValues(ColumnCursor cursor, int documents)
    {
        this.documents = documents;
        long* head = cursor.Take<long>(2);
        width = (int)head[0];
        least = head[1];
        stated = cursor.Take<ulong>((documents + 63) / 64);
        codes = width == 1 ? cursor.Take<long>(least) : null;
        values = cursor.Take<byte>((long)width * documents);
    }

    public bool IsStated(int document) => (stated[document >> 6] & (1UL << document)) != 0;

    /// <summary>The number that a document states.</summary>
    public long this[int document] => width switch
    {
        1 => codes[values[document]],
        2 => least + ((ushort*)values)[document],
        4 => least + ((uint*)values)[document],
        _ => least + ((long*)values)[document],
    };

    /// <summary>The whole column.</summary>
    /// <param name="nothing">Where a document states none.</param>
    public long[] ToArray(long nothing)
    {
        var column = new long[documents];
        for (int document = 0; document < column.Length; document++)
            column[document] = IsStated(document) ? this[document] : nothing;
        return column;
    }
}
