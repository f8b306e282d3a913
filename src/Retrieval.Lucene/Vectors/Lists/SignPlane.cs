using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>
/// The signs of rows, one bit a value: what a row adds to its list's centroid is taken as unit · sign (RaBitQ: Gao and Long 2024, without the
/// rotation, which the vectors of text models did not need). The unit makes the estimate of an inner product unbiased along the row:
/// |x - c|² / Σ |x - c|.
/// </summary>
internal sealed unsafe class SignPlane(RowSource[] rows, InvertedLists lists, VectorLayout layout)
{
    private readonly byte[] block = new byte[SignSums.BlockBytes(layout.Stride)];
    private readonly float[] residual = new float[layout.Stride];
    private int list;

    /// <summary>The unit of each row's signs, and how far the rows of each list lie from its centroid (root mean square).</summary>
    public (float[] Units, float[] Reaches) Measure()
    {
        float[] units = new float[rows.Length];
        double[] distances = new double[lists.Centroids.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            SetResidual(row);
            double squares = 0, magnitudes = 0;
            foreach (float value in residual)
            {
                squares += (double)value * value;
                magnitudes += Math.Abs(value);
            }

            units[row] = magnitudes > 0 ? (float)(squares / magnitudes) : 0;
            distances[list] += squares;
        }

        list = 0;
        return (units, [.. distances.Select((sum, i) => (float)Math.Sqrt(sum / Math.Max(1, lists.Starts[i + 1] - lists.Starts[i])))]);
    }

    /// <summary>The block of rows 32 · number and on, valid until the next call; to be called in order.</summary>
    public ReadOnlySpan<byte> Block(int number)
    {
        Array.Clear(block);
        int first = number * SignSums.BlockRows;
        for (int row = first; row < Math.Min(first + SignSums.BlockRows, rows.Length); row++)
        {
            SetResidual(row);
            for (int i = 0; i < residual.Length; i++)
            {
                if (residual[i] > 0)
                    block[SignSums.ByteAt(row - first, i)] |= (byte)(1 << SignSums.BitAt(i));
            }
        }

        return block;
    }

    private void SetResidual(int row)
    {
        while (row >= lists.Starts[list + 1])
            list++;
        float unit = rows[row].HighUnit, centroidUnit = lists.Centroids.Units[list];
        byte* high = rows[row].High;
        ReadOnlySpan<byte> centroid = lists.Centroids.Codes.Slice(list * layout.Stride, layout.Stride);
        for (int i = 0; i < layout.Dimension; i++)
            residual[i] = ((high[i] - VectorCode.ZeroHigh) * unit) - ((centroid[i] - VectorCode.ZeroHigh) * centroidUnit);
    }
}
