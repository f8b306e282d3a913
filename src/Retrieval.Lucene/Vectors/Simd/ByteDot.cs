using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>
/// Dot products of rows of unsigned codes with one signed query. vpmaddubsw adds two products into 16 bits with saturation; with the
/// query held to ±64 the sum is at most 2 · 255 · 64 = 32,640, below 32,767, so nothing ever saturates and all ways agree exactly.
/// The 32-bit sum holds rows of up to 131,000 codes. <see cref="Scalar"/> is the specification.
/// </summary>
internal static unsafe class ByteDot
{
    /// <summary>The largest magnitude of a query's code.</summary>
    public const int QueryLimit = 64;

    /// <summary>Rows start on cache lines, so a stride is a multiple of this; their dot products then need no tail.</summary>
    public const int RowAlignment = 64;

    public static int Scalar(byte* codes, sbyte* query, int length)
    {
        int sum = 0;
        for (int i = 0; i < length; i++)
            sum += codes[i] * query[i];
        return sum;
    }

    /// <summary>Dot products of <paramref name="count"/> rows that follow one another.</summary>
    public static void Rows(byte* rows, int stride, int count, sbyte* query, int* dots)
    {
        if (Avx512BW.IsSupported)
            Rows<Avx512ByteDot>(rows, stride, count, query, dots);
        else if (AvxVnni.IsSupported)
            Rows<VnniByteDot>(rows, stride, count, query, dots);
        else if (Avx2.IsSupported)
            Rows<Avx2ByteDot>(rows, stride, count, query, dots);
        else
            Rows<PortableByteDot>(rows, stride, count, query, dots);
    }

    /// <summary>Dot products of the rows whose numbers are given.</summary>
    public static void Gather(byte* rows, int stride, int* numbers, int count, sbyte* query, int* dots)
    {
        if (Avx512BW.IsSupported)
            Gather<Avx512ByteDot>(rows, stride, numbers, count, query, dots);
        else if (AvxVnni.IsSupported)
            Gather<VnniByteDot>(rows, stride, numbers, count, query, dots);
        else if (Avx2.IsSupported)
            Gather<Avx2ByteDot>(rows, stride, numbers, count, query, dots);
        else
            Gather<PortableByteDot>(rows, stride, numbers, count, query, dots);
    }

    /// <summary>Asks the caches for a row that <see cref="Gather(byte*, int, int*, int, sbyte*, int*)"/> will read soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(byte* row, int stride)
    {
        if (!Sse.IsSupported)
            return;
        for (int i = 0; i < stride; i += RowAlignment)
            Sse.Prefetch0(row + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TDot>(byte* rows, int stride, int count, sbyte* query, int* dots)
        where TDot : struct, IByteDot
    {
        for (int i = 0; i < count; i++, rows += stride)
            dots[i] = TDot.Dot(rows, query, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<TDot>(byte* rows, int stride, int* numbers, int count, sbyte* query, int* dots)
        where TDot : struct, IByteDot
    {
        for (int i = 0; i < count; i++)
            dots[i] = TDot.Dot(rows + ((long)numbers[i] * stride), query, stride);
    }
}
