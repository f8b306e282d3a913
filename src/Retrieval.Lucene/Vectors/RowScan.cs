using System.Numerics;
using System.Runtime.Intrinsics;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Offers rows of a segment to <see cref="Candidates"/> by their coarse scores, 64 rows a step: all of a range, those of all documents that
/// pass a filter, or those named. Deleted documents are asked for only where a row would enter.
/// One thread at a time; nothing is allocated.
/// </summary>
internal sealed unsafe class RowScan
{
    private const int StepRows = 64;

    // Written by the steps below and read within the same step; pinned, so that the kernels take pointers.
    private readonly int[] gathered = GC.AllocateArray<int>(StepRows, pinned: true);
    private readonly int[] dots = GC.AllocateArray<int>(StepRows, pinned: true);
    private readonly int[] documents = GC.AllocateArray<int>(StepRows, pinned: true);
    private readonly float[] units = GC.AllocateArray<float>(StepRows, pinned: true);
    private int pending;

    public void Range(LeafVectors leaf, int first, int end, QueryCode query, Candidates candidates)
    {
        SegmentVectors vectors = leaf.Vectors;
        fixed (int* dots = this.dots)
        {
            for (; first < end; first += StepRows)
            {
                int count = Math.Min(StepRows, end - first);
                ByteDot.Rows(vectors.High + ((long)first * vectors.Stride), vectors.Stride, count, query.Codes, dots);
                Offer(leaf, dots, vectors.Units + first, vectors.Documents + first, count, query.Offset, candidates);
            }
        }
    }

    /// <summary>Every document of the segment that passes, by the filter's words.</summary>
    public void Passing(LeafVectors leaf, ReadOnlySpan<ulong> filter, QueryCode query, Candidates candidates)
    {
        int begin = leaf.DocBase, end = begin + leaf.Vectors.MaxDoc;
        for (int word = begin >> 6; word << 6 < end; word++)
        {
            for (ulong passing = filter[word] & Within(word, begin, end); passing != 0; passing &= passing - 1)
            {
                int row = leaf.Vectors.Rows[(word << 6) + BitOperations.TrailingZeroCount(passing) - begin];
                if (row >= 0)
                    Gather(leaf, row, query, candidates);
            }
        }

        OfferGathered(leaf, query, candidates);
    }

    /// <summary>The rows that given candidates name; they are live and pass already.</summary>
    public void Rows(LeafVectors leaf, ReadOnlySpan<ulong> rows, QueryCode query, Candidates candidates)
    {
        foreach (ulong row in rows)
            Gather(leaf, Candidates.DocumentOf(row), query, candidates);
        OfferGathered(leaf, query, candidates);
    }

    private void Gather(LeafVectors leaf, int row, QueryCode query, Candidates candidates)
    {
        ByteDot.Prefetch(leaf.Vectors.High + ((long)row * leaf.Vectors.Stride), leaf.Vectors.Stride);
        gathered[pending++] = row;
        if (pending == StepRows)
            OfferGathered(leaf, query, candidates);
    }

    private void OfferGathered(LeafVectors leaf, QueryCode query, Candidates candidates)
    {
        SegmentVectors vectors = leaf.Vectors;
        fixed (int* gathered = this.gathered, dots = this.dots, documents = this.documents)
        fixed (float* units = this.units)
        {
            ByteDot.Gather(vectors.High, vectors.Stride, gathered, pending, query.Codes, dots);
            for (int i = 0; i < pending; i++)
            {
                units[i] = vectors.Units[gathered[i]];
                documents[i] = vectors.Documents[gathered[i]];
            }

            Offer(leaf, dots, units, documents, pending, query.Offset, candidates);
        }

        pending = 0;
    }

    /// <summary>Eight rows a step against the threshold; few pass it once the candidates are many.</summary>
    private static void Offer(LeafVectors leaf, int* dots, float* units, int* documents, int count, int offset, Candidates candidates)
    {
        int i = 0;
        Vector256<int> offsets = Vector256.Create(offset);
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
        {
            Vector256<float> scores = Vector256.ConvertToSingle(Vector256.Load(dots + i) - offsets) * Vector256.Load(units + i);
            uint above = Vector256.GreaterThan(scores, Vector256.Create(candidates.Threshold)).ExtractMostSignificantBits();
            for (; above != 0; above &= above - 1)
            {
                int lane = BitOperations.TrailingZeroCount(above);
                OfferOne(leaf, scores.GetElement(lane), documents[i + lane], candidates);
            }
        }

        for (; i < count; i++)
            OfferOne(leaf, (float)(dots[i] - offset) * units[i], documents[i], candidates);
    }

    private static void OfferOne(LeafVectors leaf, float score, int document, Candidates candidates)
    {
        if (score > candidates.Threshold && leaf.IsLive(document))
            candidates.Add(score, leaf.DocBase + document);
    }

    /// <summary>The bits of a word whose documents lie in begin..end - 1.</summary>
    private static ulong Within(int word, int begin, int end)
    {
        int first = word << 6;
        ulong mask = first < begin ? ulong.MaxValue << (begin - first) : ulong.MaxValue;
        return end - first < 64 ? mask & ((1UL << (end - first)) - 1) : mask;
    }
}
