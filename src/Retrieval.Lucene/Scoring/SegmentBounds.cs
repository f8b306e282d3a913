using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
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

    /// <summary>By word here: its factor.</summary>
    public readonly ushort* Factors = arena.Take<ushort>(words);

    /// <summary>By word here: which of the query's it is.</summary>
    public readonly int* Words = arena.Take<int>(words);

    // By word here, fixed-point: what its bound byte 255 stands for, and how much less than its bound, less one more step, it may be.
    private readonly double* largest = arena.Take<double>(words);
    private readonly double* slack = arena.Take<double>(words);

    // Fixed-point score units a unit of bounds, and how much less than its sum of bounds a document may score.
    private double unit;
    private double loss;

    public int Count { get; private set; }

    /// <summary>How many of the words are frequent.</summary>
    public int FrequentCount { get; private set; }

    /// <summary>Adds a word.</summary>
    /// <param name="word">Which of the query's.</param>
    /// <param name="bounds">Its bounds.</param>
    /// <param name="drift">How its contributions moved since they were built.</param>
    /// <param name="scoreUnit">What a fixed-point unit of scores is worth.</param>
    /// <param name="lists">Its lists, whose scores are rounded.</param>
    public void Add(int word, WordBounds bounds, Drift drift, float scoreUnit, int lists)
    {
        int at = Count++;
        if (bounds.View.IsFrequent)
        {
            // The first of the others makes room.
            Move(FrequentCount, at);
            at = FrequentCount++;
        }

        Views[at] = bounds.View;
        Words[at] = word;
        largest[at] = (double)bounds.Largest * drift.Most / scoreUnit;
        slack[at] = (((double)bounds.Slack * drift.Most) + ((drift.Most - drift.Least) * bounds.Largest)) / scoreUnit * Rounding + lists;
    }

    /// <summary>Makes the factors, once all words are added.</summary>
    public void Scale()
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
            sum += largest[i];
        unit = sum / Whole;
        loss = 0;
        for (int i = 0; i < Count; i++)
        {
            double factor = Math.Ceiling(256 * largest[i] / 255 / unit * Rounding);
            Factors[i] = (ushort)Math.Clamp(factor, 256, ushort.MaxValue);
            // A step, one unit that the factor was rounded up by, and slack; a factor that was raised says nothing of what is there at least.
            loss += factor < 256 ? 256 : (largest[i] / 255 / unit) + 1 + (slack[i] / unit);
        }
    }

    /// <summary>What a document with this sum of bounds scores at least, fixed-point; at least 1.</summary>
    public readonly int Least(ushort sum) => (int)Math.Max(1, (sum - loss) * unit);

    /// <summary>What a document with this sum of bounds scores at most, fixed-point.</summary>
    public readonly int Most(ushort sum) => (int)Math.Min(int.MaxValue, ((sum + Count) * unit * Rounding) + 1);

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
            bounds[window] = totals[window] == 0 ? 0 : Most(totals[window]);
    }

    private readonly void AddGroups(int word, ushort* totals)
    {
        BoundsView view = Views[word];
        for (int i = 0; i < view.GroupCount;)
        {
            int window = view.Groups[i] / ListLayout.Groups;
            byte most = 0;
            for (; i < view.GroupCount && view.Groups[i] / ListLayout.Groups == window; i++)
                most = Math.Max(most, view.GroupBounds[i]);
            totals[window] = BoundKernels.AddScaled(totals[window], most, Factors[word]);
        }
    }

    private readonly void Move(int from, int to)
    {
        Views[to] = Views[from];
        Words[to] = Words[from];
        largest[to] = largest[from];
        slack[to] = slack[from];
    }
}
