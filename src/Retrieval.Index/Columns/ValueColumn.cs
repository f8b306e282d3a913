using Lucene.Net.Index;
using Retrieval.Index.Filters;
using Retrieval.Index.Sets;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Columns;

/// <summary>
/// The values of one field in one segment: a dictionary of distinct texts in their byte order, and for each document the ordinals of its
/// texts. The inverse, from ordinal to documents, is made when the first filter asks.
/// Safe for concurrent use.
/// </summary>
internal sealed class ValueColumn
{
    private readonly int[] starts;
    private readonly int[] ordinals;
    private readonly Lazy<string[]> folded;
    private readonly Lazy<double[]> numbers;
    private readonly Lazy<(int[] Starts, int[] Docs)> inverse;
    private readonly Lazy<(Dictionary<string, int> First, int[] Next)> byFolded;
    private readonly Lazy<ulong[]> stated;

    private ValueColumn(string[] texts, int[] starts, int[] ordinals)
    {
        Texts = texts;
        this.starts = starts;
        this.ordinals = ordinals;
        folded = new Lazy<string[]>(() => Array.ConvertAll(Texts, TextFolding.Fold));
        numbers = new Lazy<double[]>(() => Array.ConvertAll(Texts, static text => FilterValue.TryNumber(text, out double number) ? number : double.NaN));
        inverse = new Lazy<(int[], int[])>(Invert);
        byFolded = new Lazy<(Dictionary<string, int>, int[])>(ChainByFolded);
        stated = new Lazy<ulong[]>(FindStated);
    }

    /// <summary>Distinct values as they were written, in the order of their UTF-8 bytes.</summary>
    public string[] Texts { get; }

    /// <summary>The values folded, by which they are compared.</summary>
    public string[] Folded => folded.Value;

    /// <summary>The values read as numbers; NaN where one is none.</summary>
    public double[] Numbers => numbers.Value;

    public int DocCount => starts.Length - 1;

    /// <summary>Documents that state any value, as a bitmap.</summary>
    public ReadOnlySpan<ulong> Stated => stated.Value;

    public static ValueColumn Load(AtomicReader reader, string field)
    {
        if (SegmentColumns.Of(reader)?.Words(field) is not { } values) return new ValueColumn([], new int[reader.MaxDoc + 1], []);
        (int[] starts, int[] ordinals) = values.Ordinals();
        return new ValueColumn(values.Texts(), starts, ordinals);
    }

    /// <summary>Ordinals of a document's values, rising; none where nothing is stated.</summary>
    public ReadOnlySpan<int> Ordinals(int doc) => ordinals.AsSpan(starts[doc], starts[doc + 1] - starts[doc]);

    /// <summary>Documents that have the value, rising.</summary>
    public ReadOnlySpan<int> Documents(int ordinal)
    {
        (int[] from, int[] docs) = inverse.Value;
        return docs.AsSpan(from[ordinal], from[ordinal + 1] - from[ordinal]);
    }

    /// <summary>Adds the documents whose value folds to the given text.</summary>
    public void AddDocuments(string foldedText, ulong[] bits)
    {
        (Dictionary<string, int> first, int[] next) = byFolded.Value;
        for (int ordinal = first.GetValueOrDefault(foldedText, -1); ordinal >= 0; ordinal = next[ordinal])
        {
            foreach (int doc in Documents(ordinal)) Bitmap.Set(bits, doc);
        }
    }

    /// <summary>The first ordinal whose text is not below the given one.</summary>
    public int LowerBound(string text)
    {
        int low = 0;
        int high = Texts.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (CompareUtf8(Texts[middle], text) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // UTF-8 byte order is code point order; UTF-16 order differs from it only where a surrogate meets a unit above the surrogates.
    private static int CompareUtf8(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
        {
            if (a[i] == b[i]) continue;
            bool surrogateA = char.IsSurrogate(a[i]);
            bool surrogateB = char.IsSurrogate(b[i]);
            return surrogateA == surrogateB ? a[i] - b[i] : surrogateA ? 1 : -1;
        }
        return a.Length - b.Length;
    }

    /// <summary>By folded text its last ordinal, and from each ordinal the one before it with the same text.</summary>
    private (Dictionary<string, int>, int[]) ChainByFolded()
    {
        var first = new Dictionary<string, int>(Texts.Length, StringComparer.Ordinal);
        var next = new int[Texts.Length];
        for (int ordinal = 0; ordinal < next.Length; ordinal++)
        {
            next[ordinal] = first.GetValueOrDefault(Folded[ordinal], -1);
            first[Folded[ordinal]] = ordinal;
        }
        return (first, next);
    }

    private ulong[] FindStated()
    {
        ulong[] bits = Bitmap.Empty(DocCount);
        for (int doc = 0; doc < DocCount; doc++)
        {
            if (starts[doc + 1] > starts[doc]) Bitmap.Set(bits, doc);
        }
        return bits;
    }

    private (int[], int[]) Invert()
    {
        var from = new int[Texts.Length + 1];
        foreach (int ordinal in ordinals) from[ordinal + 1]++;
        for (int i = 0; i < Texts.Length; i++) from[i + 1] += from[i];
        int[] next = from[..^1];
        var docs = new int[ordinals.Length];
        for (int doc = 0; doc < DocCount; doc++)
        {
            foreach (int ordinal in Ordinals(doc)) docs[next[ordinal]++] = doc;
        }
        return (from, docs);
    }
}
