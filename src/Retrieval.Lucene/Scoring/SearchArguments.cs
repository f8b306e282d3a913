namespace Retrieval.Lucene.Scoring;

/// <summary>The checks at the door that every searcher makes.</summary>
internal static class SearchArguments
{
    public static void Check(
        ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, ReadOnlySpan<ScoredDocument> hits, int maxDoc)
    {
        if (k < 1)
            throw new ArgumentException($"k is {k}; it must be at least 1", nameof(k));
        if (hits.Length < k)
            throw new ArgumentException($"room for {hits.Length} hits, but k is {k}", nameof(hits));
        int words = (maxDoc + 63) >> 6;
        if (!filter.IsEmpty && filter.Length < words)
            throw new ArgumentException($"the filter has {filter.Length} words; {maxDoc} documents need {words}", nameof(filter));
        CheckBoosts(terms);
    }

    public static void Check(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> documents, ReadOnlySpan<float> scores, int maxDoc)
    {
        if (scores.Length < documents.Length)
            throw new ArgumentException($"room for {scores.Length} scores, but there are {documents.Length} documents", nameof(scores));
        foreach (int document in documents)
        {
            if ((uint)document >= (uint)maxDoc)
                throw new ArgumentException($"document {document} is outside the reader's {maxDoc} documents", nameof(documents));
        }

        CheckBoosts(terms);
    }

    private static void CheckBoosts(ReadOnlySpan<WeightedTerm> terms)
    {
        foreach (ref readonly WeightedTerm term in terms)
        {
            if (!(term.Boost > 0 && float.IsFinite(term.Boost)))
                throw new ArgumentException($"the boost of {term.Field}:{term.Text} is {term.Boost}; it must be positive and finite", nameof(terms));
        }
    }
}
