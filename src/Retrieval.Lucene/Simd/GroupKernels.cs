using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Simd;

/// <summary>
/// The vector steps on a window's 256 groups of 16 documents. Bounds are bytes that saturate at 255; a bar is below that.
/// Each step has a scalar twin with the same name and "Scalar", which is its specification.
/// </summary>
internal static unsafe class GroupKernels
{
    /// <summary>Writes <c>floor(bound · scale) + 1</c> of each of 16 bounds, at most 255; 0 stays 0.</summary>
    public static void ScaleBounds(int* bounds, float scale, byte* bytes)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            ScaleBoundsScalar(bounds, scale, bytes);
            return;
        }

        Vector256<float> scales = Vector256.Create(scale);
        Vector256<short> steps = Vector256.Narrow(Quantize(Vector256.Load(bounds), scales), Quantize(Vector256.Load(bounds + 8), scales));
        Vector128.Narrow(steps.GetLower().AsUInt16(), steps.GetUpper().AsUInt16()).Store(bytes);
    }

    public static void ScaleBoundsScalar(int* bounds, float scale, byte* bytes)
    {
        for (int step = 0; step <= ListLayout.GroupSteps; step++)
            bytes[step] = bounds[step] == 0 ? (byte)0 : (byte)(Math.Min(254f, bounds[step] * scale) + 1);
    }

    /// <summary>Adds <c>table[nibble]</c> of each group to its total, saturating.</summary>
    /// <param name="bounds">128 bytes: byte i holds groups i (low nibble) and i + 128 (high nibble).</param>
    /// <param name="table">16 bytes; the first, for empty groups, is 0.</param>
    /// <param name="totals">256 bytes.</param>
    public static void AddBounds(byte* bounds, byte* table, byte* totals)
    {
        if (Avx512BW.IsSupported)
        {
            Vector512<byte> values = Avx512F.BroadcastVector128ToVector512((int*)table).AsByte();
            for (int at = 0; at < ListLayout.GroupBytes; at += 64)
            {
                Vector512<byte> pairs = Vector512.Load(bounds + at);
                Vector512<byte> low = pairs & Vector512.Create((byte)15);
                Vector512<byte> high = (pairs.AsUInt16() >> 4).AsByte() & Vector512.Create((byte)15);
                Avx512BW.AddSaturate(Vector512.Load(totals + at), Avx512BW.Shuffle(values, low)).Store(totals + at);
                byte* upper = totals + ListLayout.GroupBytes + at;
                Avx512BW.AddSaturate(Vector512.Load(upper), Avx512BW.Shuffle(values, high)).Store(upper);
            }
        }
        else if (Avx2.IsSupported)
        {
            Vector256<byte> values = Avx2.BroadcastVector128ToVector256(table);
            for (int at = 0; at < ListLayout.GroupBytes; at += 32)
            {
                Vector256<byte> pairs = Vector256.Load(bounds + at);
                Vector256<byte> low = pairs & Vector256.Create((byte)15);
                Vector256<byte> high = (pairs.AsUInt16() >> 4).AsByte() & Vector256.Create((byte)15);
                Avx2.AddSaturate(Vector256.Load(totals + at), Avx2.Shuffle(values, low)).Store(totals + at);
                byte* upper = totals + ListLayout.GroupBytes + at;
                Avx2.AddSaturate(Vector256.Load(upper), Avx2.Shuffle(values, high)).Store(upper);
            }
        }
        else
        {
            AddBoundsScalar(bounds, table, totals);
        }
    }

    public static void AddBoundsScalar(byte* bounds, byte* table, byte* totals)
    {
        for (int at = 0; at < ListLayout.GroupBytes; at++)
        {
            totals[at] = (byte)Math.Min(255, totals[at] + table[bounds[at] & 15]);
            totals[at + ListLayout.GroupBytes] = (byte)Math.Min(255, totals[at + ListLayout.GroupBytes] + table[bounds[at] >> 4]);
        }
    }

    /// <summary>Adds a value to the totals of 64 groups whose bit is set, saturating.</summary>
    /// <param name="groups">One bit a group.</param>
    /// <param name="value">What is added.</param>
    /// <param name="totals">64 bytes.</param>
    public static void AddWhere(ulong groups, byte value, byte* totals)
    {
        if (!Avx2.IsSupported)
        {
            AddWhereScalar(groups, value, totals);
            return;
        }

        // Each byte of the word eight times over, then one bit of it in each byte.
        Vector256<byte> bit = Vector256.Create(0x8040201008040201UL).AsByte();
        Vector256<byte> spread = Vector256.Create(0, 0x0101010101010101UL, 0x0202020202020202UL, 0x0303030303030303UL).AsByte();
        for (int at = 0; at < 64; at += 32)
        {
            Vector256<byte> bytes = Avx2.Shuffle(Vector256.Create((uint)(groups >> at)).AsByte(), spread) & bit;
            Vector256<byte> added = Vector256.Equals(bytes, bit) & Vector256.Create(value);
            Avx2.AddSaturate(Vector256.Load(totals + at), added).Store(totals + at);
        }
    }

    public static void AddWhereScalar(ulong groups, byte value, byte* totals)
    {
        for (; groups != 0; groups &= groups - 1)
        {
            int group = System.Numerics.BitOperations.TrailingZeroCount(groups);
            totals[group] = (byte)Math.Min(255, totals[group] + value);
        }
    }

    /// <summary>Adds <c>ceil(sum · scale)</c>, or one more, of each group's sum above 0 to its total, saturating, and zeroes the sums.</summary>
    /// <param name="sums">256 numbers of at least 0, below 2^30.</param>
    /// <param name="scale">Total units a sum unit.</param>
    /// <param name="totals">256 bytes.</param>
    public static void DrainSums(int* sums, float scale, byte* totals)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            DrainSumsScalar(sums, scale, totals);
            return;
        }

        Vector256<float> scales = Vector256.Create(scale);
        for (int at = 0; at < ListLayout.Groups; at += 32)
        {
            Vector256<short> low = Vector256.Narrow(Quantize(Vector256.Load(sums + at), scales), Quantize(Vector256.Load(sums + at + 8), scales));
            Vector256<short> high = Vector256.Narrow(Quantize(Vector256.Load(sums + at + 16), scales), Quantize(Vector256.Load(sums + at + 24), scales));
            Vector256<int>.Zero.Store(sums + at);
            Vector256<int>.Zero.Store(sums + at + 8);
            Vector256<int>.Zero.Store(sums + at + 16);
            Vector256<int>.Zero.Store(sums + at + 24);
            Vector256<byte> added = Vector256.Narrow(low.AsUInt16(), high.AsUInt16());
            Vector256<byte> total = Vector256.Load(totals + at);
            // Saturating: where the sum wraps around, it is below what it was.
            Vector256<byte> sum = total + added;
            (sum | Vector256.LessThan(sum, total)).Store(totals + at);
        }
    }

    public static void DrainSumsScalar(int* sums, float scale, byte* totals)
    {
        for (int group = 0; group < ListLayout.Groups; group++)
        {
            if (sums[group] > 0)
                totals[group] = (byte)Math.Min(255, totals[group] + (int)Math.Min(254f, sums[group] * scale) + 1);
            sums[group] = 0;
        }
    }

    /// <summary>Sets the bits of the groups whose total is above the bar: four words.</summary>
    public static void Above(byte* totals, byte bar, ulong* live)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            for (int word = 0; word < 4; word++)
                live[word] = Vector512.GreaterThan(Vector512.Load(totals + (word * 64)), Vector512.Create(bar)).ExtractMostSignificantBits();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (int word = 0; word < 4; word++)
            {
                uint low = Vector256.GreaterThan(Vector256.Load(totals + (word * 64)), Vector256.Create(bar)).ExtractMostSignificantBits();
                uint high = Vector256.GreaterThan(Vector256.Load(totals + (word * 64) + 32), Vector256.Create(bar)).ExtractMostSignificantBits();
                live[word] = low | ((ulong)high << 32);
            }
        }
        else
        {
            AboveScalar(totals, bar, live);
        }
    }

    public static void AboveScalar(byte* totals, byte bar, ulong* live)
    {
        new Span<ulong>(live, 4).Clear();
        for (int group = 0; group < ListLayout.Groups; group++)
        {
            if (totals[group] > bar)
                live[group >> 6] |= 1UL << group;
        }
    }

    /// <summary>One bit for each of a group's 16 sums that is above the bar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SumsAbove(int* sums, int bar)
    {
        if (Vector512.IsHardwareAccelerated)
            return (uint)Vector512.GreaterThan(Vector512.Load(sums), Vector512.Create(bar)).ExtractMostSignificantBits();
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<int> bars = Vector256.Create(bar);
            return Vector256.GreaterThan(Vector256.Load(sums), bars).ExtractMostSignificantBits()
                | (Vector256.GreaterThan(Vector256.Load(sums + 8), bars).ExtractMostSignificantBits() << 8);
        }

        return SumsAboveScalar(sums, bar);
    }

    public static uint SumsAboveScalar(int* sums, int bar)
    {
        uint above = 0;
        for (int lane = 0; lane < ListLayout.GroupSize; lane++)
        {
            if (sums[lane] > bar)
                above |= 1U << lane;
        }

        return above;
    }

    /// <summary>Of eight numbers: 0 for 0, else floor(number · scale) + 1, at most 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Quantize(Vector256<int> numbers, Vector256<float> scales)
    {
        Vector256<float> scaled = Vector256.Min(Vector256.ConvertToSingle(numbers) * scales, Vector256.Create(254f));
        return (Vector256.ConvertToInt32(scaled) + Vector256<int>.One) & Vector256.GreaterThan(numbers, Vector256<int>.Zero);
    }
}
