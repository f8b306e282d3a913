using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Top-k over weighted terms by block-max pruning on three levels: windows of 4,096 documents, groups of 16, documents.
/// Sources: Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes" (2011), for bounds by block; Mallia, Suel and Tonellotto,
/// "Faster Learned Sparse Retrieval with Block-Max Pruning" (2024), for adding up small blocks' bounds with SIMD instead of moving cursors.
/// Idea: what a word can add to a window, a group and a document at most stands in memory as bytes (<see cref="Bounds.WordBounds"/>). Windows whose bounds
/// together cannot exceed the bar are skipped; in the others all words' group bounds are added up with SIMD, in groups above the bar those of
/// the 16 documents, and only documents above the bar are scored from their lists. The most promising windows go first, to raise the bar.
/// State: the bar is the worst hit of a full heap (<see cref="TopHits"/>) and only rises.
/// Skipped: windows, groups and documents with sum of bounds ≤ bar.
/// Rounding: bounds are rounded up when they are built, sums of them down by less than one a word, which the bar allows for
/// (<see cref="SegmentBounds"/>); scores are integers (<see cref="PreparedQuery"/>), exact in any order.
/// Slow twin: <see cref="LuceneSearcher"/>, and summing <see cref="Score"/> over all documents. One query at a time.
/// </summary>
internal sealed unsafe class TopScorer(BlockMaxSearcher searcher) : IDisposable
{
    /// <summary>How many windows go first: enough for a good bar, few enough that their order costs nothing.</summary>
    private const int PromisingWindows = 6;

    /// <summary>Groups found before they are looked at; the memory that they need is asked for ahead.</summary>
    private const int FoundGroups = 4096;

    private readonly PreparedQuery query = new();
    private readonly BoundedQuery bounded = new();
    private readonly GroupFinder finder = new();
    private readonly GroupScorer scorer = new();

    /// <summary>Finds the k best, as <see cref="ITermSearcher.Search"/> says.</summary>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits)
    {
        if (!query.Prepare(searcher, terms))
            return 0;
        bounded.Bound(searcher, query);
        NativeArena arena = bounded.Arena;
        scorer.Begin(arena, bounded.MostWords);
        var top = new TopHits(arena, k);
        LiveGroup* found = arena.Take<LiveGroup>(FoundGroups + ListLayout.Groups);
        fixed (ulong* filterWords = filter)
        {
            var accepted = new AcceptedDocuments(filterWords, filter.Length);
            ScorePromising(found, ref top, ref accepted);
            for (int segment = 0; segment < searcher.Segments.Length; segment++)
                ScoreSegment(segment, found, ref top, ref accepted);
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
            long sum = 0;
            foreach (ref readonly ScoredList list in query.Lists(segment))
                sum += list.Score(documents[i] - searcher.Segments[segment].FirstDocument);
            scores[i] = sum * query.Unit;
        }
    }

    public void Dispose()
    {
        bounded.Dispose();
        finder.Dispose();
        scorer.Dispose();
    }

    private void ScorePromising(LiveGroup* found, ref TopHits top, ref AcceptedDocuments accepted)
    {
        for (int i = 0; i < PromisingWindows; i++)
        {
            int best = 0;
            for (int candidate = 1; candidate < searcher.WindowCount; candidate++)
            {
                if (bounded.Windows[candidate] > bounded.Windows[best])
                    best = candidate;
            }

            int segment = SegmentOfWindow(best);
            int count = Find(segment, best - searcher.Segments[segment].FirstWindow, found, top, ref accepted);
            ScoreGroups(segment, new ReadOnlySpan<LiveGroup>(found, count), ref top, accepted);
            bounded.Windows[best] = 0;
        }
    }

    private void ScoreSegment(int segment, LiveGroup* found, ref TopHits top, ref AcceptedDocuments accepted)
    {
        int windows = ListLayout.WindowsOf(searcher.Segments[segment].MaxDoc);
        int count = 0;
        for (int window = 0; window < windows; window++)
        {
            count += Find(segment, window, found + count, top, ref accepted);
            if (count >= FoundGroups)
            {
                ScoreGroups(segment, new ReadOnlySpan<LiveGroup>(found, count), ref top, accepted);
                count = 0;
            }
        }

        ScoreGroups(segment, new ReadOnlySpan<LiveGroup>(found, count), ref top, accepted);
    }

    private int Find(int segment, int window, LiveGroup* found, in TopHits top, ref AcceptedDocuments accepted)
    {
        SearchedSegment place = searcher.Segments[segment];
        return bounded.Windows[place.FirstWindow + window] > top.LeastBar && accepted.Load(place, window)
            ? finder.Find(bounded.Segments[segment], window, bounded.Segments[segment].Bar(top.LeastBar), accepted, found)
            : 0;
    }

    private void ScoreGroups(int segment, ReadOnlySpan<LiveGroup> groups, ref TopHits top, in AcceptedDocuments accepted)
        => scorer.Score(query, segment, bounded.Segments[segment], groups, searcher.Segments[segment], accepted, ref top);

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
