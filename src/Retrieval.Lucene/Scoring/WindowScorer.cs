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
    private const int PackedShift = ListLayout.GroupBits;

    /// <summary>Rounds before the last in a window that is scored while the heap still fills (measured: without them a query takes 8% longer).</summary>
    private const int FirstRounds = 3;

    private const int CacheLine = 64;

    private readonly NativeArena memory = new();

    // All 0 between windows.
    private readonly int* sums;
    private readonly int* packedSums;

    private readonly byte* totals;
    private readonly ulong* live;
    private readonly ulong* scored;
    private readonly LiveGroup* groups;
    private readonly int* decodedDocuments;
    private readonly int* decodedWeights;
    private readonly byte* zeros;

    // Of the window being scored: its windowed lists by descending bound with their views, its packed lists, its live groups.
    private WindowedList* windowed;
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
        live = memory.Take<ulong>(ListLayout.GroupWords);
        scored = memory.Take<ulong>(ListLayout.GroupWords);
        groups = memory.Take<LiveGroup>(ListLayout.Groups);
        decodedDocuments = memory.Take<int>(Room);
        decodedWeights = memory.Take<int>(Room);
        zeros = memory.TakeCleared<byte>(Room);
    }

    /// <summary>Takes room for a query of up to <paramref name="lists"/> lists a segment.</summary>
    public void Begin(NativeArena arena, int lists)
    {
        windowed = arena.Take<WindowedList>(lists);
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
        new Span<ulong>(scored, ListLayout.GroupWords).Clear();
        int highest = 0;
        foreach (ref readonly ScoredList list in lists)
            highest += list.Bounds[window];

        // While there is no bar yet, the groups with the highest bounds go first and make one for the others.
        for (int round = top.IsFull ? 0 : FirstRounds; round >= 0; round--)
        {
            int bar = top.Bar(firstDocument);
            ScoreGroups(lists, segment, window, Math.Max(bar, (int)((long)highest * round / (FirstRounds + 1))), bar, accepted);
            OfferGroups(firstDocument, ref top);
        }
    }

    public void Dispose() => memory.Dispose();

    /// <summary>Scores the groups with bounds above <paramref name="bound"/> that are not scored yet, as far as they can exceed the bar.</summary>
    private void ScoreGroups(Span<ScoredList> lists, int segment, int window, int bound, int bar, in AcceptedDocuments accepted)
    {
        groupCount = 0;
        Rescale(lists, segment, bound);
        BoundGroups(lists, window);
        if (!FindLiveGroups(accepted))
            return;
        Prefetch();
        AddPacked(lists, window);
        ListGroups(bar, accepted);
        for (int i = 0; i < windowedCount && groupCount > 0; i++)
            AddList(windowed + i, bar, lists, window);
    }

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

            var entry = new WindowedList(list, i, window, zeros);
            Order(entry);
            if (list.IsGrouped)
                GroupKernels.AddBounds(entry.Steps, list.StepBytes, totals);
            else
                BoundPresent(entry);
        }

        if (packedCount > 0)
            GroupKernels.DrainSums(packedSums, scale * (1 << PackedShift), totals);
    }

    /// <summary>Keeps the windowed lists by descending bound, so that groups fall below the bar early.</summary>
    private void Order(in WindowedList list)
    {
        int at = windowedCount++;
        for (; at > 0 && windowed[at - 1].Bound < list.Bound; at--)
            windowed[at] = windowed[at - 1];
        windowed[at] = list;
    }

    private void BoundPresent(in WindowedList list)
    {
        byte bound = (byte)(Math.Min(254f, list.Bound * scale) + 1);
        for (int word = 0; word < ListLayout.GroupWords; word++)
            GroupKernels.AddWhere(list.View.PresenceOf(word), bound, totals + (word * 64));
    }

    private void BoundPacked(in ScoredList list, int window)
    {
        int first = window << ListLayout.WindowBits;
        int* documents = list.Documents, scores = list.Scores;
        for (int i = list.Firsts[window], end = list.Firsts[window + 1]; i < end; i++)
            packedSums[(documents[i] - first) >> ListLayout.GroupBits] += (scores[i] >> PackedShift) + 1;
    }

    /// <summary>Groups whose bounds exceed the scaled bar, with accepted documents and not scored yet, are live.</summary>
    private bool FindLiveGroups(in AcceptedDocuments accepted)
    {
        GroupKernels.Above(totals, scaledBar == 0 ? (byte)0 : BarByte, live);
        ulong any = 0;
        for (int word = 0; word < ListLayout.GroupWords; word++)
        {
            if (!accepted.AreAll)
                live[word] &= accepted.Groups(word);
            live[word] &= ~scored[word];
            scored[word] |= live[word];
            any |= live[word];
        }

        return any != 0;
    }

    /// <summary>Asks for what the live groups will read; lists lie far apart, and the memory answers while the packed lists are added.</summary>
    private void Prefetch()
    {
        if (!Sse.IsSupported)
            return;
        for (int i = 0; i < windowedCount; i++)
        {
            WindowedList* list = windowed + i;
            bool isBitmap = list->View.IsBitmap;
            for (byte* at = list->View.Start, end = isBitmap ? at : list->View.Exceptions; at <= end; at += CacheLine)
                Sse.Prefetch0(at);
            bool hasNorms = IsFirstWithNorms(i);
            for (int word = 0; word < ListLayout.GroupWords && (isBitmap || hasNorms); word++)
            {
                for (ulong bits = live[word]; bits != 0; bits &= bits - 1)
                {
                    int document = ((word << 6) + BitOperations.TrailingZeroCount(bits)) << ListLayout.GroupBits;
                    if (hasNorms)
                        Sse.Prefetch0(list->Norms + document);
                    if (isBitmap)
                        Sse.Prefetch0((byte*)list->View.Bits + (document >> 3));
                }
            }
        }
    }

    private bool IsFirstWithNorms(int list)
    {
        for (int i = 0; i < list; i++)
        {
            if (windowed[i].Norms == windowed[list].Norms)
                return false;
        }

        return true;
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
    private void ListGroups(int bar, in AcceptedDocuments accepted)
    {
        groupCount = 0;
        for (int word = 0; word < ListLayout.GroupWords; word++)
        {
            for (ulong bits = live[word]; bits != 0; bits &= bits - 1)
            {
                int group = (word << 6) + BitOperations.TrailingZeroCount(bits);
                int rest = 0;
                for (int i = 0; i < windowedCount; i++)
                    rest += windowed[i].GroupBound(group);
                Keep(new LiveGroup(group, rest, accepted.AreAll ? ushort.MaxValue : accepted.Group(group)), bar);
            }
        }
    }

    /// <summary>Keeps a group if some accepted document of it can exceed the bar with what is still to come; else forgets its sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(in LiveGroup group, int bar)
    {
        int* groupSums = sums + (group.Index << ListLayout.GroupBits);
        if ((GroupKernels.SumsAbove(groupSums, bar - group.Rest) & group.Accepted) == 0)
            new Span<int>(groupSums, ListLayout.GroupSize).Clear();
        else
            groups[groupCount++] = group;
    }

    /// <summary>Adds a windowed list's postings to the kept groups.</summary>
    private void AddList(WindowedList* list, int bar, Span<ScoredList> lists, int window)
    {
        int count = groupCount;
        groupCount = 0;
        for (int i = 0; i < count; i++)
        {
            LiveGroup group = groups[i];
            int bound = list->GroupBound(group.Index);
            if (bound == 0)
            {
                groups[groupCount++] = group;
                continue;
            }

            if (list->View.HasExceptions)
                AddGroupSlowly(lists[list->Index], window, group.Index);
            else if (list->View.IsBitmap)
                AddGroupOfBitmap(list, group.Index);
            else
                AddGroupOfLanes(list, group.Index);
            Keep(group with { Rest = group.Rest - bound }, bar);
        }
    }

    private void AddGroupOfLanes(WindowedList* list, int group)
    {
        WindowView view = list->View;
        byte* lanes = view.Lanes, norms = list->Norms;
        int* table = list->Table;
        int first = group << ListLayout.GroupBits;
        int posting = view.FirstOf(group);
        do
        {
            int lane = lanes[posting];
            int document = first | (lane & (ListLayout.GroupSize - 1));
            sums[document] += list->IsImpacts ? table[view.Weights[posting]] : table[(lane >> 4 << list->StrideShift) | norms[document]];
            posting++;
        }
        while (posting < view.Count && !view.IsStart(posting));
    }

    private void AddGroupOfBitmap(WindowedList* list, int group)
    {
        WindowView view = list->View;
        int first = group << ListLayout.GroupBits;
        uint found = (uint)(view.Bits[first >> 6] >> first) & ushort.MaxValue;
        for (int posting = view.IsFlat ? 0 : view.Rank(first); found != 0; found &= found - 1, posting++)
        {
            int document = first + BitOperations.TrailingZeroCount(found);
            sums[document] += list->IsImpacts
                ? list->Table[view.Weights[posting]]
                : list->Table[(view.FrequencyWeight(posting) << list->StrideShift) | list->Norms[document]];
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
    private void OfferGroups(int firstDocument, ref TopHits top)
    {
        for (int i = 0; i < groupCount; i++)
        {
            int first = groups[i].Index << ListLayout.GroupBits;
            uint above = GroupKernels.SumsAbove(sums + first, top.Bar(firstDocument + first)) & groups[i].Accepted;
            for (; above != 0; above &= above - 1)
            {
                int document = first + BitOperations.TrailingZeroCount(above);
                top.Offer(sums[document], firstDocument + document);
            }

            new Span<int>(sums + first, ListLayout.GroupSize).Clear();
        }
    }

    /// <summary>A group that may hold a hit.</summary>
    /// <param name="Index">Its place in the window.</param>
    /// <param name="Rest">What the lists not added yet can add to one of its documents at most.</param>
    /// <param name="Accepted">One bit a document that may be a hit.</param>
    private readonly record struct LiveGroup(int Index, int Rest, uint Accepted);
}
