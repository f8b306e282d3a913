using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// A query's lists in every segment, with their contributions as fixed-point numbers: 2^30 stands for the sum of all terms' largest contributions.
/// Integers make sums independent of their order and bounds exact, so pruning cannot lose a hit to rounding, and a score is exact to
/// (number of terms) / 2^31 of that sum. The windows of all segments stand behind one another in one row.
/// </summary>
internal sealed unsafe class PreparedQuery : IDisposable
{
    private const float One = 1 << 30;
    /// <summary>How many postings ahead a norm is asked for: a rare term's documents lie far apart in the norm plane.</summary>
    private const int NormsAhead = 24;

    private const int TableRows = ListLayout.NibbleLimit;

    private ScoredList[] lists = new ScoredList[16];
    private PostingList[] found = new PostingList[16];
    private byte[] utf8 = new byte[256];
    private readonly List<WeightedTerm> prepared = [];

    public NativeArena Arena { get; } = new();

    /// <summary>What one fixed-point unit is worth.</summary>
    public float Unit { get; private set; }

    /// <summary>By segment: its first list, with the number of lists as the last.</summary>
    public int* FirstList { get; private set; }

    /// <summary>By window of all segments: the sum of all lists' bounds.</summary>
    public int* WindowBounds { get; private set; }

    public Span<ScoredList> Lists(int segment) => lists.AsSpan(FirstList[segment], FirstList[segment + 1] - FirstList[segment]);

    /// <summary>True where the lists are those of these terms already: a search is mostly followed by scoring what it did not list.</summary>
    public bool IsPrepared(ReadOnlySpan<WeightedTerm> terms) => prepared.Count > 0 && CollectionsMarshal.AsSpan(prepared).SequenceEqual(terms);

    /// <summary>Looks the terms up and prepares their lists; false if none is found.</summary>
    public bool Prepare(BlockMaxSearcher searcher, ReadOnlySpan<WeightedTerm> terms)
    {
        prepared.Clear();
        Arena.Reset();
        int segments = searcher.Segments.Length;
        float* weights = Arena.Take<float>(terms.Length);
        int* present = FindAll(searcher, terms, weights, out float sum);
        if (sum <= 0)
            return false;
        Unit = sum / One;

        FirstList = Arena.Take<int>(segments + 1);
        WindowBounds = Arena.TakeCleared<int>(searcher.WindowCount);
        int count = 0;
        for (int segment = 0; segment < segments; segment++)
        {
            FirstList[segment] = count;
            int* windowBounds = WindowBounds + searcher.Segments[segment].FirstWindow;
            for (int term = 0; term < terms.Length; term++)
            {
                if (present[(segment * terms.Length) + term] == 0)
                    continue;
                if (count == lists.Length)
                    Array.Resize(ref lists, count * 2);
                SegmentField field = searcher.Field(terms[term].Field).Segments[segment]!;
                Fill(ref lists[count++], found[(segment * terms.Length) + term], field, weights[term] / Unit, windowBounds);
            }
        }

        FirstList[segments] = count;
        prepared.AddRange(terms);
        return true;
    }

    public void Dispose() => Arena.Dispose();

    private int* FindAll(BlockMaxSearcher searcher, ReadOnlySpan<WeightedTerm> terms, float* weights, out float sum)
    {
        int segments = searcher.Segments.Length;
        if (found.Length < segments * terms.Length)
            found = new PostingList[segments * terms.Length];
        int* present = Arena.TakeCleared<int>((long)segments * terms.Length);
        sum = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            ReadOnlySpan<byte> text = Utf8(terms[i].Text);
            FieldView view = searcher.Field(terms[i].Field);
            long docFreq = 0;
            for (int segment = 0; segment < segments; segment++)
            {
                int at = (segment * terms.Length) + i;
                if (view.Segments[segment] is not { } field || !field.Terms.TryFind(text, out found[at]))
                    continue;
                present[at] = 1;
                docFreq += found[at].DocFreq;
            }

            weights[i] = docFreq == 0 ? 0 : searcher.WeightOf(terms[i], docFreq, view);
            sum += weights[i];
        }

        return present;
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most)
            utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }

    private void Fill(ref ScoredList list, PostingList postings, SegmentField field, float weight, int* windowBounds)
    {
        BlockMaxPostingsReader reader = field.Terms.Postings;
        int windows = ListLayout.WindowsOf(reader.MaxDoc);
        list = new ScoredList
        {
            Postings = postings,
            Kind = field.Kind,
            Weight = weight,
            StrideShift = field.StrideShift,
            Plane = reader.Plane(field.Terms.Field),
            Saturations = Arena.Take<float>(field.Saturations.Length),
            Bounds = Arena.Take<int>(windows),
        };
        field.Saturations.CopyTo(new Span<float>(list.Saturations, field.Saturations.Length));
        FillTable(ref list, field);
        if (postings.IsWindowed)
            BoundWindows(ref list, field, windows);
        else
            ScorePostings(ref list, windows);
        for (int window = 0; window < windows; window++)
            windowBounds[window] += list.Bounds[window];
    }

    /// <summary>Every contribution is at least 1, so that a touched accumulator is never 0.</summary>
    private void FillTable(ref ScoredList list, SegmentField field)
    {
        if (field.Kind == FieldKind.Impacts)
        {
            list.Table = Arena.Take<int>(256);
            for (int code = 0; code < 256; code++)
                list.Table[code] = Fixed(list.Weight * field.Saturate(code, 0));
            return;
        }

        int rows = Math.Min(list.Postings.MaxWeight + 1, TableRows);
        int stride = 1 << list.StrideShift;
        list.Table = Arena.Take<int>(rows << list.StrideShift);
        for (int row = 0; row < rows; row++)
        {
            for (int norm = 0; norm < stride; norm++)
                list.Table[(row << list.StrideShift) + norm] = Contribution(list.Weight, row, list.Saturations[norm]);
        }
    }

    /// <summary>A posting's contribution, the one formula of table and exceptions.</summary>
    public static int Contribution(float weight, int postingWeight, float saturation)
        => Fixed(weight * (postingWeight + 1f) / (postingWeight + 1f + saturation));

    private static int Fixed(float contribution) => Math.Max(1, (int)MathF.Round(contribution));

    private void BoundWindows(ref ScoredList list, SegmentField field, int windows)
    {
        int* ceilings = Arena.Take<int>(256);
        for (int code = 0; code < 256; code++)
            ceilings[code] = Ceiling(list.Weight, field.Ceilings[code]);
        // An empty window's byte is 0 in a frequency field; in an impact field 0 is a weight, too, and the bound 1 or so costs nothing.
        if (field.Kind == FieldKind.Frequencies)
            ceilings[0] = 0;
        byte* impacts = list.Postings.Impacts;
        for (int window = 0; window < windows; window++)
            list.Bounds[window] = ceilings[impacts[window]];
        if (list.Postings.IsGrouped)
            BoundSteps(ref list, ceilings);
    }

    private void BoundSteps(ref ScoredList list, int* ceilings)
    {
        list.StepBounds = Arena.Take<int>(ListLayout.GroupSteps + 1);
        list.StepBytes = Arena.Take<byte>(ListLayout.GroupSteps + 1);
        list.StepBounds[0] = 0;
        for (int step = 1; step <= ListLayout.GroupSteps; step++)
            list.StepBounds[step] = ceilings[Math.Max(0, ListLayout.LargestImpact(step, list.Postings.MinImpact, list.Postings.MaxImpact))];
    }

    /// <summary>Rounds up past anything that <see cref="Fixed"/>'s single precision could round to.</summary>
    private static int Ceiling(float weight, double saturated) => (int)Math.Ceiling(weight * saturated * (1 + 1e-6)) + 1;

    private void ScorePostings(ref ScoredList list, int windows)
    {
        int count = list.Postings.DocFreq;
        int* weights = Arena.Take<int>(count);
        list.Documents = Arena.Take<int>(count);
        list.Scores = Arena.Take<int>(count);
        list.Firsts = Arena.Take<int>(windows + 1);
        NativeMemory.Clear(list.Bounds, (nuint)windows * sizeof(int));
        for (int block = 0; block < list.Postings.Blocks; block++)
            list.Postings.Decode(block, list.Documents + (block * ListLayout.BlockSize), weights + (block * ListLayout.BlockSize));

        // In locals: the compiler must assume that a store through a pointer changes the list.
        int* documents = list.Documents, scores = list.Scores, firsts = list.Firsts, bounds = list.Bounds, table = list.Table;
        byte* plane = list.Plane;
        int shift = list.StrideShift;
        int reached = -1;
        for (int i = 0; i < count; i++)
        {
            if (Sse.IsSupported && plane != null)
                Sse.Prefetch0(plane + documents[Math.Min(i + NormsAhead, count - 1)]);
            int document = documents[i];
            int score = weights[i] < TableRows && plane != null ? table[(weights[i] << shift) + plane[document]] : ScoreOf(list, weights[i], document);
            scores[i] = score;
            int window = document >> ListLayout.WindowBits;
            while (reached < window)
                firsts[++reached] = i;
            bounds[window] = Math.Max(bounds[window], score);
        }

        while (reached < windows)
            firsts[++reached] = count;
    }

    /// <summary>The contribution of a posting by its weight.</summary>
    public static int ScoreOf(in ScoredList list, int weight, int document)
    {
        if (list.Kind == FieldKind.Impacts)
            return list.Table[weight];
        int norm = list.Plane == null ? 0 : list.Plane[document];
        return weight < TableRows
            ? list.Table[(weight << list.StrideShift) + norm]
            : Contribution(list.Weight, weight, list.Saturations[norm]);
    }
}
