using System.Numerics;
using System.Runtime.CompilerServices;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Bounds;

/// <summary>Pointers into a <see cref="WordBounds"/>, valid while that is held.</summary>
internal unsafe struct BoundsView
{
    /// <summary>Frequent words have a bound for each group and window; the others only for the groups that hold them, listed in <see cref="Groups"/>.</summary>
    public bool IsFrequent;

    /// <summary>How many groups hold the word.</summary>
    public int GroupCount;

    /// <summary>16 bounds for each group that holds the word, in order.</summary>
    public byte* Lanes;

    /// <summary>Frequent: a bound for each group of the segment, 0 where it does not hold the word. Else: for each of <see cref="Groups"/>.</summary>
    public byte* GroupBounds;

    /// <summary>Frequent: a bound for each window.</summary>
    public byte* WindowBounds;

    /// <summary>Frequent: a bit for each group, set where it holds the word.</summary>
    public ulong* Presence;

    /// <summary>Frequent: how many groups with the word stand before each word of <see cref="Presence"/>.</summary>
    public int* Ranks;

    /// <summary>Not frequent: the groups that hold the word, ascending, and <see cref="int.MaxValue"/> behind them.</summary>
    public int* Groups;

    /// <summary>Frequent: the lanes of a group, or <paramref name="absent"/> where it does not hold the word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly byte* LanesOf(int group, byte* absent)
    {
        ulong bits = Presence[group >> 6], bit = 1UL << group;
        return (bits & bit) == 0 ? absent : Lanes + ((long)(Ranks[group >> 6] + BitOperations.PopCount(bits & (bit - 1))) << ListLayout.GroupBits);
    }

    /// <summary>True where a document of the segment holds the word: what it can add is rounded up, and so above 0.</summary>
    public readonly bool Holds(int document)
    {
        int group = document >> ListLayout.GroupBits, lane = document & (ListLayout.GroupSize - 1);
        if (IsFrequent)
        {
            byte* lanes = LanesOf(group, absent: null);
            return lanes != null && lanes[lane] > 0;
        }

        int at = FirstFrom(group);
        return at < GroupCount && Groups[at] == group && Lanes[((long)at << ListLayout.GroupBits) + lane] > 0;
    }

    /// <summary>Not frequent: the place in <see cref="Groups"/> of the first group from <paramref name="group"/> on.</summary>
    public readonly int FirstFrom(int group)
    {
        int at = new ReadOnlySpan<int>(Groups, GroupCount).BinarySearch(group);
        return at < 0 ? ~at : at;
    }
}
