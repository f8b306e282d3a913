using Lucene.Net.Index;

namespace Retrieval.Lucene.Columns;

/// <summary>A column of words where it is mapped: distinct texts in the order of their UTF-8, and the ordinals of each document's. Safe for concurrent use, as long as the segment's reader is open.</summary>
public sealed unsafe class WordValues
{
    private readonly int width;
    private readonly int* starts;
    private readonly long* ends;
    private readonly byte* texts;
    private readonly byte* codes;

    /// <exception cref="CorruptIndexException">The column reaches behind the file's end.</exception>
    internal WordValues(ColumnCursor cursor, int documents)
    {
        int* head = cursor.Take<int>(3);
        Count = head[0];
        width = WordColumn.WidthOf(Count);
        ends = cursor.Take<long>(Count);
        texts = cursor.Take<byte>(Count == 0 ? 0 : ends[Count - 1]);
        bool isSingle = head[2] != 0;
        starts = isSingle ? null : cursor.Take<int>(documents + 1L);
        codes = cursor.Take<byte>((long)width * (isSingle ? documents : head[1]));
    }

    /// <summary>Number of distinct texts.</summary>
    public int Count { get; }

    /// <summary>The UTF-8 of a text.</summary>
    /// <param name="ordinal">Its place among the distinct ones, from 0 on.</param>
    public ReadOnlySpan<byte> Text(int ordinal)
    {
        long start = ordinal == 0 ? 0 : ends[ordinal - 1];
        return new ReadOnlySpan<byte>(texts + start, (int)(ends[ordinal] - start));
    }

    /// <summary>Number of a document's words.</summary>
    public int CountOf(int document) => starts is not null ? starts[document + 1] - starts[document] : Code(document) > 0 ? 1 : 0;

    /// <summary>The ordinal of a document's word.</summary>
    /// <param name="document">The document.</param>
    /// <param name="index">The word's place among the document's.</param>
    public int Ordinal(int document, int index) => starts is not null ? Code(starts[document] + index) : Code(document) - 1;

    private int Code(int at) => width switch
    {
        1 => codes[at],
        2 => ((ushort*)codes)[at],
        _ => ((int*)codes)[at],
    };
}
