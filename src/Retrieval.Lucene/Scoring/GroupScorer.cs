using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Looks at groups that may hold a hit: adds up the bounds of each of their documents and scores those above the bar from their lists.
/// A batch of groups at a time, so that memory is asked for before it is needed.
/// </summary>
internal sealed unsafe class GroupScorer : IDisposable
{
    private const int Batch = 32;

    private readonly NativeArena memory = new();
    private readonly byte* absent;

    // By group of the batch and word: its lanes. By word that is not frequent: where its groups were walked to.
    private byte** lanes;
    private int* reached;

    public GroupScorer() => absent = memory.TakeCleared<byte>(ListLayout.GroupSize);

    /// <summary>Takes room for a query of up to <paramref name="words"/> words a segment.</summary>
    public void Begin(NativeArena arena, int words)
    {
        lanes = (byte**)arena.Take<nint>(words * Batch);
        reached = arena.Take<int>(words);
    }

    /// <summary>Offers every accepted document of the groups that can be a hit, with its score.</summary>
    /// <param name="query">The lists.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="bounds">Its bounds.</param>
    /// <param name="groups">The groups, in order.</param>
    /// <param name="place">Where the segment stands.</param>
    /// <param name="accepted">The accepted documents.</param>
    /// <param name="top">The hits so far.</param>
    public void Score(
        PreparedQuery query, int segment, in SegmentBounds bounds, ReadOnlySpan<LiveGroup> groups, SearchedSegment place, in AcceptedDocuments accepted, ref TopHits top)
    {
        if (groups.IsEmpty)
            return;
        for (int word = bounds.FrequentCount; word < bounds.Count; word++)
            reached[word] = bounds.Views[word].FirstFrom(groups[0].Group);
        int* batch = stackalloc int[Batch];
        while (!groups.IsEmpty)
        {
            ushort bar = bounds.Bar(top.LeastBar);
            int count = 0;
            for (; count < Batch && !groups.IsEmpty; groups = groups[1..])
            {
                if (groups[0].Bound > bar)
                    batch[count++] = groups[0].Group;
            }

            FindLanes(bounds, batch, count);
            for (int i = 0; i < count; i++)
            {
                byte** ofGroup = lanes + (i * bounds.Count);
                uint above = BoundKernels.LanesAbove(ofGroup, bounds.Factors, bounds.Count, bar);
                if (above == 0 || (above &= accepted.Group(place, batch[i])) == 0)
                    continue;
                for (; above != 0; above &= above - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(above);
                    int document = (batch[i] << ListLayout.GroupBits) + lane;
                    top.Offer(ScoreOf(query, segment, bounds, ofGroup, lane, document), place.FirstDocument + document);
                }

                bar = bounds.Bar(top.LeastBar);
            }
        }
    }

    public void Dispose() => memory.Dispose();

    private void FindLanes(in SegmentBounds bounds, int* batch, int count)
    {
        int words = bounds.Count;
        for (int word = 0; word < words; word++)
        {
            BoundsView view = bounds.Views[word];
            byte** at = lanes + word;
            for (int i = 0; i < count; i++, at += words)
            {
                byte* found = absent;
                if (view.IsFrequent)
                    found = view.LanesOf(batch[i], absent);
                else if (Walk(view, word, batch[i]))
                    found = view.Lanes + ((long)reached[word] << ListLayout.GroupBits);
                if (Sse.IsSupported)
                    Sse.Prefetch0(found);
                *at = found;
            }
        }
    }

    private bool Walk(in BoundsView view, int word, int group)
    {
        int at = reached[word];
        while (view.Groups[at] < group)
            at++;
        reached[word] = at;
        return view.Groups[at] == group;
    }

    private static int ScoreOf(PreparedQuery query, int segment, in SegmentBounds bounds, byte** lanes, int lane, int document)
    {
        int score = 0;
        for (int word = 0; word < bounds.Count; word++)
        {
            if (lanes[word][lane] == 0)
                continue;
            foreach (ref readonly ScoredList list in query.Lists(segment, bounds.Words[word]))
                score += list.Score(document);
        }

        return score;
    }
}
