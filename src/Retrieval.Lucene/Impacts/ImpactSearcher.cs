using System.Buffers;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Impacts;

/// <summary>
/// BM25F over impact fields: a document gains <c>boost · idf · saturation(w)</c> for each term (<see cref="ImpactSaturation"/>), where w is the weighted, length-normalised
/// frequency over all of the document's fields, quantised when it was indexed (<see cref="ImpactCode"/>), and
/// idf = ln(1 + (N − df + 0.5) / (df + 0.5)) (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted Fields", 2004).
/// Exhaustive, a term at a time: the specification that any pruned way is held to.
/// </summary>
public sealed class ImpactSearcher : ITermSearcher
{
    private readonly IndexReader reader;
    private readonly float[] shares = new float[ImpactCode.Count];

    /// <summary>A searcher over <paramref name="reader"/>, which the caller keeps open and disposes.</summary>
    /// <param name="reader">The top-level reader.</param>
    /// <param name="saturation">How a weight counts.</param>
    public ImpactSearcher(IndexReader reader, ImpactSaturation saturation)
    {
        this.reader = reader;
        for (int code = 0; code < shares.Length; code++) shares[code] = saturation.Of(code);
    }

    /// <inheritdoc/>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits)
    {
        SearchArguments.Check(terms, k, filter, hits, reader.MaxDoc);
        float[] scores = ArrayPool<float>.Shared.Rent(Math.Max(1, reader.MaxDoc));
        try
        {
            Array.Clear(scores, 0, reader.MaxDoc);
            foreach (ref readonly WeightedTerm term in terms) Accumulate(term, scores);
            return Top(scores, k, filter, hits);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> documents, Span<float> scores)
    {
        SearchArguments.Check(terms, documents, scores, reader.MaxDoc);
        int[] order = new int[documents.Length];
        int[] sorted = documents.ToArray();
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        scores[..documents.Length].Clear();
        foreach (ref readonly WeightedTerm term in terms)
        {
            float weight = term.Boost * Idf(term);
            foreach (AtomicReaderContext leaf in reader.Leaves)
            {
                if (Postings(leaf, term, liveDocs: null) is not { } postings) continue;
                int at = Array.BinarySearch(sorted, leaf.DocBase);
                for (int i = at < 0 ? ~at : FirstOf(sorted, at); i < sorted.Length && sorted[i] < leaf.DocBase + leaf.Reader.MaxDoc; i++)
                {
                    int document = sorted[i] - leaf.DocBase;
                    if (postings.DocID < document) postings.Advance(document);
                    if (postings.DocID != document) continue;
                    // A document asked for twice reads its position once: the enumerator gives it only once.
                    float gain = weight * shares[postings.NextPosition()];
                    for (int same = i; same < sorted.Length && sorted[same] == sorted[i]; i = same++) scores[order[same]] += gain;
                }
            }
        }
    }

    private void Accumulate(WeightedTerm term, float[] scores)
    {
        float weight = term.Boost * Idf(term);
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            if (Postings(leaf, term, leaf.AtomicReader.LiveDocs) is not { } postings) continue;
            int document;
            while ((document = postings.NextDoc()) != DocIdSetIterator.NO_MORE_DOCS)
                scores[leaf.DocBase + document] += weight * shares[postings.NextPosition()];
        }
    }

    private int Top(float[] scores, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits)
    {
        // Lowest score on top; of equal scores the higher document, so that the lower one stays.
        var queue = new PriorityQueue<int, (float Score, int Document)>(k + 1, Comparer<(float Score, int Document)>.Create(
            static (a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Document.CompareTo(a.Document)));
        for (int document = 0; document < reader.MaxDoc; document++)
        {
            float score = scores[document];
            if (score <= 0 || (!filter.IsEmpty && (filter[document >> 6] >> document & 1) == 0)) continue;
            if (queue.Count < k) queue.Enqueue(document, (score, document));
            else if (queue.TryPeek(out _, out var lowest) && score > lowest.Score) queue.EnqueueDequeue(document, (score, document));
        }
        int count = queue.Count;
        for (int i = count - 1; i >= 0; i--)
        {
            queue.TryDequeue(out int document, out var entry);
            hits[i] = new ScoredDocument(document, entry.Score);
        }
        return count;
    }

    private float Idf(WeightedTerm term)
    {
        double frequency = reader.DocFreq(new Term(term.Field, term.Text));
        return (float)Math.Log(1 + ((reader.MaxDoc - frequency + 0.5) / (frequency + 0.5)));
    }

    private static DocsAndPositionsEnum? Postings(AtomicReaderContext leaf, WeightedTerm term, IBits? liveDocs)
    {
        if (leaf.AtomicReader.GetTerms(term.Field) is not { } terms) return null;
        TermsEnum dictionary = terms.GetEnumerator();
        return dictionary.SeekExact(new BytesRef(term.Text)) ? dictionary.DocsAndPositions(liveDocs, reuse: null, DocsAndPositionsFlags.NONE) : null;
    }

    private static int FirstOf(int[] sorted, int at)
    {
        while (at > 0 && sorted[at - 1] == sorted[at]) at--;
        return at;
    }
}
