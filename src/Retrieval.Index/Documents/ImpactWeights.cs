using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Retrieval.Catalog.Products;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Documents;

/// <summary>
/// The weight of every word of a product: the sum over the searched fields of boost · frequency / (1 − b + b · length / mean length),
/// BM25F's weighted frequency. Not thread-safe: each thread has its own.
/// </summary>
/// <param name="analyzers">The chains of the index.</param>
/// <param name="meanLengths">Mean length of each field in words, by name; kept with the index, so that later products are weighed alike.</param>
internal sealed class ImpactWeights(LanguageAnalyzers analyzers, IReadOnlyDictionary<string, float> meanLengths)
{
    private readonly Dictionary<string, float> weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Frequency> frequencies = new(StringComparer.Ordinal);

    /// <summary>How often a word stands in a field, and its first position there.</summary>
    private readonly record struct Frequency(int Count, int First);

    /// <summary>The weights; overwritten by the next call.</summary>
    /// <param name="product">The product.</param>
    /// <param name="terms">Told the terms of each field.</param>
    public IReadOnlyDictionary<string, float> Of(Product product, FieldTerms terms)
    {
        weights.Clear();
        foreach (ImpactField field in ImpactFields.Default) Add(product, field, terms);
        return weights;
    }

    /// <summary>Mean lengths over a sample of products; 1 where none has the field.</summary>
    public static Dictionary<string, float> MeanLengths(LanguageAnalyzers analyzers, IReadOnlyCollection<Product> sample)
    {
        var counting = new ImpactWeights(analyzers, new Dictionary<string, float>());
        return ImpactFields.Default.ToDictionary(
            field => field.Name,
            field => Math.Max(1f, sample.Sum(product => (float)counting.Count(product, field.Name)) / Math.Max(1, sample.Count)),
            StringComparer.Ordinal);
    }

    private void Add(Product product, ImpactField field, FieldTerms terms)
    {
        int length = Count(product, field.Name);
        foreach ((string term, Frequency frequency) in frequencies) terms.Add(term, frequency.First);
        terms.EndField();
        if (length == 0) return;
        float mean = meanLengths.TryGetValue(field.Name, out float known) ? known : length;
        float factor = field.Boost / (1 - field.LengthWeight + (field.LengthWeight * length / mean));
        foreach ((string term, Frequency frequency) in frequencies) weights[term] = weights.GetValueOrDefault(term) + (factor * frequency.Count);
    }

    /// <summary>Counts the words of a field into <see cref="frequencies"/>; gives its length, forms at one position counting once.</summary>
    private int Count(Product product, string field)
    {
        frequencies.Clear();
        string text = FieldTexts.Of(product, field);
        if (text.Length == 0) return 0;
        var lookup = frequencies.GetAlternateLookup<ReadOnlySpan<char>>();
        int length = 0;
        using TokenStream stream = analyzers.For(product.Language).GetTokenStream(field, text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var position = stream.AddAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            ReadOnlySpan<char> word = term.Buffer.AsSpan(0, term.Length);
            if (position.PositionIncrement > 0 || length == 0) length++;
            lookup[word] = lookup.TryGetValue(word, out Frequency before) ? before with { Count = before.Count + 1 } : new Frequency(1, length - 1);
        }
        stream.End();
        return length;
    }
}
