namespace Retrieval.Lucene.Scoring;

/// <summary>
/// The top documents for a flat set of weighted terms: the score is the sum over the terms of Lucene.Net's BM25
/// (its quantised norms, statistics of the whole reader). Two ways stand behind it and give the same scores to 1e-5:
/// <see cref="LuceneSearcher"/> over any index, BlockMaxSearcher over fields written by our postings format.
/// Implementations may be used by many threads at once, as long as the reader stays open.
/// </summary>
public interface ITermSearcher
{
    /// <summary>Finds the <paramref name="k"/> best documents that hold at least one term.</summary>
    /// <param name="terms">The terms; all optional, none required.</param>
    /// <param name="k">How many hits are wanted, at least 1.</param>
    /// <param name="filter">One bit a document of the whole reader, lowest bit first; only documents whose bit is set can be hits.
    /// Empty means no filter; else at least (MaxDoc + 63) / 64 words.</param>
    /// <param name="hits">Where the hits go, best first, equal scores by ascending document; room for <paramref name="k"/>.</param>
    /// <returns>How many hits were written.</returns>
    /// <exception cref="ArgumentException">A span is too short, <paramref name="k"/> below 1, or a boost is not a positive finite number.</exception>
    int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits);

    /// <summary>The same under a filter that many searches come with.</summary>
    /// <param name="terms">The terms; all optional, none required.</param>
    /// <param name="k">How many hits are wanted, at least 1.</param>
    /// <param name="filter">The filter, over the documents of this searcher's reader.</param>
    /// <param name="hits">Where the hits go, best first, equal scores by ascending document; room for <paramref name="k"/>.</param>
    /// <returns>How many hits were written.</returns>
    /// <exception cref="ArgumentException">A span or the filter is too short, <paramref name="k"/> below 1, or a boost is not a positive finite number.</exception>
    int Search(ReadOnlySpan<WeightedTerm> terms, int k, KeptFilter filter, Span<ScoredDocument> hits) => Search(terms, k, filter.Words, hits);

    /// <summary>The exact scores of given documents, deleted ones included; 0 for those that hold none of the terms.</summary>
    /// <param name="terms">The terms, as in <see cref="Search(ReadOnlySpan{WeightedTerm}, int, ReadOnlySpan{ulong}, Span{ScoredDocument})"/>.</param>
    /// <param name="documents">Documents of the whole reader, in any order.</param>
    /// <param name="scores">One score a document, in the order of <paramref name="documents"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="scores"/> is shorter than <paramref name="documents"/>,
    /// or a document is outside the reader.</exception>
    void Score(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> documents, Span<float> scores);
}
