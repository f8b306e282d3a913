using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Embedding.Static.Simd;

/// <summary>
/// Weighted sum of int8 rows: <c>sum[d] = Σ scale[row] · rows[row, d]</c>. <see cref="Scalar"/> is the specification; the
/// vector forms add the rows in the same order and differ from it only where a fused multiply-add rounds once.
/// </summary>
internal static unsafe class RowSum
{
    /// <summary>The dimension is a multiple of this.</summary>
    public const int Block = 64;

    /// <summary>Sums rows.</summary>
    /// <param name="table">All rows, one after another, each <c>sum.Length</c> long.</param>
    /// <param name="scales">Scale of each row.</param>
    /// <param name="rows">The rows to sum; each below <c>scales.Length</c>.</param>
    /// <param name="sum">Receives the sum; its length a multiple of <see cref="Block"/>.</param>
    public static void Sum(ReadOnlySpan<sbyte> table, ReadOnlySpan<float> scales, ReadOnlySpan<int> rows, Span<float> sum)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)scales.Length)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"not a row of the table, which has {scales.Length}");
        }
        if (table.Length < scales.Length * (long)sum.Length || sum.Length % Block != 0)
            throw new ArgumentException($"{table.Length} bytes are not {scales.Length} rows of {sum.Length} dimensions, a multiple of {Block}", nameof(table));

        if (Avx512F.IsSupported)
            Wide512(table, scales, rows, sum);
        else if (Avx2.IsSupported && Fma.IsSupported)
            Wide256(table, scales, rows, sum);
        else
            Scalar(table, scales, rows, sum);
    }

    /// <summary>The specification.</summary>
    internal static void Scalar(ReadOnlySpan<sbyte> table, ReadOnlySpan<float> scales, ReadOnlySpan<int> rows, Span<float> sum)
    {
        sum.Clear();
        foreach (int row in rows)
        {
            ReadOnlySpan<sbyte> values = table.Slice(row * sum.Length, sum.Length);
            for (int d = 0; d < sum.Length; d++)
                sum[d] += scales[row] * values[d];
        }
    }

    /// <summary>AVX-512: 64 dimensions at a time stay in registers over all rows.</summary>
    internal static void Wide512(ReadOnlySpan<sbyte> table, ReadOnlySpan<float> scales, ReadOnlySpan<int> rows, Span<float> sum)
    {
        fixed (sbyte* start = table)
        fixed (float* target = sum)
        {
            for (int d = 0; d < sum.Length; d += Block)
            {
                Vector512<float> a = Vector512<float>.Zero, b = a, c = a, e = a;
                foreach (int row in rows)
                {
                    sbyte* values = start + ((nint)row * sum.Length) + d;
                    Vector512<float> scale = Vector512.Create(scales[row]);
                    a = Avx512F.FusedMultiplyAdd(Widen512(values), scale, a);
                    b = Avx512F.FusedMultiplyAdd(Widen512(values + 16), scale, b);
                    c = Avx512F.FusedMultiplyAdd(Widen512(values + 32), scale, c);
                    e = Avx512F.FusedMultiplyAdd(Widen512(values + 48), scale, e);
                }
                a.Store(target + d);
                b.Store(target + d + 16);
                c.Store(target + d + 32);
                e.Store(target + d + 48);
            }
        }
    }

    /// <summary>AVX2: 32 dimensions at a time stay in registers over all rows.</summary>
    internal static void Wide256(ReadOnlySpan<sbyte> table, ReadOnlySpan<float> scales, ReadOnlySpan<int> rows, Span<float> sum)
    {
        fixed (sbyte* start = table)
        fixed (float* target = sum)
        {
            for (int d = 0; d < sum.Length; d += Block / 2)
            {
                Vector256<float> a = Vector256<float>.Zero, b = a, c = a, e = a;
                foreach (int row in rows)
                {
                    sbyte* values = start + ((nint)row * sum.Length) + d;
                    Vector256<float> scale = Vector256.Create(scales[row]);
                    a = Fma.MultiplyAdd(Widen256(values), scale, a);
                    b = Fma.MultiplyAdd(Widen256(values + 8), scale, b);
                    c = Fma.MultiplyAdd(Widen256(values + 16), scale, c);
                    e = Fma.MultiplyAdd(Widen256(values + 24), scale, e);
                }
                a.Store(target + d);
                b.Store(target + d + 8);
                c.Store(target + d + 16);
                e.Store(target + d + 24);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen512(sbyte* values)
        => Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load(values)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen256(sbyte* values)
        => Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(values));
}
