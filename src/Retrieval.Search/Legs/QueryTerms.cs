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

    private const int Expected = 12;

    // A form that only another language's chain writes is likelier to be a homograph than the word meant.
    private const float OtherLanguage = 0.5f;

    // Words that were understood as something else ("vegan", "quiet", "for my mother") still tell what is meant, if less than what is stated.
    private const float Understood = 0.3f;

    /// <summary>The distinct terms, those of the text first, in its order.</summary>
    /// <param name="text">The words left for retrieval.</param>
    /// <param name="stated">The same with the values stated, <see cref="StatedWords"/>.</param>
    /// <param name="sentence">The whole sentence, whose other words count less.</param>
    /// <param name="analyzers">The chains that the index was built with.</param>
    /// <param name="language">Language of the query.</param>
    /// <param name="others">The catalogue's languages.</param>
    /// <param name="fields">The fields to look in, with their boosts.</param>
    /// <param name="ofText">How many of the terms, from the first, are the text's own.</param>
    public static WeightedTerm[] Of(string text, string stated, string sentence, LanguageAnalyzers analyzers, Language language, IReadOnlyList<Language> others, IReadOnlyList<(string Field, float Boost)> fields, out int ofText)
    {
        var words = new List<(string Term, float Weight)>(Expected);
        Add(analyzers.For(language), text, 1, words);
        for (int i = 0; i < others.Count; i++)
        {
            if (others[i] != language) Add(analyzers.For(others[i]), text, OtherLanguage, words);
        }
        ofText = words.Count * fields.Count;
        if (stated != text) Add(analyzers.For(language), stated, 1, words);
        if (sentence != stated) Add(analyzers.For(language), sentence, Understood, words);
        var terms = new WeightedTerm[words.Count * fields.Count];
        int count = 0;
        foreach ((string term, float weight) in words)
        {
            for (int i = 0; i < fields.Count; i++) terms[count++] = new WeightedTerm(fields[i].Field, term, fields[i].Boost * weight);
        }
        return terms;
    }

    /// <summary>Adds the words that are new, as long as there is room.</summary>
    private static void Add(Analyzer analyzer, string text, float weight, List<(string Term, float Weight)> words)
    {
        using TokenStream stream = analyzer.GetTokenStream("text", text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            ReadOnlySpan<char> word = term.Buffer.AsSpan(0, term.Length);
            if (words.Count < Most && !Holds(words, word)) words.Add((word.ToString(), weight));
        }
        stream.End();
    }

    private static bool Holds(List<(string Term, float Weight)> words, ReadOnlySpan<char> word)
    {
        foreach ((string term, _) in words)
        {
            if (word.SequenceEqual(term)) return true;
        }
        return false;
    }
}
