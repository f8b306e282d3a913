using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Top-k over weighted terms by block-max pruning on three levels: windows of 4,096 documents, groups of 16, documents.
/// Sources: Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes" (2011), for bounds by block; Mallia, Suel and Tonellotto,
/// "Faster Learned Sparse Retrieval with Block-Max Pruning" (2024), for adding up small blocks' bounds with SIMD instead of moving cursors.
/// Idea: what a word can add to a window, a group and a document at most stands in memory as bytes (<see cref="Bounds.WordBounds"/>). Windows whose bounds
/// together cannot exceed the bar are skipped; in the others all words' group bounds are added up with SIMD, in groups above the bar those of
/// the 16 documents. Bounds tell what a document scores at least, too, so that they raise the bar by themselves; what is left in the end, hardly more
/// than the hits, is scored from its lists. The most promising windows go first.
/// State: the bar is what the k best documents so far score at least (<see cref="Finalists"/>) and only rises.
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
    private readonly GroupFinder groups = new();
    private readonly DocumentFinder documents = new();

    /// <summary>Finds the k best, as <see cref="ITermSearcher.Search(ReadOnlySpan{WeightedTerm}, int, ReadOnlySpan{ulong}, Span{ScoredDocument})"/> says.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="k">How many.</param>
    /// <param name="filter">The filter's bits; empty for none.</param>
    /// <param name="kept">The filter itself, where it is one that comes again; else null.</param>
    /// <param name="hits">Where the hits go.</param>
    public int Search(ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, KeptFilter? kept, Span<ScoredDocument> hits)
    {
        // The same words are searched under another filter.
        if (!query.IsPrepared(terms) && !query.Prepare(searcher, terms))
            return 0;
        fixed (ulong* filterWords = filter)
            return Search(k, new AcceptedDocuments(filterWords, filter.Length), kept, hits);
    }

    private int Search(int k, AcceptedDocuments accepted, KeptFilter? kept, Span<ScoredDocument> hits)
    {
        bounded.Bound(searcher, query, kept, accepted);
        NativeArena arena = bounded.Arena;
        documents.Begin(arena, bounded.MostWords);
        var finalists = new Finalists(arena, k);
        LiveGroup* found = arena.Take<LiveGroup>(FoundGroups + ListLayout.Groups);
        FindInPromising(found, ref finalists, ref accepted);
        for (int segment = 0; segment < searcher.Segments.Length; segment++)
            FindInSegment(segment, found, ref finalists, ref accepted);
        var top = new TopHits(arena, k);
        foreach (Finalists.Document document in finalists.Left())
        {
            // What the hits so far score is exact, and spares more than the bar of the bounds.
            if (document.AtMost > top.Bar)
                top.Offer(FinalScoreOf(document.Number), document.Number);
        }

        return top.Drain(hits, query.Unit);
    }

    /// <summary>Scores given documents, as <see cref="ITermSearcher.Score"/> says.</summary>
    public void Score(ReadOnlySpan<WeightedTerm> terms, ReadOnlySpan<int> numbers, Span<float> scores)
    {
        scores[..numbers.Length].Clear();
        if (!query.IsPrepared(terms) && !query.Prepare(searcher, terms))
            return;
        for (int i = 0; i < numbers.Length; i++)
            scores[i] = ScoreOf(numbers[i]) * query.Unit;
    }

    public void Dispose()
    {
        bounded.Dispose();
        groups.Dispose();
        documents.Dispose();
    }

    private void FindInPromising(LiveGroup* found, ref Finalists finalists, ref AcceptedDocuments accepted)
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
            int count = FindGroups(segment, best - searcher.Segments[segment].FirstWindow, found, finalists.Bar, ref accepted);
            FindDocuments(segment, new ReadOnlySpan<LiveGroup>(found, count), ref finalists, accepted);
            bounded.Windows[best] = 0;
        }
    }

    private void FindInSegment(int segment, LiveGroup* found, ref Finalists finalists, ref AcceptedDocuments accepted)
    {
        int windows = ListLayout.WindowsOf(searcher.Segments[segment].MaxDoc);
        int count = 0;
        for (int window = 0; window < windows; window++)
        {
            count += FindGroups(segment, window, found + count, finalists.Bar, ref accepted);
            if (count >= FoundGroups)
            {
                FindDocuments(segment, new ReadOnlySpan<LiveGroup>(found, count), ref finalists, accepted);
                count = 0;
            }
        }

        FindDocuments(segment, new ReadOnlySpan<LiveGroup>(found, count), ref finalists, accepted);
    }

    private int FindGroups(int segment, int window, LiveGroup* found, int bar, ref AcceptedDocuments accepted)
    {
        SearchedSegment place = searcher.Segments[segment];
        return bounded.Windows[place.FirstWindow + window] > bar && accepted.Load(place, window)
            ? groups.Find(bounded.Segments[segment], window, bounded.Segments[segment].Bar(bar), accepted, found)
            : 0;
    }

    private void FindDocuments(int segment, ReadOnlySpan<LiveGroup> live, ref Finalists finalists, in AcceptedDocuments accepted)
        => documents.Find(bounded.Segments[segment], live, searcher.Segments[segment], accepted, ref finalists);

    /// <summary>A document's score, fixed-point: what its lists say.</summary>
    private int ScoreOf(int document)
    {
        int segment = SegmentOf(document);
        return query.Score(segment, document - searcher.Segments[segment].FirstDocument);
    }

    /// <summary>The same of a document whose words' bounds are at hand: lists of words that it does not hold are not read.</summary>
    private int FinalScoreOf(int document)
    {
        int segment = SegmentOf(document), local = document - searcher.Segments[segment].FirstDocument, score = 0;
        ref readonly SegmentBounds bounds = ref bounded.Segments[segment];
        for (int i = 0; i < bounds.Count; i++)
        {
            if (bounds.Views[i].Holds(local))
                score += query.Score(segment, bounds.Words[i], local);
        }

        return score;
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
