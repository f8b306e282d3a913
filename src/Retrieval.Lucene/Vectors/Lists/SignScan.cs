using System.Numerics;
using System.Runtime.Intrinsics;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>
/// Estimates the rows of lists from their signs, 32 rows a step: score of the centroid + unit · Σ query · sign, where deleted rows and those that fail
/// the filter are asked for only where they would be kept. Keeps the nearest and, by <see cref="Bar"/>, the k-th best of all.
/// </summary>
internal sealed unsafe class SignScan
{
    // Of 228,000 titles' vectors of 256 values the true ten nearest lie among the first 200 by estimate 99 times of 100; of a million made of
    // nonsense words, 400. Fewer values make a coarser estimate and cheaper rows, so bytes read are held, not rows.
    private const int FewestKept = 200;
    private const int KeptPerHit = 8;
    private const int RowsPerKept = 5_000;
    private const int MeasuredDimension = 256;

    private readonly SignTables tables = new();
    private readonly Candidates nearest = new();
    private readonly Candidates best = new();
    private readonly ushort[] sums = GC.AllocateArray<ushort>(SignSums.BlockRows, pinned: true);

    /// <summary>A row must be estimated higher than this to be one of the k best; rises as rows are read.</summary>
    public float Bar => best.Threshold;

    public void Start(SegmentVectors vectors, QueryCode query, int k)
    {
        tables.Set(query.Values, vectors.Stride);
        int hits = Math.Min(k, vectors.Count);
        int kept = FewestKept + (KeptPerHit * hits) + (vectors.Count / RowsPerKept);
        nearest.Start(Math.Min(vectors.Count, kept * Math.Max(1, MeasuredDimension / vectors.Dimension)));
        best.Start(hits);
    }

    /// <summary>Reads one list, whose centroid scores <paramref name="centroid"/>.</summary>
    public void Read(LeafVectors leaf, int list, float centroid, ReadOnlySpan<ulong> filter)
    {
        SegmentVectors vectors = leaf.Vectors;
        int begin = vectors.ListStarts[list], end = vectors.ListStarts[list + 1];
        int blockBytes = SignSums.BlockBytes(vectors.Stride), chunks = vectors.Stride / SignSums.ChunkValues;
        fixed (ushort* sums = this.sums)
        {
            for (int row = begin & -SignSums.BlockRows; row < end; row += SignSums.BlockRows)
            {
                SignSums.Block(vectors.Signs + ((long)(row / SignSums.BlockRows) * blockBytes), tables.Tables, chunks, sums);
                uint above = Above(sums, vectors.SignUnits + row, centroid) & Within(row, begin, end);
                for (; above != 0; above &= above - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(above);
                    Keep(leaf, row + lane, Estimate(sums[lane], vectors.SignUnits[row + lane], centroid), filter);
                }
            }
        }
    }

    /// <summary>The rows kept, as candidates whose document is the row.</summary>
    public ReadOnlySpan<ulong> Nearest() => nearest.Kept();

    /// <summary>Which of 32 rows are estimated above the worst of those kept. Rows behind the last have any unit: the caller masks them.</summary>
    private uint Above(ushort* sums, float* units, float centroid)
    {
        Vector256<float> step = Vector256.Create(tables.Step), offset = Vector256.Create(tables.Offset);
        Vector256<float> centroids = Vector256.Create(centroid), threshold = Vector256.Create(nearest.Threshold);
        uint above = 0;
        for (int lane = 0; lane < SignSums.BlockRows; lane += Vector256<float>.Count)
        {
            Vector256<int> entries = Vector256.WidenLower(Vector128.Load(sums + lane).ToVector256Unsafe()).AsInt32();
            Vector256<float> estimates = (((Vector256.ConvertToSingle(entries) * step) - offset) * Vector256.Load(units + lane)) + centroids;
            above |= Vector256.GreaterThan(estimates, threshold).ExtractMostSignificantBits() << lane;
        }

        return above;
    }

    private float Estimate(ushort sum, float unit, float centroid) => (((sum * tables.Step) - tables.Offset) * unit) + centroid;

    private void Keep(LeafVectors leaf, int row, float estimate, ReadOnlySpan<ulong> filter)
    {
        int document = leaf.Vectors.Documents[row], global = leaf.DocBase + document;
        bool passes = filter.IsEmpty || (filter[global >> 6] >> global & 1) != 0;
        if (!(estimate > nearest.Threshold) || !passes || !leaf.IsLive(document))
            return;
        nearest.Add(estimate, row);
        if (estimate > best.Threshold)
            best.Add(estimate, row);
    }

    private static uint Within(int row, int begin, int end)
    {
        uint mask = row < begin ? uint.MaxValue << (begin - row) : uint.MaxValue;
        return end - row < SignSums.BlockRows ? mask & ((1u << (end - row)) - 1) : mask;
    }
}
