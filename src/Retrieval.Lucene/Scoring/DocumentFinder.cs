using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Adds up the bounds of each document of groups that may hold a hit, and hands those above the bar to <see cref="Finalists"/>.
/// A batch of groups at a time, so that memory is asked for before it is needed.
/// </summary>
internal sealed unsafe class DocumentFinder : IDisposable
{
    private const int Batch = 32;

    private readonly NativeArena memory = new();
    private readonly byte* absent;
    private readonly ushort* sums;

    // By group of the batch and word: its lanes. By word that is not frequent: where its groups were walked to.
    private byte** lanes;
    private int* reached;

    public DocumentFinder()
    {
        absent = memory.TakeCleared<byte>(ListLayout.GroupSize);
        sums = memory.Take<ushort>(ListLayout.GroupSize);
    }

    /// <summary>Takes room for a query of up to <paramref name="words"/> words a segment.</summary>
    public void Begin(NativeArena arena, int words)
    {
        lanes = (byte**)arena.Take<nint>(words * Batch);
        reached = arena.Take<int>(words);
    }

    /// <summary>Offers every accepted document of the groups that can be a hit.</summary>
    /// <param name="bounds">The segment's bounds.</param>
    /// <param name="groups">The groups, in order.</param>
    /// <param name="place">Where the segment stands.</param>
    /// <param name="accepted">The accepted documents.</param>
    /// <param name="finalists">Where the documents go.</param>
    public void Find(in SegmentBounds bounds, ReadOnlySpan<LiveGroup> groups, SearchedSegment place, in AcceptedDocuments accepted, ref Finalists finalists)
    {
        if (groups.IsEmpty)
            return;
        for (int word = bounds.FrequentCount; word < bounds.Count; word++)
            reached[word] = bounds.Views[word].FirstFrom(groups[0].Group);
        int* batch = stackalloc int[Batch];
        ushort bar = bounds.Bar(finalists.Bar);
        for (int next = 0; next < groups.Length;)
        {
            int count = 0;
            for (; count < Batch && next < groups.Length; next++)
            {
                if (groups[next].Bound > bar)
                    batch[count++] = groups[next].Group;
            }

            FindLanes(bounds, batch, count);
            for (int i = 0; i < count; i++)
            {
                uint above = BoundKernels.SumLanes(lanes + (i * bounds.Count), bounds.Factors, bounds.Count, bar, sums);
                if (above == 0)
                    continue;
                for (above &= accepted.Group(place, batch[i]); above != 0; above &= above - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(above);
                    finalists.Offer(place.FirstDocument + (batch[i] << ListLayout.GroupBits) + lane, bounds.Least(sums[lane]), bounds.Most(sums[lane]));
                }

                bar = bounds.Bar(finalists.Bar);
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
}
