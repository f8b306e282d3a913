using System.Numerics;
using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>A group that may hold a hit.</summary>
/// <param name="Group">Its place in the segment.</param>
/// <param name="Bound">The sum of its bounds.</param>
internal readonly record struct LiveGroup(int Group, ushort Bound);

/// <summary>Finds the groups of a window whose bounds exceed the bar. One window at a time.</summary>
internal sealed unsafe class GroupFinder : IDisposable
{
    /// <summary>With fewer accepted groups in a window their documents are looked at without adding up the window's bounds.</summary>
    private const int FewGroups = 16;

    private readonly NativeArena memory = new();
    private readonly ushort* totals;

    public GroupFinder() => totals = memory.Take<ushort>(ListLayout.Groups);

    /// <summary>Writes the groups in order and returns how many; <paramref name="found"/> has room for a window's.</summary>
    /// <param name="bounds">The segment's bounds.</param>
    /// <param name="window">The window.</param>
    /// <param name="bar">What bounds must exceed.</param>
    /// <param name="accepted">The window's accepted documents, loaded.</param>
    /// <param name="found">Where the groups go.</param>
    public int Find(in SegmentBounds bounds, int window, ushort bar, in AcceptedDocuments accepted, LiveGroup* found)
    {
        if (!accepted.AreAll && accepted.GroupCount < FewGroups)
            return TakeAccepted(window, accepted, found);
        AddUp(bounds, window);
        int first = window * ListLayout.Groups;
        int count = 0;
        for (int word = 0; word < ListLayout.GroupWords; word++)
        {
            ulong live = BoundKernels.Above(totals + (word * 64), bar);
            if (!accepted.AreAll)
                live &= accepted.Groups(word);
            for (; live != 0; live &= live - 1)
            {
                int group = (word * 64) + BitOperations.TrailingZeroCount(live);
                found[count++] = new LiveGroup(first + group, totals[group]);
            }
        }

        return count;
    }

    public void Dispose() => memory.Dispose();

    private static int TakeAccepted(int window, in AcceptedDocuments accepted, LiveGroup* found)
    {
        int count = 0;
        for (int word = 0; word < ListLayout.GroupWords; word++)
        {
            for (ulong live = accepted.Groups(word); live != 0; live &= live - 1)
                found[count++] = new LiveGroup((window * ListLayout.Groups) + (word * 64) + BitOperations.TrailingZeroCount(live), ushort.MaxValue);
        }

        return count;
    }

    private void AddUp(in SegmentBounds bounds, int window)
    {
        new Span<ushort>(totals, ListLayout.Groups).Clear();
        int first = window * ListLayout.Groups;
        for (int i = 0; i < bounds.FrequentCount; i++)
        {
            if (bounds.Views[i].WindowBounds[window] > 0)
                BoundKernels.AddScaled(bounds.Views[i].GroupBounds + first, ListLayout.Groups, bounds.Factors[i], totals);
        }

        for (int i = bounds.FrequentCount; i < bounds.Count; i++)
        {
            BoundsView view = bounds.Views[i];
            for (int at = view.FirstFrom(first); view.Groups[at] < first + ListLayout.Groups; at++)
            {
                ref ushort total = ref totals[view.Groups[at] - first];
                total = BoundKernels.AddScaled(total, view.GroupBounds[at], bounds.Factors[i]);
            }
        }
    }
}
