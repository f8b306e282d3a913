using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Retrieval.Training.Space;

namespace Retrieval.Training.Simd;

/// <summary>
/// Products of dense matrices: panels of 16 columns of the right one are packed, then 6 rows of the left one at a time stay in
/// registers over the whole inner dimension (the micro-kernel of Goto and van de Geijn 2008, without its cache levels: our
/// inner dimensions are below 2,000). Fused multiply-adds in one fixed order: the result depends neither on the number of
/// threads nor on the machine. <see cref="Scalar"/> is the specification.
/// </summary>
internal static class MatrixProduct
{
    private const int PanelColumns = 16;
    private const int TileRows = 6;

    /// <summary>Computes <c>c = a · b</c>, or <c>c += a · b</c>.</summary>
    /// <param name="a">Left, m × k.</param>
    /// <param name="b">Right, k × n.</param>
    /// <param name="c">Result, m × n; neither of the others.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="accumulate">Adds to what <paramref name="c"/> holds.</param>
    public static void Multiply(Matrix a, Matrix b, Matrix c, int threads, bool accumulate = false)
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns)
            throw new ArgumentException($"{a.Rows} × {a.Columns} times {b.Rows} × {b.Columns} is not {c.Rows} × {c.Columns}");
        int panels = (b.Columns + PanelColumns - 1) / PanelColumns;
        Parallel.For(0, panels, new ParallelOptions { MaxDegreeOfParallelism = threads }, panel => MultiplyPanel(a, b, c, panel * PanelColumns, accumulate));
    }

    /// <summary>The specification.</summary>
    internal static void Scalar(Matrix a, Matrix b, Matrix c)
    {
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < b.Columns; j++)
            {
                float sum = 0;
                for (int p = 0; p < a.Columns; p++)
                    sum = MathF.FusedMultiplyAdd(a[i][p], b[p][j], sum);
                c[i][j] = sum;
            }
        }
    }

    private static void MultiplyPanel(Matrix a, Matrix b, Matrix c, int column, bool accumulate)
    {
        int inner = a.Columns;
        int width = Math.Min(PanelColumns, b.Columns - column);
        float[] packed = ArrayPool<float>.Shared.Rent(inner * PanelColumns);
        for (int p = 0; p < inner; p++)
        {
            Span<float> target = packed.AsSpan(p * PanelColumns, PanelColumns);
            b.Values.AsSpan((p * b.Columns) + column, width).CopyTo(target);
            target[width..].Clear();
        }

        Span<float> tile = stackalloc float[TileRows * PanelColumns];
        for (int row = 0; row < a.Rows; row += TileRows)
        {
            int height = Math.Min(TileRows, a.Rows - row);
            if (height == TileRows)
            {
                MultiplyTile(a.Values.AsSpan(row * inner, TileRows * inner), inner, packed, tile);
            }
            else
            {
                for (int r = 0; r < height; r++)
                    MultiplyRow(a[row + r], packed, tile.Slice(r * PanelColumns, PanelColumns));
            }
            for (int r = 0; r < height; r++)
            {
                Span<float> target = c.Values.AsSpan(((row + r) * c.Columns) + column, width);
                Span<float> values = tile.Slice(r * PanelColumns, width);
                if (accumulate)
                    TensorPrimitives.Add(target, values, target);
                else
                    values.CopyTo(target);
            }
        }
        ArrayPool<float>.Shared.Return(packed);
    }

    private static void MultiplyTile(ReadOnlySpan<float> rows, int inner, ReadOnlySpan<float> packed, Span<float> tile)
    {
        ref float a = ref MemoryMarshal.GetReference(rows);
        ref float b = ref MemoryMarshal.GetReference(packed);
        Vector256<float> s00 = Vector256<float>.Zero, s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
        Vector256<float> s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
        for (int p = 0; p < inner; p++)
        {
            Vector256<float> left = Vector256.LoadUnsafe(ref b, (nuint)(p * PanelColumns));
            Vector256<float> right = Vector256.LoadUnsafe(ref b, (nuint)((p * PanelColumns) + 8));
            Add(ref s00, ref s01, Unsafe.Add(ref a, p), left, right);
            Add(ref s10, ref s11, Unsafe.Add(ref a, p + inner), left, right);
            Add(ref s20, ref s21, Unsafe.Add(ref a, p + (2 * inner)), left, right);
            Add(ref s30, ref s31, Unsafe.Add(ref a, p + (3 * inner)), left, right);
            Add(ref s40, ref s41, Unsafe.Add(ref a, p + (4 * inner)), left, right);
            Add(ref s50, ref s51, Unsafe.Add(ref a, p + (5 * inner)), left, right);
        }
        ref float target = ref MemoryMarshal.GetReference(tile);
        Store(s00, s01, ref target, 0);
        Store(s10, s11, ref target, 1);
        Store(s20, s21, ref target, 2);
        Store(s30, s31, ref target, 3);
        Store(s40, s41, ref target, 4);
        Store(s50, s51, ref target, 5);
    }

    private static void MultiplyRow(ReadOnlySpan<float> row, ReadOnlySpan<float> packed, Span<float> result)
    {
        ref float b = ref MemoryMarshal.GetReference(packed);
        Vector256<float> s0 = Vector256<float>.Zero, s1 = s0;
        for (int p = 0; p < row.Length; p++)
            Add(ref s0, ref s1, row[p], Vector256.LoadUnsafe(ref b, (nuint)(p * PanelColumns)), Vector256.LoadUnsafe(ref b, (nuint)((p * PanelColumns) + 8)));
        Store(s0, s1, ref MemoryMarshal.GetReference(result), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector256<float> s0, ref Vector256<float> s1, float a, Vector256<float> left, Vector256<float> right)
    {
        Vector256<float> factor = Vector256.Create(a);
        s0 = Vector256.FusedMultiplyAdd(factor, left, s0);
        s1 = Vector256.FusedMultiplyAdd(factor, right, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> s0, Vector256<float> s1, ref float tile, int row)
    {
        s0.StoreUnsafe(ref tile, (nuint)(row * PanelColumns));
        s1.StoreUnsafe(ref tile, (nuint)((row * PanelColumns) + 8));
    }
}
