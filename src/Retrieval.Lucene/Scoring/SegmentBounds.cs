using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// The bounds of a query's words in one segment, scaled to each other: a document's bound is the sum of its words' <see cref="BoundKernels"/>
/// bounds in units of which <see cref="Whole"/> are the sum of all words' largest. Frequent words stand before the others.
/// </summary>
internal unsafe struct SegmentBounds(NativeArena arena, int words)
{
    /// <summary>Leaves room below 16 bits for what is rounded up.</summary>
    private const double Whole = 65_000;

    /// <summary>Wider than what doubles are rounded by.</summary>
    private const double Rounding = 1 + 1e-9;

    /// <summary>By word here: where its bounds lie.</summary>
    public readonly BoundsView* Views = arena.Take<BoundsView>(words);

    /// <summary>By word here: its place in the query.</summary>
    public readonly int* Words = arena.Take<int>(words);

    /// <summary>By word here: its factor.</summary>
    public readonly ushort* Factors = arena.Take<ushort>(words);

    private readonly double* largest = arena.Take<double>(words);

    // Fixed-point score units a unit of bounds.
    private double unit;

    public int Count { get; private set; }

    /// <summary>How many of the words are frequent.</summary>
    public int FrequentCount { get; private set; }

    /// <summary>Adds a word whose bound byte 255 stands for a fixed-point score.</summary>
    public void Add(in BoundsView view, int word, double most)
    {
        int at = Count++;
        if (view.IsFrequent)
        {
            // The first of the others makes room.
            Move(FrequentCount, at);
            at = FrequentCount++;
        }

        Views[at] = view;
        Words[at] = word;
        largest[at] = most;
    }

    /// <summary>Makes the factors, once all words are added.</summary>
    public void Scale()
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
            sum += largest[i];
        unit = sum / Whole;
        for (int i = 0; i < Count; i++)
            Factors[i] = (ushort)Math.Clamp(Math.Ceiling(256 * largest[i] / 255 / unit * Rounding), 256, ushort.MaxValue);
    }

    /// <summary>What a document's sum of bounds must exceed if it is to score more than <paramref name="bar"/>: rounding down cost a word less than one.</summary>
    public readonly ushort Bar(int bar) => (ushort)Math.Clamp((bar / unit) - Count, 0, ushort.MaxValue);

    /// <summary>Writes what a document of each window can score at most.</summary>
    public readonly void BoundWindows(NativeArena memory, int* bounds, int windows)
    {
        if (Count == 0)
            return;
        int room = (windows + BoundKernels.Step - 1) & -BoundKernels.Step;
        ushort* totals = memory.TakeCleared<ushort>(room);
        for (int i = 0; i < Count; i++)
        {
            if (i < FrequentCount)
                BoundKernels.AddScaled(Views[i].WindowBounds, room, Factors[i], totals);
            else
                AddGroups(i, totals);
        }

        for (int window = 0; window < windows; window++)
            bounds[window] = totals[window] == 0 ? 0 : (int)Math.Min(int.MaxValue, ((totals[window] + Count) * unit * Rounding) + 1);
    }

    private readonly void AddGroups(int word, ushort* totals)
    {
        BoundsView view = Views[word];
        for (int i = 0; i < view.GroupCount;)
        {
            int window = view.Groups[i] / Postings.ListLayout.Groups;
            byte most = 0;
            for (; i < view.GroupCount && view.Groups[i] / Postings.ListLayout.Groups == window; i++)
                most = Math.Max(most, view.GroupBounds[i]);
            totals[window] = BoundKernels.AddScaled(totals[window], most, Factors[word]);
        }
    }

    private readonly void Move(int from, int to)
    {
        Views[to] = Views[from];
        Words[to] = Words[from];
        largest[to] = largest[from];
    }
}
