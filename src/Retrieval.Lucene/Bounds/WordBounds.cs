using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Bounds;

/// <summary>
/// What a word, in one field or several together, can add to each document of a segment: a byte a document, rounded up, kept in memory for groups of
/// 16 documents (<see cref="ListLayout"/>) that hold the word at all. Over them a byte a group, and for frequent words a byte a window of 4,096.
/// A bound byte v stands for <c>v / 255 · Largest</c>. Immutable; its memory is the collector's, who holds it may read it.
/// </summary>
internal sealed unsafe class WordBounds
{
    private const int Alignment = 64;

    /// <summary>A word is frequent from this many groups a window on: below, its groups are found by walking a sorted list.</summary>
    private const int FrequentGroups = 4;

    private readonly byte[] memory;
    private readonly int windows;

    /// <summary>Takes memory for a word; the builder fills it.</summary>
    /// <param name="terms">The word's terms.</param>
    /// <param name="largest">What the bound byte 255 stands for.</param>
    /// <param name="slack">How much less than its bound, less one more step, a document may gain.</param>
    /// <param name="groups">How many groups hold the word.</param>
    /// <param name="windows">The windows of the segment.</param>
    public WordBounds(BoundTerm[] terms, float largest, float slack, int groups, int windows)
    {
        Terms = terms;
        Largest = largest;
        Slack = slack;
        this.windows = windows;
        bool isFrequent = groups >= FrequentGroups * windows;
        int presence = isFrequent ? windows * ListLayout.GroupWords : 0;
        (long Lanes, long Groups, long Windows, long Presence, long Ranks, long List) bytes = (
            Aligned((long)groups * ListLayout.GroupSize),
            Aligned(isFrequent ? (long)windows * ListLayout.Groups : groups),
            Aligned(isFrequent ? windows + Alignment : 0),
            Aligned((long)presence * sizeof(ulong)),
            Aligned((long)presence * sizeof(int)),
            Aligned(isFrequent ? 0 : (groups + 1L) * sizeof(int)));
        memory = GC.AllocateUninitializedArray<byte>(
            checked((int)(Alignment + bytes.Lanes + bytes.Groups + bytes.Windows + bytes.Presence + bytes.Ranks + bytes.List)), pinned: true);
        var at = (byte*)Aligned((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory)));
        View = new BoundsView
        {
            IsFrequent = isFrequent,
            GroupCount = groups,
            Lanes = at,
            GroupBounds = at += bytes.Lanes,
            WindowBounds = at += bytes.Groups,
            Presence = (ulong*)(at += bytes.Windows),
            Ranks = (int*)(at += bytes.Presence),
            Groups = (int*)(at + bytes.Ranks),
        };
    }

    /// <summary>Where the bounds lie.</summary>
    public BoundsView View { get; }

    /// <summary>The terms behind the word, with what was true of them when it was built.</summary>
    public BoundTerm[] Terms { get; }

    /// <summary>What the bound byte 255 stands for, in the weights of <see cref="Terms"/>.</summary>
    public float Largest { get; }

    /// <summary>A document with bound byte v gains more than <c>(v - 1) / 255 · Largest - Slack</c>.</summary>
    public float Slack { get; }

    public long Bytes => memory.Length;

    /// <summary>Set when a query uses the word, cleared by a sweep for room.</summary>
    public bool WasUsed { get; set; }

    /// <summary>
    /// Between how much less and how much more than when they were built the terms contribute now. Null if they are others, or moved so unevenly
    /// that the bounds would be loose.
    /// </summary>
    public Drift? DriftTo(ReadOnlySpan<BoundTerm> now)
    {
        const float Loosest = 1.1f;
        if (now.Length != Terms.Length)
            return null;
        float least = float.MaxValue, most = 0;
        for (int i = 0; i < now.Length; i++)
        {
            ref readonly BoundTerm before = ref Terms[i];
            if (before.Scoring != now[i].Scoring || before.Field != now[i].Field)
                return null;
            if (before.Weight == 0 && now[i].Weight == 0)
                continue;
            // A longer average length lessens BM25's K, and a contribution grows by less than that; a shorter one the other way round.
            float weight = now[i].Weight / before.Weight, length = now[i].AverageLength / before.AverageLength;
            most = Math.Max(most, weight * Math.Max(1, length));
            least = Math.Min(least, weight * Math.Min(1, length));
        }

        return most <= Loosest * least ? new Drift(least, most) : null;
    }

    /// <summary>Writes everything else once <see cref="BoundsView.Lanes"/> are written.</summary>
    /// <param name="groups">The groups that hold the word, ascending.</param>
    public void Fill(ReadOnlySpan<int> groups)
    {
        BoundsView view = View;
        if (view.IsFrequent)
        {
            new Span<byte>(view.GroupBounds, windows * ListLayout.Groups).Clear();
            new Span<byte>(view.WindowBounds, windows).Clear();
            new Span<ulong>(view.Presence, windows * ListLayout.GroupWords).Clear();
        }
        else
        {
            groups.CopyTo(new Span<int>(view.Groups, groups.Length));
            view.Groups[groups.Length] = int.MaxValue;
        }

        for (int i = 0; i < groups.Length; i++)
        {
            byte most = BoundKernels.MostOf(view.Lanes + ((long)i << ListLayout.GroupBits));
            if (view.IsFrequent)
                SetGroup(view, groups[i], most);
            else
                view.GroupBounds[i] = most;
        }

        for (int i = 0, rank = 0; view.IsFrequent && i < windows * ListLayout.GroupWords; i++)
        {
            view.Ranks[i] = rank;
            rank += BitOperations.PopCount(view.Presence[i]);
        }
    }

    private static void SetGroup(in BoundsView view, int group, byte most)
    {
        view.GroupBounds[group] = most;
        view.Presence[group >> 6] |= 1UL << group;
        view.WindowBounds[group / ListLayout.Groups] = Math.Max(view.WindowBounds[group / ListLayout.Groups], most);
    }

    private static long Aligned(long bytes) => (bytes + Alignment - 1) & -Alignment;
}
