using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>The bounds of a prepared query's words in every segment, and of each window of all segments, which stand behind one another in one row.</summary>
internal sealed unsafe class BoundedQuery : IDisposable
{
    // The segments' views point into these.
    private readonly List<WordBounds> held = [];
    private BoundTerm[] terms = new BoundTerm[16];

    /// <summary>Memory of the query.</summary>
    public NativeArena Arena { get; } = new();

    /// <summary>By segment, those behind the searcher's to be ignored.</summary>
    public SegmentBounds[] Segments { get; private set; } = [];

    /// <summary>By window of all segments: what a document can score at most, fixed-point; 0 where none has a word.</summary>
    public int* Windows { get; private set; }

    /// <summary>The most words that a segment has.</summary>
    public int MostWords { get; private set; }

    /// <summary>Finds or builds the bounds.</summary>
    /// <param name="searcher">The searcher.</param>
    /// <param name="query">The query.</param>
    /// <param name="kept">The filter, where it is one that comes again; else null.</param>
    /// <param name="accepted">The accepted documents.</param>
    public void Bound(BlockMaxSearcher searcher, PreparedQuery query, KeptFilter? kept, in AcceptedDocuments accepted)
    {
        Arena.Reset();
        held.Clear();
        MostWords = 0;
        TakeTerms(searcher, query);
        bool* searchedAgain = Arena.Take<bool>(query.WordCount);
        for (int word = 0; kept is not null && word < query.WordCount; word++)
            searchedAgain[word] = kept.IsSearchedAgain(query.Terms[query.TermsOf(word).First].Text);
        if (Segments.Length < searcher.Segments.Length)
            Segments = new SegmentBounds[searcher.Segments.Length];
        Windows = Arena.TakeCleared<int>(searcher.WindowCount);
        for (int segment = 0; segment < searcher.Segments.Length; segment++)
        {
            SearchedSegment place = searcher.Segments[segment];
            ref SegmentBounds bounds = ref Segments[segment];
            bounds = new SegmentBounds(Arena, query.WordCount);
            for (int word = 0; word < query.WordCount; word++)
            {
                ReadOnlySpan<ScoredList> lists = query.Lists(segment, word);
                if (lists.IsEmpty)
                    continue;
                WordBounds found = kept is null
                    ? Find(query, word, lists, out Drift drift)
                    : Find(query, word, lists, new SegmentFilter(kept, accepted, place, searchedAgain[word]), out drift);
                held.Add(found);
                bounds.Add(word, found, drift, query.Unit, lists.Length);
            }

            bounds.Scale();
            bounds.BoundWindows(Arena, Windows + place.FirstWindow, ListLayout.WindowsOf(place.MaxDoc));
            MostWords = Math.Max(MostWords, bounds.Count);
        }
    }

    public void Dispose() => Arena.Dispose();

    private void TakeTerms(BlockMaxSearcher searcher, PreparedQuery query)
    {
        if (terms.Length < query.Terms.Length)
            terms = new BoundTerm[query.Terms.Length];
        for (int i = 0; i < query.Terms.Length; i++)
        {
            QueryTerm term = query.Terms[i];
            terms[i] = new BoundTerm(term.Field, searcher.Scoring, term.Boost, term.Weight, term.View.IsImpacts ? 1 : term.View.AverageLength);
        }
    }

    private WordBounds Find(PreparedQuery query, int word, ReadOnlySpan<ScoredList> lists, out Drift drift)
    {
        (int first, int end) = query.TermsOf(word);
        return lists[0].Field.Terms.Postings.Bounds.Get(query.Terms[first].Text, terms.AsSpan(first..end), lists, first, out drift);
    }

    private WordBounds Find(PreparedQuery query, int word, ReadOnlySpan<ScoredList> lists, in SegmentFilter filter, out Drift drift)
    {
        (int first, int end) = query.TermsOf(word);
        return lists[0].Field.Terms.Postings.Bounds.Get(query.Terms[first].Text, terms.AsSpan(first..end), lists, first, filter, out drift);
    }
}
