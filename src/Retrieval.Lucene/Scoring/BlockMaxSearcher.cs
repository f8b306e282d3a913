using System.Collections.Concurrent;
using System.Text;
using Lucene.Net.Index;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// The top documents by dynamic pruning over fields in our postings format (<see cref="BlockMaxCodec"/>). Frequency fields score as Lucene.Net's
/// BM25 does; impact fields as <see cref="Impacts.ImpactSearcher"/> does. A query with a field that some segment keeps in another format
/// goes through <see cref="LuceneSearcher"/>. Rank-safe: the hits are those of exhaustive scoring. Allocates nothing once warm.
/// </summary>
public sealed class BlockMaxSearcher : ITermSearcher, IDisposable
{
    private const int MostOnStack = 512;

    private readonly IndexReader reader;
    private readonly LuceneSearcher fallback;
    private readonly ConcurrentDictionary<string, FieldView> fields = new();
    private readonly ScorerPool pool;

    /// <summary>A searcher over <paramref name="reader"/>, which the caller keeps open and disposes after this searcher.</summary>
    /// <param name="reader">The top-level reader.</param>
    /// <param name="k1">BM25's saturation of the term frequency, at least 0.</param>
    /// <param name="b">BM25's weight of the length, 0 to 1.</param>
    /// <param name="impacts">How weights of impact fields count; absent, by BM25 with <paramref name="k1"/>.</param>
    public BlockMaxSearcher(IndexReader reader, float k1 = 1.2f, float b = 0.75f, ImpactSaturation? impacts = null)
    {
        this.reader = reader;
        Scoring = new Saturation(k1, b, impacts ?? new ImpactSaturation(k1));
        fallback = new LuceneSearcher(reader, k1, b);
        pool = new ScorerPool(this);
        Segments = new SearchedSegment[reader.Leaves.Count];
        for (int i = 0; i < Segments.Length; i++)
        {
            Segments[i] = new SearchedSegment(reader.Leaves[i], WindowCount);
            WindowCount += ListLayout.WindowsOf(Segments[i].MaxDoc);
        }
    }

    internal Saturation Scoring { get; }

    internal SearchedSegment[] Segments { get; }

    /// <summary>The windows of all segments.</summary>
    internal int WindowCount { get; }

    /// <summary>Waits until the lists of all segments are verified, as the first search of each would.</summary>
    /// <exception cref="CorruptIndexException">A file of lists is damaged.</exception>
    public void Verify()
    {
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            foreach (string field in leaf.AtomicReader.Fields)
                (leaf.AtomicReader.GetTerms(field) as BlockMaxTerms)?.Postings.Verify();
        }
    }

    /// <inheritdoc/>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits) => Search(terms, k, filter, kept: null, hits);

    /// <inheritdoc/>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, KeptFilter filter, Span<ScoredDocument> hits) => Search(terms, k, filter.Words, filter, hits);

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> documents, Span<float> scores)
    {
        SearchArguments.Check(terms, documents, scores, reader.MaxDoc);
        if (!IsOurs(terms))
        {
            fallback.Score(terms, documents, scores);
            return;
        }

        TopScorer scorer = pool.Rent();
        try
        {
            scorer.Score(terms, documents, scores);
        }
        finally
        {
            pool.Return(scorer);
        }
    }

    /// <summary>True where a document, deleted or not, holds a term: what <see cref="IndexReader.DocFreq(Term)"/> says, without a walk through the dictionary.</summary>
    /// <param name="field">The field.</param>
    /// <param name="term">The term.</param>
    public bool Holds(string field, string term)
    {
        FieldView view = Field(field);
        if (!view.IsOurs)
            return reader.DocFreq(new Term(field, term)) > 0;
        int most = Encoding.UTF8.GetMaxByteCount(term.Length);
        Span<byte> utf8 = most <= MostOnStack ? stackalloc byte[most] : new byte[most];
        utf8 = utf8[..Encoding.UTF8.GetBytes(term, utf8)];
        foreach (SegmentField? segment in view.Segments)
        {
            if (segment is not null && segment.Terms.TryFind(utf8, out _))
                return true;
        }

        return false;
    }

    /// <summary>Frees the working memory of queries. No search may run or follow.</summary>
    public void Dispose() => pool.Dispose();

    internal FieldView Field(string field)
        => fields.TryGetValue(field, out FieldView? view) ? view : fields.GetOrAdd(field, new FieldView(reader, field, Scoring));

    /// <summary>BM25's contribution of a term at a saturated frequency of 1.</summary>
    internal float WeightOf(float boost, long docFreq, FieldView view)
    {
        float idf = (float)Math.Log(1 + ((reader.MaxDoc - docFreq + 0.5D) / (docFreq + 0.5D)));
        return view.IsImpacts ? idf * boost : idf * boost * (Scoring.K1 + 1);
    }

    private int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, KeptFilter? kept, Span<ScoredDocument> hits)
    {
        SearchArguments.Check(terms, k, filter, hits, reader.MaxDoc);
        if (!IsOurs(terms))
            return fallback.Search(terms, k, filter, hits);
        TopScorer scorer = pool.Rent();
        try
        {
            return scorer.Search(terms, Math.Min(k, reader.MaxDoc), filter, kept, hits);
        }
        finally
        {
            pool.Return(scorer);
        }
    }

    private bool IsOurs(ReadOnlySpan<WeightedTerm> terms)
    {
        foreach (ref readonly WeightedTerm term in terms)
        {
            if (!Field(term.Field).IsOurs)
                return false;
        }

        return true;
    }
}
