using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Simd;

/// <summary>
/// Sums of bounds. A bound is a byte on its word's own scale; a word's factor brings it to the query's: <c>bound · factor / 256</c>, rounded down,
/// in 16 bits that saturate. Factors are at least 256, so that a bound above 0 stays above 0.
/// Each step has a scalar twin with the same name and "Scalar", which is its specification.
/// </summary>
internal static unsafe class BoundKernels
{
    /// <summary>Bounds that one step takes; counts are multiples of it.</summary>
    public const int Step = 32;

    /// <summary>Lanes of a group: one for each of its documents.</summary>
    public const int Lanes = 16;

    /// <summary>Bits that <see cref="RoundUp"/> takes off.</summary>
    public const int WideShift = 8;

    /// <summary>Takes a group's sums, at least 0, to 16 bits: the lowest eight are rounded up, what is above 65,535 is that.</summary>
    /// <param name="sums">A sum a lane.</param>
    /// <param name="wide">Receives them.</param>
    /// <param name="largest">The largest so far.</param>
    /// <returns>The largest with these.</returns>
    public static ushort RoundUp(int* sums, ushort* wide, ushort largest)
    {
        Vector256<int> up = Vector256.Create((1 << WideShift) - 1), most = Vector256.Create((int)ushort.MaxValue);
        Vector256<int> lower = Vector256.Min((Vector256.Load(sums) + up) >> WideShift, most);
        Vector256<int> upper = Vector256.Min((Vector256.Load(sums + (Lanes / 2)) + up) >> WideShift, most);
        Vector256<ushort> all = Vector256.Narrow(lower.AsUInt32(), upper.AsUInt32());
        all.Store(wide);
        // Most groups have nothing larger.
        if (Vector256.GreaterThanAny(all, Vector256.Create(largest)))
        {
            for (int lane = 0; lane < Lanes; lane++)
                largest = Math.Max(largest, wide[lane]);
        }

        return largest;
    }

    public static ushort RoundUpScalar(int* sums, ushort* wide, ushort largest)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            wide[lane] = (ushort)Math.Min(ushort.MaxValue, (sums[lane] + (1 << WideShift) - 1) >> WideShift);
            largest = Math.Max(largest, wide[lane]);
        }

        return largest;
    }

    /// <summary>
    /// Takes 16 bits a lane to their share of the largest, in 255ths, rounded up. The quotients are those of integers: dividends are below 2^24, so that
    /// floats have them exactly, and one that is no whole number lies further below the next, at least 1/65,535, than floats below 256 are apart.
    /// </summary>
    /// <param name="wide">A value a lane, at most <paramref name="largest"/>.</param>
    /// <param name="largest">At least 1.</param>
    /// <param name="lanes">Receives a byte a lane.</param>
    public static void ShareUp(ushort* wide, ushort largest, byte* lanes)
    {
        (Vector256<uint> lower, Vector256<uint> upper) = Vector256.Widen(Vector256.Load(wide));
        Vector256<float> divisor = Vector256.Create((float)largest);
        Vector256<int> lowest = Vector256.ConvertToInt32(Dividend(lower, largest) / divisor), highest = Vector256.ConvertToInt32(Dividend(upper, largest) / divisor);
        Vector256<short> shares = Vector256.Narrow(lowest, highest);
        Vector128.Narrow(shares.GetLower().AsUInt16(), shares.GetUpper().AsUInt16()).Store(lanes);
    }

    public static void ShareUpScalar(ushort* wide, ushort largest, byte* lanes)
    {
        for (int lane = 0; lane < Lanes; lane++)
            lanes[lane] = (byte)(((wide[lane] * byte.MaxValue) + largest - 1) / largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Dividend(Vector256<uint> wide, ushort largest)
        => Vector256.ConvertToSingle((wide.AsInt32() * byte.MaxValue) + Vector256.Create(largest - 1));

    /// <summary>Adds the scaled bounds to the totals.</summary>
    public static void AddScaled(byte* bounds, int count, ushort factor, ushort* totals)
    {
        if (Avx512BW.IsSupported)
            AddScaledAvx512(bounds, count, factor, totals);
        else if (Avx2.IsSupported)
            AddScaledAvx2(bounds, count, factor, totals);
        else
            AddScaledScalar(bounds, count, factor, totals);
    }

    public static void AddScaledAvx512(byte* bounds, int count, ushort factor, ushort* totals)
    {
        Vector512<ushort> factors = Vector512.Create(factor);
        for (int i = 0; i < count; i += Step)
        {
            Vector512<ushort> wide = Avx512BW.ConvertToVector512UInt16(Vector256.Load(bounds + i)) << 8;
            Avx512BW.AddSaturate(Vector512.Load(totals + i), Avx512BW.MultiplyHigh(wide, factors)).Store(totals + i);
        }
    }

    public static void AddScaledAvx2(byte* bounds, int count, ushort factor, ushort* totals)
    {
        Vector256<ushort> factors = Vector256.Create(factor);
        for (int i = 0; i < count; i += Lanes)
            Avx2.AddSaturate(Vector256.Load(totals + i), Scale(bounds + i, factors)).Store(totals + i);
    }

    public static void AddScaledScalar(byte* bounds, int count, ushort factor, ushort* totals)
    {
        for (int i = 0; i < count; i++)
            totals[i] = AddScaled(totals[i], bounds[i], factor);
    }

    /// <summary>One total and one bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort AddScaled(ushort total, byte bound, ushort factor) => (ushort)Math.Min(ushort.MaxValue, total + (bound * factor >> 8));

    /// <summary>One bit for each of 64 totals that is above the bar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Above(ushort* totals, ushort bar)
        => Vector512.IsHardwareAccelerated ? AboveVector512(totals, bar) : Vector256.IsHardwareAccelerated ? AboveVector256(totals, bar) : AboveScalar(totals, bar);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AboveVector512(ushort* totals, ushort bar)
    {
        Vector512<ushort> bars = Vector512.Create(bar);
        return Vector512.GreaterThan(Vector512.Load(totals), bars).ExtractMostSignificantBits()
            | (Vector512.GreaterThan(Vector512.Load(totals + 32), bars).ExtractMostSignificantBits() << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AboveVector256(ushort* totals, ushort bar)
    {
        Vector256<ushort> bars = Vector256.Create(bar);
        ulong above = 0;
        for (int i = 0; i < 64; i += Lanes)
            above |= (ulong)Vector256.GreaterThan(Vector256.Load(totals + i), bars).ExtractMostSignificantBits() << i;
        return above;
    }

    public static ulong AboveScalar(ushort* totals, ushort bar)
    {
        ulong above = 0;
        for (int i = 0; i < 64; i++)
            above |= totals[i] > bar ? 1UL << i : 0;
        return above;
    }

    /// <summary>Adds up several words' scaled lanes and says which sums are above the bar: a bit a lane. The sums are written where one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SumLanes(byte** lanes, ushort* factors, int words, ushort bar, ushort* sums)
    {
        if (!Avx2.IsSupported)
            return SumLanesScalar(lanes, factors, words, bar, sums);
        Vector256<ushort> sum = Scale(lanes[0], Vector256.Create(factors[0]));
        for (int word = 1; word < words; word++)
            sum = Avx2.AddSaturate(sum, Scale(lanes[word], Vector256.Create(factors[word])));
        uint above = Vector256.GreaterThan(sum, Vector256.Create(bar)).ExtractMostSignificantBits();
        if (above != 0)
            sum.Store(sums);
        return above;
    }

    public static uint SumLanesScalar(byte** lanes, ushort* factors, int words, ushort bar, ushort* sums)
    {
        uint above = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            sums[lane] = 0;
            for (int word = 0; word < words; word++)
                sums[lane] = AddScaled(sums[lane], lanes[word][lane], factors[word]);
            above |= sums[lane] > bar ? 1U << lane : 0;
        }

        return above;
    }

    /// <summary>The lanes of a group, all bits set where the document's bit is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LanesOf(uint documents)
    {
        Vector128<byte> bits = Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128);
        Vector128<byte> spread = Vector128.Create(Vector64.Create((byte)documents), Vector64.Create((byte)(documents >> 8)));
        return Vector128.Equals(spread & bits, bits);
    }

    /// <summary>The largest of a group's bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte MostOf(byte* lanes)
    {
        Vector128<byte> most = Vector128.Load(lanes);
        most = Vector128.Max(most, Vector128.Create(most.GetUpper(), most.GetUpper()));
        most = Vector128.Max(most, (most.AsUInt64() >> 32).AsByte());
        most = Vector128.Max(most, (most.AsUInt64() >> 16).AsByte());
        return Vector128.Max(most, (most.AsUInt64() >> 8).AsByte())[0];
    }

    /// <summary>Of 64 · 16 documents, a bit each: one bit for each 16 that are not all 0.</summary>
    public static ulong GroupsOf(ulong* documents)
    {
        if (!Vector256.IsHardwareAccelerated)
            return GroupsOfScalar(documents);
        ulong empty = 0;
        for (int i = 0; i < 4; i++)
            empty |= (ulong)Vector256.Equals(Vector256.Load((ushort*)documents + (i * Lanes)), Vector256<ushort>.Zero).ExtractMostSignificantBits() << (i * Lanes);
        return ~empty;
    }

    public static ulong GroupsOfScalar(ulong* documents)
    {
        ulong groups = 0;
        for (int group = 0; group < 64; group++)
            groups |= ((ushort*)documents)[group] != 0 ? 1UL << group : 0;
        return groups;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Scale(byte* bounds, Vector256<ushort> factors)
        => Avx2.MultiplyHigh(Avx2.ConvertToVector256Int16(Vector128.Load(bounds)).AsUInt16() << 8, factors);
}
