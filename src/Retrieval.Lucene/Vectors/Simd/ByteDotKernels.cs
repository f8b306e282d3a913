using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>64 codes a step: vpmaddubsw to pairs of 16 bits, vpmaddwd to 32 bits.</summary>
internal readonly unsafe struct Avx512ByteDot : IByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(byte* codes, sbyte* query, int length)
    {
        Vector512<int> even = Vector512<int>.Zero, odd = Vector512<int>.Zero;
        int i = 0;
        for (; i + 128 <= length; i += 128)
        {
            even += Products(codes + i, query + i);
            odd += Products(codes + i + 64, query + i + 64);
        }

        if (i + 64 <= length)
        {
            even += Products(codes + i, query + i);
            i += 64;
        }

        return Vector512.Sum(even + odd) + ByteDot.Scalar(codes + i, query + i, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products(byte* codes, sbyte* query)
        => Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(Vector512.Load(codes), Vector512.Load(query)), Vector512<short>.One);
}

/// <summary>32 codes a step with vpdpbusd, which sums four products into 32 bits without a narrow step between.</summary>
internal readonly unsafe struct VnniByteDot : IByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(byte* codes, sbyte* query, int length)
    {
        Vector256<int> even = Vector256<int>.Zero, odd = Vector256<int>.Zero;
        int i = 0;
        for (; i + 64 <= length; i += 64)
        {
            even = AvxVnni.MultiplyWideningAndAdd(even, Vector256.Load(codes + i), Vector256.Load(query + i));
            odd = AvxVnni.MultiplyWideningAndAdd(odd, Vector256.Load(codes + i + 32), Vector256.Load(query + i + 32));
        }

        return Vector256.Sum(even + odd) + ByteDot.Scalar(codes + i, query + i, length - i);
    }
}

/// <summary>32 codes a step: vpmaddubsw to pairs of 16 bits, vpmaddwd to 32 bits.</summary>
internal readonly unsafe struct Avx2ByteDot : IByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(byte* codes, sbyte* query, int length)
    {
        Vector256<int> even = Vector256<int>.Zero, odd = Vector256<int>.Zero;
        int i = 0;
        for (; i + 64 <= length; i += 64)
        {
            even += Products(codes + i, query + i);
            odd += Products(codes + i + 32, query + i + 32);
        }

        return Vector256.Sum(even + odd) + ByteDot.Scalar(codes + i, query + i, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(byte* codes, sbyte* query)
        => Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(Vector256.Load(codes), Vector256.Load(query)), Vector256<short>.One);
}

/// <summary>16 codes a step, widened to 16 bits and multiplied there: |255 · 64| fits, and sums are kept in 32 bits. Any processor.</summary>
internal readonly unsafe struct PortableByteDot : IByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(byte* codes, sbyte* query, int length)
    {
        Vector128<int> sum = Vector128<int>.Zero;
        int i = 0;
        for (; i + 16 <= length; i += 16)
        {
            (Vector128<ushort> lowCodes, Vector128<ushort> highCodes) = Vector128.Widen(Vector128.Load(codes + i));
            (Vector128<short> lowQuery, Vector128<short> highQuery) = Vector128.Widen(Vector128.Load(query + i));
            (Vector128<int> a, Vector128<int> b) = Vector128.Widen(lowCodes.AsInt16() * lowQuery);
            (Vector128<int> c, Vector128<int> d) = Vector128.Widen(highCodes.AsInt16() * highQuery);
            sum += a + b + (c + d);
        }

        return Vector128.Sum(sum) + ByteDot.Scalar(codes + i, query + i, length - i);
    }
}
