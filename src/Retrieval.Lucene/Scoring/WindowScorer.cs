using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
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
    private const int LightShift = ListLayout.GroupBits;

    private readonly NativeArena memory = new();

    // All 0 between windows.
    private readonly int* sums;
    private readonly int* lightSums;

    private readonly byte* totals;
    private readonly ulong* live;
    private readonly int* groups;
    private readonly int* rests;
    private readonly int* decodedDocuments;
    private readonly int* decodedWeights;
    private readonly ushort* documents;
    private readonly byte* zeros;

    // Of the query: room for the window's postings of lists without group bounds, and the order of those with.
    private ushort* lightDocuments;
    private int* lightScores;
    private int* order;

    // Of the window being scored.
    private int lightCount;
    private int denseCount;
    private int groupCount;

    // What the lists' byte bounds are scaled to.
    private int scaledBar;
    private int scaledSegment;
    private float scale;

    public WindowScorer()
    {
        sums = memory.TakeCleared<int>(Room);
        lightSums = memory.TakeCleared<int>(ListLayout.Groups);
        totals = memory.Take<byte>(ListLayout.Groups);
        live = memory.Take<ulong>(ListLayout.Groups / 64);
        groups = memory.Take<int>(ListLayout.Groups);
        rests = memory.Take<int>(ListLayout.Groups);
        decodedDocuments = memory.Take<int>(Room);
        decodedWeights = memory.Take<int>(Room);
        documents = memory.Take<ushort>(Room);
        zeros = memory.TakeCleared<byte>(Room);
    }

    /// <summary>Takes room for a query of up to <paramref name="lists"/> lists a segment.</summary>
    public void Begin(NativeArena arena, int lists)
    {
        order = arena.Take<int>(lists);
        lightDocuments = arena.Take<ushort>((long)lists * ListLayout.WindowSize);
        lightScores = arena.Take<int>((long)lists * ListLayout.WindowSize);
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
        AddLightPostings();
        ListGroups(lists, window, bar);
        for (int i = 0; i < denseCount && groupCount > 0; i++)
            AddList(lists[order[i]], window, bar);
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

    /// <summary>Adds up the bounds of each group and lists the postings that have no group bounds.</summary>
    private void BoundGroups(Span<ScoredList> lists, int window)
    {
        new Span<byte>(totals, ListLayout.Groups).Clear();
        lightCount = 0;
        denseCount = 0;
        for (int i = 0; i < lists.Length; i++)
        {
            ref readonly ScoredList list = ref lists[i];
            if (list.Bounds[window] == 0)
                continue;
            if (list.IsGrouped)
            {
                GroupKernels.AddBounds(list.Postings.GroupBounds + (window * ListLayout.GroupBytes), list.StepBytes, totals);
                Order(lists, i, window);
            }
            else if (list.IsWindowed)
            {
                ListWindow(list, window);
            }
            else
            {
                ListPacked(list, window);
            }
        }

        if (lightCount > 0)
            GroupKernels.DrainSums(lightSums, scale * (1 << LightShift), totals);
    }

    /// <summary>Keeps the lists with group bounds by descending bound, so that groups fall below the bar early.</summary>
    private void Order(Span<ScoredList> lists, int list, int window)
    {
        int bound = lists[list].Bounds[window];
        int at = denseCount++;
        for (; at > 0 && lists[order[at - 1]].Bounds[window] < bound; at--)
            order[at] = order[at - 1];
        order[at] = list;
    }

    private void ListPacked(in ScoredList list, int window)
    {
        int first = window << ListLayout.WindowBits;
        int end = list.Firsts[window + 1];
        int* listed = list.Documents, scores = list.Scores;
        int at = lightCount;
        for (int i = list.Firsts[window]; i < end; i++)
            at = AddLight(at, listed[i] - first, scores[i]);
        lightCount = at;
    }

    private void ListWindow(in ScoredList list, int window)
    {
        WindowView view = list.Postings.Window(window);
        if (view.HasExceptions)
        {
            int count = list.Postings.Decode(window, decodedDocuments, decodedWeights);
            for (int i = 0; i < count; i++)
                lightCount = AddLight(lightCount, decodedDocuments[i] & (ListLayout.WindowSize - 1), PreparedQuery.ScoreOf(list, decodedWeights[i], decodedDocuments[i]));
            return;
        }

        view.ListDocuments(documents);
        byte* weights = view.IsFlat ? zeros : view.Weights;
        byte* norms = NormsOf(list, window);
        // In locals: the compiler must assume that a store through a pointer changes the list.
        int* table = list.Table;
        int shift = list.StrideShift, postings = view.Count, at = lightCount;
        for (int i = 0; i < postings; i++)
        {
            int document = documents[i];
            int weight = list.Kind == FieldKind.Impacts ? weights[i] : (weights[i >> 1] >> ((i & 1) << 2)) & ListLayout.NibbleLimit;
            at = AddLight(at, document, table[(weight << shift) | norms[document]]);
        }

        lightCount = at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AddLight(int at, int document, int score)
    {
        lightDocuments[at] = (ushort)document;
        lightScores[at] = score;
        lightSums[document >> ListLayout.GroupBits] += (score >> LightShift) + 1;
        return at + 1;
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

    private void AddLightPostings()
    {
        for (int i = 0; i < lightCount; i++)
        {
            int document = lightDocuments[i];
            int group = document >> ListLayout.GroupBits;
            if ((live[group >> 6] >> group & 1) != 0)
                sums[document] += lightScores[i];
        }
    }

    /// <summary>Lists the live groups that can still exceed the bar, with what the dense lists can add to each.</summary>
    private void ListGroups(Span<ScoredList> lists, int window, int bar)
    {
        groupCount = 0;
        for (int word = 0; word < ListLayout.Groups / 64; word++)
        {
            for (ulong bits = live[word]; bits != 0; bits &= bits - 1)
            {
                int group = (word << 6) + BitOperations.TrailingZeroCount(bits);
                int rest = 0;
                for (int i = 0; i < denseCount; i++)
                {
                    ref readonly ScoredList list = ref lists[order[i]];
                    rest += list.StepBounds[list.GroupStep(window, group)];
                }

                Keep(group, rest, bar);
            }
        }

        for (int i = 0; i < denseCount && groupCount > 0; i++)
            Prefetch(lists[order[i]], window);
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

    private static void Prefetch(in ScoredList list, int window)
    {
        if (!Sse.IsSupported)
            return;
        WindowView view = list.Postings.Window(window);
        Sse.Prefetch0(view.Start);
        Sse.Prefetch0(view.Start + 64);
        Sse.Prefetch0(view.Weights);
    }

    /// <summary>Adds a dense list's postings to the kept groups.</summary>
    private void AddList(in ScoredList list, int window, int bar)
    {
        WindowView view = list.Postings.Window(window);
        int count = groupCount;
        groupCount = 0;
        for (int i = 0; i < count; i++)
        {
            int group = groups[i];
            int rest = rests[i];
            int step = list.GroupStep(window, group);
            if (step == 0)
            {
                groups[groupCount] = group;
                rests[groupCount++] = rest;
                continue;
            }

            AddGroup(list, view, window, group);
            Keep(group, rest - list.StepBounds[step], bar);
        }
    }

    private void AddGroup(in ScoredList list, WindowView view, int window, int group)
    {
        if (view.HasExceptions)
            AddGroupSlowly(list, window, group);
        else if (view.IsBitmap)
            AddGroupOfBitmap(list, view, NormsOf(list, window), group);
        else
            AddGroupOfBucket(list, view, NormsOf(list, window), group);
    }

    private void AddGroupOfBucket(in ScoredList list, WindowView view, byte* norms, int group)
    {
        int bucket = group >> (ListLayout.BucketBits - ListLayout.GroupBits);
        int at = view.Starts[bucket], end = view.Starts[bucket + 1];
        byte* lows = view.Lows;
        byte* weights = view.IsFlat ? zeros : view.Weights;
        int first = group << ListLayout.GroupBits;
        for (; at < end; at += 64)
        {
            ulong found = GroupKernels.InGroup(lows + at, end - at, (byte)first);
            for (; found != 0; found &= found - 1)
            {
                int posting = at + BitOperations.TrailingZeroCount(found);
                int document = first | (lows[posting] & (ListLayout.GroupSize - 1));
                sums[document] += ScoreAt(list, weights, posting, norms[document]);
            }
        }
    }

    private void AddGroupOfBitmap(in ScoredList list, WindowView view, byte* norms, int group)
    {
        int first = group << ListLayout.GroupBits;
        uint found = (uint)(view.Bits[first >> 6] >> first) & 0xFFFF;
        byte* weights = view.IsFlat ? zeros : view.Weights;
        for (int posting = view.IsFlat ? 0 : view.Rank(first); found != 0; found &= found - 1, posting += view.IsFlat ? 0 : 1)
        {
            int document = first + BitOperations.TrailingZeroCount(found);
            sums[document] += ScoreAt(list, weights, posting, norms[document]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ScoreAt(in ScoredList list, byte* weights, int at, int norm)
        => list.Kind == FieldKind.Impacts
            ? list.Table[weights[at]]
            : list.Table[(((weights[at >> 1] >> ((at & 1) << 2)) & ListLayout.NibbleLimit) << list.StrideShift) | norm];

    private byte* NormsOf(in ScoredList list, int window)
        => list.Plane == null ? zeros : list.Plane + (window << ListLayout.WindowBits);
}
