using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Retrieval.Index.Filters;
using Retrieval.Index.Sets;
using Retrieval.Lucene.Columns;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Columns;

/// <summary>
/// The values of one field in one segment where they are mapped: a dictionary of distinct texts in their byte order, and for each document the
/// ordinals of its texts. Texts are decoded as they are asked for; the inverse, from ordinal to documents, is made when the first filter asks.
/// Safe for concurrent use, as long as a reader over the segment is open.
/// </summary>
internal sealed class ValueColumn
{
    private readonly WordValues? values;
    private readonly int documents;
    private readonly Lazy<string?[]> texts;
    private readonly Lazy<string?[]> folded;
    private readonly Lazy<double[]> numbers;
    private readonly Lazy<(int[] Starts, int[] Docs)> inverse;
    private readonly Lazy<ulong[]> byFolded;
    private readonly Lazy<ulong[]> stated;

    /// <param name="values">The values; null where no document has one.</param>
    /// <param name="documents">Documents of the segment.</param>
    public ValueColumn(WordValues? values, int documents)
    {
        this.values = values;
        this.documents = documents;
        texts = new Lazy<string?[]>(() => new string?[Count]);
        folded = new Lazy<string?[]>(() => new string?[Count]);
        numbers = new Lazy<double[]>(() => [.. Texts().Select(static text => FilterValue.TryNumber(text, out double number) ? number : double.NaN)]);
        inverse = new Lazy<(int[], int[])>(Invert);
        byFolded = new Lazy<ulong[]>(SortByFolded);
        stated = new Lazy<ulong[]>(FindStated);
    }

    /// <summary>Number of distinct values.</summary>
    public int Count => values?.Count ?? 0;

    /// <summary>The values read as numbers; NaN where one is none.</summary>
    public double[] Numbers => numbers.Value;

    /// <summary>Documents that state any value, as a bitmap.</summary>
    public ReadOnlySpan<ulong> Stated => stated.Value;

    /// <summary>A value as it was written; values stand in the order of their UTF-8 bytes.</summary>
    public string Text(int ordinal) => texts.Value[ordinal] ??= Decode(ordinal);

    /// <summary>A value folded, by which it is compared.</summary>
    public string Folded(int ordinal) => folded.Value[ordinal] ??= TextFolding.Fold(Text(ordinal));

    /// <summary>All values as they were written.</summary>
    public IEnumerable<string> Texts() => Enumerable.Range(0, Count).Select(Decode);

    /// <summary>Number of a document's values.</summary>
    public int CountOf(int doc) => values?.CountOf(doc) ?? 0;

    /// <summary>The ordinal of one of a document's values; they rise with the index.</summary>
    public int Ordinal(int doc, int index) => values!.Ordinal(doc, index);

    /// <summary>Documents that have the value, rising.</summary>
    public ReadOnlySpan<int> Documents(int ordinal)
    {
        (int[] from, int[] docs) = inverse.Value;
        return docs.AsSpan(from[ordinal], from[ordinal + 1] - from[ordinal]);
    }

    /// <summary>Adds the documents whose value folds to the given text.</summary>
    public void AddDocuments(string foldedText, ulong[] bits)
    {
        ulong[] sorted = byFolded.Value;
        ulong wanted = Hash(foldedText);
        int at = Array.BinarySearch(sorted, wanted);
        for (at = at < 0 ? ~at : at; at < sorted.Length && sorted[at] >> 32 == wanted >> 32; at++)
        {
            int ordinal = (int)(uint)sorted[at];
            if (Folded(ordinal) != foldedText) continue;
            foreach (int doc in Documents(ordinal)) Bitmap.Set(bits, doc);
        }
    }

    /// <summary>The first ordinal whose text is not below the given one.</summary>
    public int LowerBound(string text)
    {
        byte[] bound = Encoding.UTF8.GetBytes(text);
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values!.Text(middle).SequenceCompareTo(bound) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private string Decode(int ordinal) => Encoding.UTF8.GetString(values!.Text(ordinal));

    // The hash of each folded text above its ordinal: a dictionary of the texts would take ten times as much.
    private ulong[] SortByFolded()
    {
        var sorted = new ulong[Count];
        for (int ordinal = 0; ordinal < sorted.Length; ordinal++) sorted[ordinal] = Hash(TextFolding.Fold(Decode(ordinal))) | (uint)ordinal;
        Array.Sort(sorted);
        return sorted;
    }

    private static ulong Hash(string text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan())) & ~(ulong)uint.MaxValue;

    private ulong[] FindStated()
    {
        ulong[] bits = Bitmap.Empty(documents);
        for (int doc = 0; doc < documents; doc++)
        {
            if (CountOf(doc) > 0) Bitmap.Set(bits, doc);
        }
        return bits;
    }

    private (int[], int[]) Invert()
    {
        var from = new int[Count + 1];
        for (int doc = 0; doc < documents; doc++)
        {
            for (int i = 0, count = CountOf(doc); i < count; i++) from[Ordinal(doc, i) + 1]++;
        }
        for (int i = 0; i < Count; i++) from[i + 1] += from[i];
        int[] next = from[..^1];
        var docs = new int[from[^1]];
        for (int doc = 0; doc < documents; doc++)
        {
            for (int i = 0, count = CountOf(doc); i < count; i++) docs[next[Ordinal(doc, i)]++] = doc;
        }
        return (from, docs);
    }
}
