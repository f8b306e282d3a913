using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Top-k over weighted terms by block-max pruning on two levels: windows of 4,096 documents and groups of 16.
/// Sources: Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes" (2011), for bounds by block; Mallia, Suel and Tonellotto,
/// "Faster Learned Sparse Retrieval with Block-Max Pruning" (2024), for adding up small blocks' bounds with SIMD instead of moving cursors.
/// Idea: each list has a bound for each window, and frequent ones a bound of four bits for each group; a rare list's postings are scored at once.
/// Windows whose bounds together cannot exceed the bar are skipped. In the others all lists' group bounds are added up in bytes, 64 groups an
/// instruction; only groups above the bar are scored, list by list, the largest bound first, and given up when what is still to come cannot lift
/// any accepted document over the bar. The most promising windows go first, and in the first of them the most promising groups, to raise the bar.
/// State: the bar is the worst hit of a full heap (<see cref="TopHits"/>) and only rises; accumulators are all 0 between windows.
/// Skipped: windows with sum of bounds ≤ bar; groups with sum of group bounds ≤ bar, or with (largest accepted sum so far) + (group bounds of
/// the lists not added yet) ≤ bar.
/// Rounding: scores and bounds are integers, bounds rounded up when made (<see cref="PreparedQuery"/>), so sums are exact in any order.
/// Slow twin: <see cref="LuceneSearcher"/>, and summing <see cref="Score"/> over all documents. One query at a time.
/// </summary>
internal sealed unsafe class TopScorer(BlockMaxSearcher searcher) : IDisposable
{
    /// <summary>How many windows go first: enough for a good bar, few enough that their order costs nothing.</summary>
    private const int PromisingWindows = 6;

    private readonly PreparedQuery query = new();
    private readonly WindowScorer window = new();

    /// <summary>Finds the k best, as <see cref="ITermSearcher.Search"/> says.</summary>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits)
    {
        if (!query.Prepare(searcher, terms))
            return 0;
        var top = new TopHits(query.Arena, k);
        window.Begin(query.Arena, MostLists());
        fixed (ulong* filterWords = filter)
        {
            var accepted = new AcceptedDocuments(filterWords, filter.Length);
            ScorePromising(ref top, ref accepted);
            for (int segment = 0; segment < searcher.Segments.Length; segment++)
                ScoreSegment(segment, ref top, ref accepted);
        }

        return top.Drain(hits, query.Unit);
    }

    /// <summary>Scores given documents, as <see cref="ITermSearcher.Score"/> says.</summary>
    public void Score(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> documents, Span<float> scores)
    {
        scores[..documents.Length].Clear();
        if (!query.IsPrepared(terms) && !query.Prepare(searcher, terms))
            return;
        for (int i = 0; i < documents.Length; i++)
        {
            int segment = SegmentOf(documents[i]);
            int document = documents[i] - searcher.Segments[segment].FirstDocument;
            long sum = 0;
            foreach (ref readonly ScoredList list in query.Lists(segment))
                sum += list.IsWindowed ? ScoreInWindow(list, document) : ScoreInPacked(list, document);

            scores[i] = sum * query.Unit;
        }
    }

    public void Dispose()
    {
        query.Dispose();
        window.Dispose();
    }

    private static int ScoreInWindow(in ScoredList list, int document)
        => list.Postings.TryFind(document, out int weight) ? PreparedQuery.ScoreOf(list, weight, document) : 0;

    private static int ScoreInPacked(in ScoredList list, int document)
    {
        int window = document >> ListLayout.WindowBits;
        int first = list.Firsts[window];
        int at = new ReadOnlySpan<int>(list.Documents + first, list.Firsts[window + 1] - first).BinarySearch(document);
        return at < 0 ? 0 : list.Scores[first + at];
    }

    private void ScorePromising(ref TopHits top, ref AcceptedDocuments accepted)
    {
        for (int i = 0; i < PromisingWindows; i++)
        {
            int best = 0;
            for (int candidate = 1; candidate < searcher.WindowCount; candidate++)
            {
                if (query.WindowBounds[candidate] > query.WindowBounds[best])
                    best = candidate;
            }

            int segment = SegmentOfWindow(best);
            if (query.WindowBounds[best] > 0)
                ScoreWindow(segment, best - searcher.Segments[segment].FirstWindow, ref top, ref accepted);
            query.WindowBounds[best] = 0;
        }
    }

    private void ScoreSegment(int segment, ref TopHits top, ref AcceptedDocuments accepted)
    {
        int windows = ListLayout.WindowsOf(searcher.Segments[segment].MaxDoc);
        int* bounds = query.WindowBounds + searcher.Segments[segment].FirstWindow;
        for (int i = 0; i < windows; i++)
        {
            if (bounds[i] > 0)
                ScoreWindow(segment, i, ref top, ref accepted);
        }
    }

    private void ScoreWindow(int segment, int index, ref TopHits top, ref AcceptedDocuments accepted)
    {
        SearchedSegment place = searcher.Segments[segment];
        int firstDocument = place.FirstDocument + (index << ListLayout.WindowBits);
        if (query.WindowBounds[place.FirstWindow + index] > top.Bar(firstDocument) && accepted.Load(place, index))
            window.Score(query.Lists(segment), segment, index, firstDocument, accepted, ref top);
    }

    private int MostLists()
    {
        int most = 0;
        for (int segment = 0; segment < searcher.Segments.Length; segment++)
            most = Math.Max(most, query.Lists(segment).Length);
        return most;
    }

    private int SegmentOf(int document)
    {
        int segment = searcher.Segments.Length - 1;
        while (searcher.Segments[segment].FirstDocument > document)
            segment--;
        return segment;
    }

    private int SegmentOfWindow(int windowOfAll)
    {
        int segment = searcher.Segments.Length - 1;
        while (searcher.Segments[segment].FirstWindow > windowOfAll)
            segment--;
        return segment;
    }
}
