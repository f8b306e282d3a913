using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Retrieval.Lucene.Scoring;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Legs;

/// <summary>
/// The terms of a query. A word is written as the chain of the query's language writes it, and beside it as the chains of the
/// catalogue's other languages would: a product is analysed in its own language, and brands, model names and loan words stand in all of them.
/// </summary>
internal static class QueryTerms
{
    /// <summary>Most terms that are looked up; a longer query keeps its first ones.</summary>
    public const int Most = 64;

    // A form that only another language's chain writes is likelier to be a homograph than the word meant.
    private const float OtherLanguage = 0.5f;

    // Words that were understood as something else ("red", "vegan", "for my mother") still tell what is meant, if less than what is left.
    private const float Understood = 0.3f;

    /// <summary>The distinct terms, those of the text first, in its order.</summary>
    /// <param name="text">The words left for retrieval.</param>
    /// <param name="sentence">The whole sentence, whose other words count less.</param>
    /// <param name="analyzers">The chains that the index was built with.</param>
    /// <param name="language">Language of the query.</param>
    /// <param name="others">The catalogue's languages.</param>
    /// <param name="fields">The fields to look in, with their boosts.</param>
    /// <param name="ofText">How many of the terms, from the first, are the text's own.</param>
    public static WeightedTerm[] Of(string text, string sentence, LanguageAnalyzers analyzers, Language language, IEnumerable<Language> others, IReadOnlyList<(string Field, float Boost)> fields, out int ofText)
    {
        var weights = new Dictionary<string, float>(StringComparer.Ordinal);
        Add(analyzers.For(language), text, 1, weights);
        foreach (Language other in others)
        {
            if (other != language) Add(analyzers.For(other), text, OtherLanguage, weights);
        }
        int known = weights.Count;
        if (sentence != text) Add(analyzers.For(language), sentence, Understood, weights);
        ofText = Math.Min(Most, known) * fields.Count;
        var terms = new WeightedTerm[Math.Min(Most, weights.Count) * fields.Count];
        int count = 0;
        foreach ((string term, float weight) in weights)
        {
            if (count == terms.Length) break;
            foreach ((string field, float boost) in fields) terms[count++] = new WeightedTerm(field, term, boost * weight);
        }
        return terms;
    }

    private static void Add(Analyzer analyzer, string text, float weight, Dictionary<string, float> weights)
    {
        Dictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> known = weights.GetAlternateLookup<ReadOnlySpan<char>>();
        using TokenStream stream = analyzer.GetTokenStream("text", text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) known.TryAdd(term.Buffer.AsSpan(0, term.Length), weight);
        stream.End();
    }
}
