using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Lucene.Net's own searcher behind our signature: exhaustive, for indexes of any codec, and the twin that
/// BlockMaxSearcher is measured against.
/// </summary>
public sealed class LuceneSearcher : ITermSearcher
{
    private readonly IndexReader reader;
    private readonly IndexSearcher searcher;

    /// <summary>A searcher over <paramref name="reader"/>, which the caller keeps open and disposes.</summary>
    /// <param name="reader">The top-level reader.</param>
    /// <param name="k1">BM25's saturation of the term frequency, at least 0.</param>
    /// <param name="b">BM25's weight of the length, 0 to 1.</param>
    public LuceneSearcher(IndexReader reader, float k1 = 1.2f, float b = 0.75f)
    {
        this.reader = reader;
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity(k1, b) };
    }

    /// <inheritdoc/>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits)
    {
        SearchArguments.Check(terms, k, filter, hits, reader.MaxDoc);
        if (terms.IsEmpty || reader.MaxDoc == 0)
            return 0;

        Filter? accepted = filter.IsEmpty ? null : new BitmapFilter(filter.ToArray());
        ScoreDoc[] found = searcher.Search(Disjunction(terms), accepted, Math.Min(k, reader.MaxDoc)).ScoreDocs;
        for (int i = 0; i < found.Length; i++)
            hits[i] = new ScoredDocument(found[i].Doc, found[i].Score);
        return found.Length;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> documents, Span<float> scores)
    {
        SearchArguments.Check(terms, documents, scores, reader.MaxDoc);
        int[] order = new int[documents.Length];
        int[] sorted = documents.ToArray();
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        scores[..documents.Length].Clear();

        foreach (ref readonly WeightedTerm term in terms)
        {
            var query = new TermQuery(new Term(term.Field, term.Text)) { Boost = term.Boost };
            Weight weight = searcher.CreateNormalizedWeight(query);
            foreach (AtomicReaderContext leaf in reader.Leaves)
                AddScores(weight, leaf, sorted, order, scores);
        }
    }

    private static void AddScores(Weight weight, AtomicReaderContext leaf, int[] sorted, int[] order, Span<float> scores)
    {
        if (weight.GetScorer(leaf, acceptDocs: null) is not { } scorer)
            return;
        int end = leaf.DocBase + leaf.Reader.MaxDoc;
        int first = Array.BinarySearch(sorted, leaf.DocBase);
        if (first < 0)
            first = ~first;
        while (first > 0 && sorted[first - 1] == leaf.DocBase)
            first--;
        for (int i = first; i < sorted.Length && sorted[i] < end; i++)
        {
            int document = sorted[i] - leaf.DocBase;
            if (scorer.DocID < document)
                scorer.Advance(document);
            if (scorer.DocID == document)
                scores[order[i]] += scorer.GetScore();
        }
    }

    private static Query Disjunction(ReadOnlySpan<WeightedTerm> terms)
    {
        var query = new BooleanQuery();
        foreach (ref readonly WeightedTerm term in terms)
            query.Add(new TermQuery(new Term(term.Field, term.Text)) { Boost = term.Boost }, Occur.SHOULD);
        return query;
    }

    /// <summary>A bitmap of the whole reader's documents as Lucene.Net's filter of one segment.</summary>
    private sealed class BitmapFilter(ulong[] words) : Filter
    {
        public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits? acceptDocs)
        {
            int maxDoc = context.AtomicReader.MaxDoc;
            var bits = new FixedBitSet(maxDoc);
            for (int document = 0; document < maxDoc; document++)
            {
                int global = context.DocBase + document;
                bool passes = (words[global >> 6] >> global & 1) != 0;
                if (passes && (acceptDocs is null || acceptDocs.Get(document)))
                    bits.Set(document);
            }

            return bits;
        }
    }
}
