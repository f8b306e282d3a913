using System.Numerics;
using System.Runtime.CompilerServices;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Scores one window of one segment: the steps that <see cref="TopScorer"/> describes, in its working memory.
/// Documents are counted from the window's start; a group is 16 of them. One window at a time.
/// </summary>
internal sealed unsafe class WindowScorer : IDisposable
{
    private const int Room = ListLayout.WindowSize + 64;

    /// <summary>The bar in the bytes that group bounds are added up in; room is left to 255 for what a saturating sum cannot tell apart.</summary>
    private const byte BarByte = 250;

    /// <summary>A little above <see cref="BarByte"/>, so that single precision can only round a bound up.</summary>
    private const float BarBytes = 250.01f;

    /// <summary>Sums of a group's 16 documents are kept in sixteenths, rounded up, so that they cannot overflow.</summary>
    private const int PackedShift = ListLayout.GroupBits;

    private readonly NativeArena memory = new();

    // All 0 between windows.
    private readonly int* sums;
    private readonly int* packedSums;

    private readonly byte* totals;
    private readonly ulong* live;
    private readonly int* groups;
    private readonly int* rests;
    private readonly int* decodedDocuments;
    private readonly int* decodedWeights;
    private readonly byte* zeros;

    // Of the window being scored: its windowed lists by descending bound with their views, its packed lists, its live groups.
    private int* order;
    private WindowView* views;
    private int windowedCount;
    private int* packed;
    private int packedCount;
    private int groupCount;

    // What the lists' byte bounds are scaled to.
    private int scaledBar;
    private int scaledSegment;
    private float scale;

    public WindowScorer()
    {
        sums = memory.TakeCleared<int>(Room);
        packedSums = memory.TakeCleared<int>(ListLayout.Groups);
        totals = memory.Take<byte>(ListLayout.Groups);
        live = memory.Take<ulong>(ListLayout.Groups / 64);
        groups = memory.Take<int>(ListLayout.Groups);
        rests = memory.Take<int>(ListLayout.Groups);
        decodedDocuments = memory.Take<int>(Room);
        decodedWeights = memory.Take<int>(Room);
        zeros = memory.TakeCleared<byte>(Room);
    }

    /// <summary>Takes room for a query of up to <paramref name="lists"/> lists a segment.</summary>
    public void Begin(NativeArena arena, int lists)
    {
        order = arena.Take<int>(lists);
        views = arena.Take<WindowView>(lists);
        packed = arena.Take<int>(lists);
        scaledSegment = -1;
    }

    /// <summary>Offers every accepted document of the window that can be a hit, with its score.</summary>
    /// <param name="lists">The segment's lists.</param>
    /// <param name="segment">The segment, to know when the lists change.</param>
    /// <param name="window">The window.</param>
    /// <param name="firstDocument">The reader's number of the window's first document.</param>
    /// <param name="accepted">The window's accepted documents, loaded.</param>
    /// <param name="top">The hits so far.</param>
    public void Score(Span<ScoredList> lists, int segment, int window, int firstDocument, in AcceptedDocuments accepted, ref TopHits top)
    {
        int bar = top.Bar(firstDocument);
        Rescale(lists, segment, bar);
        BoundGroups(lists, window);
        if (!FindLiveGroups(accepted))
            return;
        AddPacked(lists, window);
        ListGroups(lists, window, bar);
        for (int i = 0; i < windowedCount && groupCount > 0; i++)
            AddList(lists[order[i]], views[i], window, bar);
        OfferGroups(firstDocument, accepted, ref top);
    }

    public void Dispose() => memory.Dispose();

    /// <summary>Scales the group bounds of the segment's lists to the bar.</summary>
    private void Rescale(Span<ScoredList> lists, int segment, int bar)
    {
        if (bar == scaledBar && segment == scaledSegment)
            return;
        scaledBar = bar;
        scaledSegment = segment;
        scale = bar == 0 ? 0 : BarBytes / bar;
        foreach (ref ScoredList list in lists)
        {
            if (list.IsGrouped)
                GroupKernels.ScaleBounds(list.StepBounds, scale, list.StepBytes);
        }
    }

    /// <summary>Adds up the bounds of each group, and orders the window's lists.</summary>
    private void BoundGroups(Span<ScoredList> lists, int window)
    {
        new Span<byte>(totals, ListLayout.Groups).Clear();
        windowedCount = 0;
        packedCount = 0;
        for (int i = 0; i < lists.Length; i++)
        {
            ref readonly ScoredList list = ref lists[i];
            if (list.Bounds[window] == 0)
                continue;
            if (!list.IsWindowed)
            {
                packed[packedCount++] = i;
                BoundPacked(list, window);
                continue;
            }

            WindowView view = list.Postings.Window(window);
            Order(lists, i, view, window);
            if (list.IsGrouped)
            {
                GroupKernels.AddBounds(list.Postings.GroupBounds + (window * ListLayout.GroupBytes), list.StepBytes, totals);
                continue;
            }

            byte bound = (byte)(Math.Min(254f, list.Bounds[window] * scale) + 1);
            for (int word = 0; word < ListLayout.GroupWords; word++)
                GroupKernels.AddWhere(view.PresenceOf(word), bound, totals + (word * 64));
        }

        if (packedCount > 0)
            GroupKernels.DrainSums(packedSums, scale * (1 << PackedShift), totals);
    }

    /// <summary>Keeps the windowed lists by descending bound, so that groups fall below the bar early.</summary>
    private void Order(Span<ScoredList> lists, int list, WindowView view, int window)
    {
        int bound = lists[list].Bounds[window];
        int at = windowedCount++;
        for (; at > 0 && lists[order[at - 1]].Bounds[window] < bound; at--)
        {
            order[at] = order[at - 1];
            views[at] = views[at - 1];
        }

        order[at] = list;
        views[at] = view;
    }

    private void BoundPacked(in ScoredList list, int window)
    {
        int first = window << ListLayout.WindowBits;
        int* documents = list.Documents, scores = list.Scores;
        for (int i = list.Firsts[window], end = list.Firsts[window + 1]; i < end; i++)
            packedSums[(documents[i] - first) >> ListLayout.GroupBits] += (scores[i] >> PackedShift) + 1;
    }

    /// <summary>Groups whose bounds exceed the bar and that have accepted documents are live.</summary>
    private bool FindLiveGroups(in AcceptedDocuments accepted)
    {
        GroupKernels.Above(totals, scaledBar == 0 ? (byte)0 : BarByte, live);
        ulong any = 0;
        for (int word = 0; word < ListLayout.Groups / 64; word++)
        {
            if (!accepted.AreAll)
                live[word] &= accepted.Groups(word);
            any |= live[word];
        }

        return any != 0;
    }

    private void AddPacked(Span<ScoredList> lists, int window)
    {
        int first = window << ListLayout.WindowBits;
        for (int p = 0; p < packedCount; p++)
        {
            ref readonly ScoredList list = ref lists[packed[p]];
            int* documents = list.Documents, scores = list.Scores;
            for (int i = list.Firsts[window], end = list.Firsts[window + 1]; i < end; i++)
            {
                int document = documents[i] - first;
                int group = document >> ListLayout.GroupBits;
                if ((live[group >> 6] >> group & 1) != 0)
                    sums[document] += scores[i];
            }
        }
    }

    /// <summary>Lists the live groups that can still exceed the bar, with what the windowed lists can add to each.</summary>
    private void ListGroups(Span<ScoredList> lists, int window, int bar)
    {
        groupCount = 0;
        for (int word = 0; word < ListLayout.Groups / 64; word++)
        {
            for (ulong bits = live[word]; bits != 0; bits &= bits - 1)
            {
                int group = (word << 6) + BitOperations.TrailingZeroCount(bits);
                int rest = 0;
                for (int i = 0; i < windowedCount; i++)
                    rest += lists[order[i]].GroupBound(views[i], window, group);
                Keep(group, rest, bar);
            }
        }
    }

    /// <summary>Keeps a group if some document of it can exceed the bar with what is still to come; else forgets its sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(int group, int rest, int bar)
    {
        int* groupSums = sums + (group << ListLayout.GroupBits);
        if (GroupKernels.SumsAbove(groupSums, bar - rest) == 0)
        {
            new Span<int>(groupSums, ListLayout.GroupSize).Clear();
            return;
        }

        groups[groupCount] = group;
        rests[groupCount++] = rest;
    }

    /// <summary>Adds a windowed list's postings to the kept groups.</summary>
    private void AddList(in ScoredList list, WindowView view, int window, int bar)
    {
        int count = groupCount;
        groupCount = 0;
        for (int i = 0; i < count; i++)
        {
            int group = groups[i];
            int rest = rests[i];
            int bound = list.GroupBound(view, window, group);
            if (bound == 0)
            {
                groups[groupCount] = group;
                rests[groupCount++] = rest;
                continue;
            }

            AddGroup(list, view, window, group);
            Keep(group, rest - bound, bar);
        }
    }

    private void AddGroup(in ScoredList list, WindowView view, int window, int group)
    {
        if (view.HasExceptions)
            AddGroupSlowly(list, window, group);
        else if (view.IsBitmap)
            AddGroupOfBitmap(list, view, NormsOf(list, window), group);
        else
            AddGroupOfLanes(list, view, NormsOf(list, window), group);
    }

    private void AddGroupOfLanes(in ScoredList list, WindowView view, byte* norms, int group)
    {
        int first = group << ListLayout.GroupBits;
        int posting = view.FirstOf(group);
        byte* lanes = view.Lanes;
        do
        {
            int document = first | (lanes[posting] & (ListLayout.GroupSize - 1));
            sums[document] += list.Kind == FieldKind.Impacts
                ? list.Table[view.Weights[posting]]
                : list.Table[(lanes[posting] >> 4 << list.StrideShift) | norms[document]];
            posting++;
        }
        while (posting < view.Count && !view.IsStart(posting));
    }

    private void AddGroupOfBitmap(in ScoredList list, WindowView view, byte* norms, int group)
    {
        int first = group << ListLayout.GroupBits;
        uint found = (uint)(view.Bits[first >> 6] >> first) & 0xFFFF;
        for (int posting = view.IsFlat ? 0 : view.Rank(first); found != 0; found &= found - 1, posting++)
        {
            int document = first + BitOperations.TrailingZeroCount(found);
            sums[document] += list.Kind == FieldKind.Impacts
                ? list.Table[view.Weights[posting]]
                : list.Table[(view.FrequencyWeight(posting) << list.StrideShift) | norms[document]];
        }
    }

    /// <summary>The way of windows with weights of 15 and more: rare, so by the general decoder.</summary>
    private void AddGroupSlowly(in ScoredList list, int window, int group)
    {
        int count = list.Postings.Decode(window, decodedDocuments, decodedWeights);
        for (int i = 0; i < count; i++)
        {
            int document = decodedDocuments[i] & (ListLayout.WindowSize - 1);
            if (document >> ListLayout.GroupBits == group)
                sums[document] += PreparedQuery.ScoreOf(list, decodedWeights[i], decodedDocuments[i]);
        }
    }

    /// <summary>Offers what is left in the kept groups and zeroes their sums.</summary>
    private void OfferGroups(int firstDocument, in AcceptedDocuments accepted, ref TopHits top)
    {
        for (int i = 0; i < groupCount; i++)
        {
            int first = groups[i] << ListLayout.GroupBits;
            uint above = GroupKernels.SumsAbove(sums + first, top.Bar(firstDocument + first));
            if (!accepted.AreAll)
                above &= accepted.Group(groups[i]);
            for (; above != 0; above &= above - 1)
            {
                int document = first + BitOperations.TrailingZeroCount(above);
                top.Offer(sums[document], firstDocument + document);
            }

            new Span<int>(sums + first, ListLayout.GroupSize).Clear();
        }
    }

    private byte* NormsOf(in ScoredList list, int window)
        => list.Plane == null ? zeros : list.Plane + (window << ListLayout.WindowBits);
}
