using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Simd;

/// <summary>
/// The vector steps of scoring a window. Each has a scalar twin with the same name and "Scalar", which is its specification.
/// Buffers have a vector's room (64 bytes) behind what is said to be in them.
/// </summary>
internal static unsafe class WindowKernels
{
    /// <summary>
    /// Moves every accumulator above <paramref name="bar"/> (at least 0) to the candidates, in order, and zeroes all accumulators.
    /// </summary>
    /// <returns>The number of candidates.</returns>
    public static int Drain(int* sums, int length, int bar, ushort* documents, int* scores)
    {
        if (!Vector512.IsHardwareAccelerated && !Vector256.IsHardwareAccelerated)
            return DrainScalar(sums, length, bar, documents, scores);
        int count = 0;
        Vector256<int> bars = Vector256.Create(bar);
        for (int at = 0; at < length; at += 32)
        {
            int* p = sums + at;
            Vector256<int> a = Vector256.Load(p), b = Vector256.Load(p + 8), c = Vector256.Load(p + 16), d = Vector256.Load(p + 24);
            if (Vector256.GreaterThanAny(Vector256.Max(Vector256.Max(a, b), Vector256.Max(c, d)), bars))
            {
                uint bits = Vector256.GreaterThan(a, bars).ExtractMostSignificantBits()
                    | (Vector256.GreaterThan(b, bars).ExtractMostSignificantBits() << 8)
                    | (Vector256.GreaterThan(c, bars).ExtractMostSignificantBits() << 16)
                    | (Vector256.GreaterThan(d, bars).ExtractMostSignificantBits() << 24);
                for (; bits != 0; bits &= bits - 1)
                {
                    int document = at + BitOperations.TrailingZeroCount(bits);
                    documents[count] = (ushort)document;
                    scores[count++] = sums[document];
                }
            }

            Vector256<int>.Zero.Store(p);
            Vector256<int>.Zero.Store(p + 8);
            Vector256<int>.Zero.Store(p + 16);
            Vector256<int>.Zero.Store(p + 24);
        }

        return count;
    }

    public static int DrainScalar(int* sums, int length, int bar, ushort* documents, int* scores)
    {
        int count = 0;
        for (int document = 0; document < length; document++)
        {
            if (sums[document] > bar)
            {
                documents[count] = (ushort)document;
                scores[count++] = sums[document];
            }

            sums[document] = 0;
        }

        return count;
    }

    /// <summary>Keeps, in order, the candidates whose score is above <paramref name="bar"/>, and returns how many.</summary>
    public static int Keep(ushort* documents, int* scores, int count, int bar)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            int score = scores[i];
            documents[kept] = documents[i];
            scores[kept] = score;
            kept += score > bar ? 1 : 0;
        }

        return kept;
    }

    /// <summary>The index of <paramref name="low"/> in the ascending bytes from <paramref name="from"/> to <paramref name="to"/>, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(byte* lows, int from, int to, byte low)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<byte> wanted = Vector512.Create(low);
            for (; from < to; from += 64)
            {
                ulong found = Vector512.Equals(Vector512.Load(lows + from), wanted).ExtractMostSignificantBits();
                if (to - from < 64)
                    found &= (1UL << (to - from)) - 1;
                if (found != 0)
                    return from + BitOperations.TrailingZeroCount(found);
            }

            return -1;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> wanted = Vector256.Create(low);
            for (; from < to; from += 32)
            {
                uint found = Vector256.Equals(Vector256.Load(lows + from), wanted).ExtractMostSignificantBits();
                if (to - from < 32)
                    found &= (1U << (to - from)) - 1;
                if (found != 0)
                    return from + BitOperations.TrailingZeroCount(found);
            }

            return -1;
        }

        return FindScalar(lows, from, to, low);
    }

    public static int FindScalar(byte* lows, int from, int to, byte low)
    {
        for (; from < to; from++)
        {
            if (lows[from] == low)
                return from;
        }

        return -1;
    }

    /// <summary>Writes the documents of a window's buckets, each bucket's low bytes under the bucket's number.</summary>
    /// <param name="starts">The postings before each bucket, with the count as the last.</param>
    /// <param name="buckets">The number of buckets of 256 documents.</param>
    /// <param name="lows">The low bytes.</param>
    /// <param name="documents">Room for the count and 31 more.</param>
    public static void Widen(byte* starts, int buckets, byte* lows, ushort* documents)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            WidenScalar(starts, buckets, lows, documents);
            return;
        }

        for (int bucket = 0; bucket < buckets; bucket++)
        {
            int to = starts[bucket + 1];
            Vector256<ushort> high = Vector256.Create((ushort)(bucket << 8));
            // Whole vectors: what is written too much, the next bucket overwrites.
            for (int i = starts[bucket]; i < to; i += 16)
                (Vector256.WidenLower(Vector128.Load(lows + i).ToVector256Unsafe()) | high).Store(documents + i);
        }
    }

    public static void WidenScalar(byte* starts, int buckets, byte* lows, ushort* documents)
    {
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            for (int i = starts[bucket]; i < starts[bucket + 1]; i++)
                documents[i] = (ushort)((bucket << 8) | lows[i]);
        }
    }
}
