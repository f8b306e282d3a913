using System.Text;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Columns;

/// <summary>A column of words where it is mapped: distinct texts in the order of their UTF-8, and the ordinals of each document's.</summary>
public sealed unsafe class WordValues
{
    private readonly int documents;
    private readonly int width;
    private readonly int* starts;
    private readonly long* ends;
    private readonly byte* texts;
    private readonly byte* codes;

    /// <exception cref="CorruptIndexException">The column reaches behind the file's end.</exception>
    internal WordValues(ColumnCursor cursor, int documents)
    {
        this.documents = documents;
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

    /// <summary>The texts in the order of their UTF-8.</summary>
    public string[] Texts()
    {
        var decoded = new string[Count];
        for (int ordinal = 0; ordinal < decoded.Length; ordinal++)
            decoded[ordinal] = Encoding.UTF8.GetString(Text(ordinal));
        return decoded;
    }

    /// <summary>
    /// The ordinals of all documents one behind the other, each one's rising, and where each document's begin, with the end of the last one's.
    /// </summary>
    public (int[] Starts, int[] Ordinals) Ordinals()
    {
        var from = new int[documents + 1];
        if (starts is not null)
        {
            new ReadOnlySpan<int>(starts, from.Length).CopyTo(from);
            var all = new int[from[^1]];
            for (int i = 0; i < all.Length; i++)
                all[i] = Code(i);
            return (from, all);
        }

        var stated = new List<int>(documents);
        for (int document = 0; document < documents; document++)
        {
            if (Code(document) is > 0 and int code)
                stated.Add(code - 1);
            from[document + 1] = stated.Count;
        }

        return (from, [.. stated]);
    }

    internal ReadOnlySpan<byte> Text(int ordinal)
    {
        long start = ordinal == 0 ? 0 : ends[ordinal - 1];
        return new ReadOnlySpan<byte>(texts + start, (int)(ends[ordinal] - start));
    }

    /// <summary>Number of a document's words.</summary>
    internal int CountOf(int document) => starts is not null ? starts[document + 1] - starts[document] : Code(document) > 0 ? 1 : 0;

    /// <summary>The ordinal of a document's word.</summary>
    /// <param name="document">The document.</param>
    /// <param name="index">The word's place among the document's.</param>
    internal int Ordinal(int document, int index) => starts is not null ? Code(starts[document] + index) : Code(document) - 1;

    private int Code(int at) => width switch
    {
        1 => codes[at],
        2 => ((ushort*)codes)[at],
        _ => ((int*)codes)[at],
    };
}
