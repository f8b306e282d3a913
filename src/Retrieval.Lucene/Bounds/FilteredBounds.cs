using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Bounds;

/// <summary>
/// Takes a word's bounds of the documents that a filter accepts out of those of all: the same bytes for these, 0 for the others, and only the
/// groups that are left. Where one document in a hundred is accepted, a group's bound is mostly that of its one document.
/// </summary>
internal unsafe ref struct FilteredBounds
{
    private readonly SegmentFilter filter;
    private readonly Span<int> groups;
    private readonly Span<byte> lanes;
    private int count;

    private FilteredBounds(in SegmentFilter filter, Span<int> groups, Span<byte> lanes)
    {
        this.filter = filter;
        this.groups = groups;
        this.lanes = lanes;
    }

    /// <summary>The bounds.</summary>
    /// <param name="all">The bounds of all documents.</param>
    /// <param name="filter">The accepted documents.</param>
    public static WordBounds Of(WordBounds all, in SegmentFilter filter)
    {
        int[] groups = ArrayPool<int>.Shared.Rent(all.View.GroupCount);
        byte[] lanes = ArrayPool<byte>.Shared.Rent(all.View.GroupCount << ListLayout.GroupBits);
        try
        {
            var taken = new FilteredBounds(filter, groups, lanes);
            taken.TakeAll(all.View);
            GC.KeepAlive(all);
            return taken.Pack(all);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(groups);
            ArrayPool<byte>.Shared.Return(lanes);
        }
    }

    private void TakeAll(in BoundsView view)
    {
        if (!view.IsFrequent)
        {
            for (int i = 0; i < view.GroupCount; i++)
                Take(view.Groups[i], view.Lanes + ((long)i << ListLayout.GroupBits));
            return;
        }

        byte* from = view.Lanes;
        byte* end = from + ((long)view.GroupCount << ListLayout.GroupBits);
        for (int word = 0; from < end; word++)
        {
            for (ulong held = view.Presence[word]; held != 0; held &= held - 1, from += ListLayout.GroupSize)
                Take((word * 64) + BitOperations.TrailingZeroCount(held), from);
        }
    }

    private void Take(int group, byte* from)
    {
        Vector128<byte> left = Vector128.Load(from) & BoundKernels.LanesOf(filter.Accepted.Group(filter.Place, group));
        if (left == Vector128<byte>.Zero)
            return;
        left.CopyTo(lanes[(count << ListLayout.GroupBits)..]);
        groups[count++] = group;
    }

    private readonly WordBounds Pack(WordBounds all)
    {
        var word = new WordBounds(all.Terms, all.Largest, all.Slack, count, ListLayout.WindowsOf(filter.Place.MaxDoc));
        lanes[..(count << ListLayout.GroupBits)].CopyTo(new Span<byte>(word.View.Lanes, count << ListLayout.GroupBits));
        word.Fill(groups[..count]);
        return word;
    }
}
