using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Scores one window of one segment: the steps that <see cref="WindowedScorer"/> describes, in its working memory.
/// Documents are counted from the window's start. One window at a time.
/// </summary>
internal sealed unsafe class WindowAccumulator : IDisposable
{
    private const int Room = ListLayout.WindowSize + 64;

    /// <summary>Below this many essential postings the touched documents are listed; above, the whole window is scanned (measured: 400 to 900 are alike).</summary>
    private const int SparsePostings = 600;

    /// <summary>A list with fewer postings than this many times the candidates is added up whole instead of probed (measured: 6 to 14 are alike).</summary>
    private const int ProbeCost = 10;

    private readonly NativeArena memory = new();
    private readonly int* sums;
    private readonly int* spare;
    private readonly ushort* documents;
    private readonly int* decodedDocuments;
    private readonly int* decodedWeights;
    private readonly byte* zeros;

    // Of the window being scored: its lists by ascending bound, and for each how much it and those before it can add.
    private int* order;
    private int* reach;
    private int listCount;

    public WindowAccumulator()
    {
        sums = memory.TakeCleared<int>(Room);
        spare = memory.TakeCleared<int>(Room);
        documents = memory.Take<ushort>(Room);
        CandidateDocuments = memory.Take<ushort>(Room);
        CandidateScores = memory.Take<int>(Room);
        decodedDocuments = memory.Take<int>(Room);
        decodedWeights = memory.Take<int>(Room);
        zeros = memory.TakeCleared<byte>(Room);
    }

    public int CandidateCount { get; private set; }

    public ushort* CandidateDocuments { get; }

    public int* CandidateScores { get; }

    /// <summary>Takes room for a query of up to <paramref name="lists"/> lists a segment.</summary>
    public void Begin(NativeArena arena, int lists)
    {
        order = arena.Take<int>(lists);
        reach = arena.Take<int>(lists + 1);
    }

    /// <summary>Makes the accepted documents with scores above <paramref name="bar"/> the candidates.</summary>
    public void Score(ReadOnlySpan<ScoredList> lists, int window, int bar, in AcceptedDocuments accepted)
    {
        CandidateCount = 0;
        OrderLists(lists, window);
        int essential = FirstEssential(bar);
        if (essential == listCount)
            return;
        CollectCandidates(lists, window, essential, bar - reach[essential]);
        if (!accepted.AreAll)
            CandidateCount = KeepAccepted(accepted);
        for (int i = essential - 1; i >= 0 && CandidateCount > 0; i--)
        {
            if (i < essential - 1)
                CandidateCount = WindowKernels.Keep(CandidateDocuments, CandidateScores, CandidateCount, bar - reach[i + 1]);
            Probe(lists[order[i]], window);
        }

        CandidateCount = WindowKernels.Keep(CandidateDocuments, CandidateScores, CandidateCount, bar);
    }

    public void Dispose() => memory.Dispose();

    private void OrderLists(ReadOnlySpan<ScoredList> lists, int window)
    {
        listCount = 0;
        for (int i = 0; i < lists.Length; i++)
        {
            int bound = lists[i].Bounds[window];
            if (bound == 0)
                continue;
            int at = listCount++;
            for (; at > 0 && lists[order[at - 1]].Bounds[window] > bound; at--)
                order[at] = order[at - 1];
            order[at] = i;
        }

        reach[0] = 0;
        for (int i = 0; i < listCount; i++)
            reach[i + 1] = reach[i] + lists[order[i]].Bounds[window];
    }

    /// <summary>The lists before it together cannot exceed the bar.</summary>
    private int FirstEssential(int bar)
    {
        int essential = 0;
        while (essential < listCount && reach[essential + 1] <= bar)
            essential++;
        return essential;
    }

    /// <summary>Adds up the essential lists; documents above <paramref name="bar"/> become candidates.</summary>
    private void CollectCandidates(ReadOnlySpan<ScoredList> lists, int window, int essential, int bar)
    {
        int postings = 0;
        for (int i = essential; i < listCount; i++)
            postings += CountIn(lists[order[i]], window);
        bool isSparse = postings < SparsePostings;
        int touched = 0;
        for (int i = listCount - 1; i >= essential; i--)
        {
            ref readonly ScoredList list = ref lists[order[i]];
            if (isSparse)
                touched = AddListing(list, window, touched);
            else
                Add(list, window, sums);
        }

        CandidateCount = isSparse
            ? DrainTouched(touched, bar)
            : WindowKernels.Drain(sums, ListLayout.WindowSize, Math.Max(bar, 0), CandidateDocuments, CandidateScores);
    }

    private static int CountIn(in ScoredList list, int window)
        => list.IsWindowed ? list.Postings.Window(window).Count : list.Firsts[window + 1] - list.Firsts[window];

    /// <summary>Zeroes the touched sums and keeps those above the bar.</summary>
    private int DrainTouched(int touched, int bar)
    {
        int kept = 0;
        for (int i = 0; i < touched; i++)
        {
            int document = CandidateDocuments[i];
            int score = sums[document];
            sums[document] = 0;
            CandidateDocuments[kept] = (ushort)document;
            CandidateScores[kept] = score;
            kept += score > bar ? 1 : 0;
        }

        return kept;
    }

    private int KeepAccepted(in AcceptedDocuments accepted)
    {
        int kept = 0;
        for (int i = 0; i < CandidateCount; i++)
        {
            int document = CandidateDocuments[i];
            CandidateDocuments[kept] = (ushort)document;
            CandidateScores[kept] = CandidateScores[i];
            kept += accepted.Contains(document) ? 1 : 0;
        }

        return kept;
    }

    /// <summary>Adds a list's contributions and appends the documents that had none yet to the candidates.</summary>
    private int AddListing(in ScoredList list, int window, int touched)
    {
        if (!list.IsWindowed)
        {
            int first = window << ListLayout.WindowBits;
            for (int i = list.Firsts[window]; i < list.Firsts[window + 1]; i++)
                touched = Touch(list.Documents[i] - first, list.Scores[i], touched);
            return touched;
        }

        WindowView view = list.Postings.Window(window);
        int* scores = decodedWeights;
        ScoreAll(list, view, window, scores);
        for (int i = 0; i < view.Count; i++)
            touched = Touch(documents[i], scores[i], touched);
        return touched;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Touch(int document, int score, int touched)
    {
        int before = sums[document];
        sums[document] = before + score;
        CandidateDocuments[touched] = (ushort)document;
        return touched + (before == 0 ? 1 : 0);
    }

    /// <summary>Adds a list's contributions to <paramref name="target"/>.</summary>
    private void Add(in ScoredList list, int window, int* target)
    {
        if (!list.IsWindowed)
        {
            int first = window << ListLayout.WindowBits;
            for (int i = list.Firsts[window]; i < list.Firsts[window + 1]; i++)
                target[list.Documents[i] - first] += list.Scores[i];
            return;
        }

        WindowView view = list.Postings.Window(window);
        ScoreAll(list, view, window, decodedWeights);
        for (int i = 0; i < view.Count; i++)
            target[documents[i]] += decodedWeights[i];
    }

    /// <summary>Writes the window's documents to <see cref="documents"/> and their contributions to <paramref name="scores"/>.</summary>
    private void ScoreAll(in ScoredList list, WindowView view, int window, int* scores)
    {
        if (view.HasExceptions)
        {
            ScoreExceptions(list, window, scores);
            return;
        }

        if (view.IsBitmap)
            ListBits(view);
        else
            WindowKernels.Widen(view.Starts, ListLayout.Buckets, view.Lows, documents);
        if (list.Kind == FieldKind.Impacts)
        {
            byte* weights = view.Weights;
            for (int i = 0; i < view.Count; i++)
                scores[i] = list.Table[weights[i]];
            return;
        }

        ScoreNibbles(list, view, NormsOf(list, window), scores);
    }

    private void ScoreNibbles(in ScoredList list, WindowView view, byte* norms, int* scores)
    {
        int* table = list.Table;
        int count = view.Count;
        if (view.IsFlat)
        {
            for (int i = 0; i < count; i++)
                scores[i] = table[norms[documents[i]]];
            return;
        }

        int shift = list.StrideShift;
        byte* nibbles = view.Weights;
        for (int i = 0; i < count; i += 2)
        {
            int pair = nibbles[i >> 1];
            scores[i] = table[((pair & 15) << shift) | norms[documents[i]]];
            if (i + 1 < count)
                scores[i + 1] = table[((pair >> 4) << shift) | norms[documents[i + 1]]];
        }
    }

    private void ListBits(WindowView view)
    {
        int count = 0;
        for (int word = 0; word < ListLayout.BitmapWords; word++)
        {
            for (ulong bits = view.Bits[word]; bits != 0; bits &= bits - 1)
                documents[count++] = (ushort)((word << 6) + BitOperations.TrailingZeroCount(bits));
        }
    }

    /// <summary>The way of windows with weights of 15 and more: rare, so by the general decoder.</summary>
    private void ScoreExceptions(in ScoredList list, int window, int* scores)
    {
        int count = list.Postings.Decode(window, decodedDocuments, decodedWeights);
        for (int i = 0; i < count; i++)
        {
            documents[i] = (ushort)(decodedDocuments[i] & (ListLayout.WindowSize - 1));
            scores[i] = PreparedQuery.ScoreOf(list, decodedWeights[i], decodedDocuments[i]);
        }
    }

    /// <summary>Adds a list's contributions to the candidates that it holds.</summary>
    private void Probe(in ScoredList list, int window)
    {
        if (list.IsWindowed)
        {
            WindowView view = list.Postings.Window(window);
            if (!view.HasExceptions && (long)CandidateCount * ProbeCost < view.Count)
            {
                if (view.IsBitmap)
                    ProbeBitmap(list, view, NormsOf(list, window));
                else
                    ProbeBuckets(list, view, NormsOf(list, window));
                return;
            }
        }

        Add(list, window, spare);
        for (int i = 0; i < CandidateCount; i++)
            CandidateScores[i] += spare[CandidateDocuments[i]];
        ClearSpare(list, window);
    }

    private void ClearSpare(in ScoredList list, int window)
    {
        if (!list.IsWindowed)
        {
            int first = window << ListLayout.WindowBits;
            for (int i = list.Firsts[window]; i < list.Firsts[window + 1]; i++)
                spare[list.Documents[i] - first] = 0;
            return;
        }

        int count = list.Postings.Window(window).Count;
        if (count > ListLayout.WindowSize / 4)
        {
            NativeMemory.Clear(spare, ListLayout.WindowSize * sizeof(int));
            return;
        }

        for (int i = 0; i < count; i++)
            spare[documents[i]] = 0;
    }

    private void ProbeBuckets(in ScoredList list, WindowView view, byte* norms)
    {
        byte* starts = view.Starts, lows = view.Lows, weights = view.IsFlat ? zeros : view.Weights;
        for (int i = 0; i < CandidateCount; i++)
        {
            int document = CandidateDocuments[i];
            int bucket = document >> ListLayout.BucketBits;
            int at = WindowKernels.Find(lows, starts[bucket], starts[bucket + 1], (byte)document);
            if (at >= 0)
                CandidateScores[i] += ScoreAt(list, weights, at, norms[document]);
        }
    }

    private void ProbeBitmap(in ScoredList list, WindowView view, byte* norms)
    {
        ulong* bits = view.Bits;
        byte* weights = view.IsFlat ? zeros : view.Weights;
        for (int i = 0; i < CandidateCount; i++)
        {
            int document = CandidateDocuments[i];
            if ((bits[document >> 6] >> document & 1) != 0)
                CandidateScores[i] += ScoreAt(list, weights, view.IsFlat ? 0 : view.Rank(document), norms[document]);
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
