using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Retrieval.Lucene.Simd;

/// <summary>
/// Which values of a column lie in a range, 64 values a word: bit i of the bitmap is <c>low &lt;= values[i] &amp;&amp; values[i] &lt;= high</c>.
/// NaN lies in no range. The vector way and <see cref="WithinScalar"/>, its specification, give the same bits at every length.
/// </summary>
public static class RangeMask
{
    /// <summary>Writes the bitmap over <paramref name="bits"/>; bits past the last value are zero.</summary>
    /// <param name="values">The column.</param>
    /// <param name="low">Least value, inclusive.</param>
    /// <param name="high">Highest value, inclusive.</param>
    /// <param name="bits">At least <c>(values.Length + 63) / 64</c> words.</param>
    public static void Within<T>(ReadOnlySpan<T> values, T low, T high, Span<ulong> bits)
        where T : unmanaged, INumber<T>
    {
        int whole = values.Length & ~63;
        if (Vector512.IsHardwareAccelerated)
        {
            for (int i = 0; i < whole; i += 64) bits[i >> 6] = Word512(values[i..], low, high);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (int i = 0; i < whole; i += 64) bits[i >> 6] = Word256(values[i..], low, high);
        }
        else
        {
            whole = 0;
        }
        WithinScalar(values[whole..], low, high, bits[(whole >> 6)..]);
    }

    /// <summary>The specification.</summary>
    public static void WithinScalar<T>(ReadOnlySpan<T> values, T low, T high, Span<ulong> bits)
        where T : unmanaged, INumber<T>
    {
        bits[..((values.Length + 63) >> 6)].Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] >= low && values[i] <= high) bits[i >> 6] |= 1UL << i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word512<T>(ReadOnlySpan<T> values, T low, T high)
        where T : unmanaged, INumber<T>
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        Vector512<T> lows = Vector512.Create(low);
        Vector512<T> highs = Vector512.Create(high);
        ulong word = 0;
        for (int i = 0; i < 64; i += Vector512<T>.Count)
        {
            Vector512<T> v = Vector512.LoadUnsafe(ref first, (nuint)i);
            word |= (Vector512.GreaterThanOrEqual(v, lows) & Vector512.LessThanOrEqual(v, highs)).ExtractMostSignificantBits() << i;
        }
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word256<T>(ReadOnlySpan<T> values, T low, T high)
        where T : unmanaged, INumber<T>
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        Vector256<T> lows = Vector256.Create(low);
        Vector256<T> highs = Vector256.Create(high);
        ulong word = 0;
        for (int i = 0; i < 64; i += Vector256<T>.Count)
        {
            Vector256<T> v = Vector256.LoadUnsafe(ref first, (nuint)i);
            word |= (ulong)(Vector256.GreaterThanOrEqual(v, lows) & Vector256.LessThanOrEqual(v, highs)).ExtractMostSignificantBits() << i;
        }
        return word;
    }
}
