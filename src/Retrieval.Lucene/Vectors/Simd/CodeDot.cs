using System.Runtime.Intrinsics;

namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>
/// The dot product of a float query with the 16-bit codes of a row, whose high and low bytes lie in two planes. Sixteen running sums,
/// one for each place modulo 16, fused multiply-adds, and a fixed order at the end: <see cref="Scalar"/> is the specification and
/// the vector way equals it bit for bit on every processor, so scores do not depend on where they were computed.
/// </summary>
internal static unsafe class CodeDot
{
    public const int Lanes = 16;

    /// <summary>Σ (256 · high[i] + low[i] − <see cref="VectorCode.Zero"/>) · query[i]; the length is a multiple of 16.</summary>
    public static float Dot(byte* high, byte* low, float* query, int length)
    {
        Vector256<float> first = Vector256<float>.Zero, second = Vector256<float>.Zero;
        Vector256<int> zero = Vector256.Create(VectorCode.Zero);
        for (int i = 0; i < length; i += Lanes)
        {
            Vector256<ushort> codes = (Widen(high + i) << 8) | Widen(low + i);
            (Vector256<uint> lower, Vector256<uint> upper) = Vector256.Widen(codes);
            first = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(lower.AsInt32() - zero), Vector256.Load(query + i), first);
            second = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(upper.AsInt32() - zero), Vector256.Load(query + i + 8), second);
        }

        float* sums = stackalloc float[Lanes];
        first.Store(sums);
        second.Store(sums + 8);
        return Sum(sums);
    }

    public static float Scalar(byte* high, byte* low, float* query, int length)
    {
        float* sums = stackalloc float[Lanes];
        new Span<float>(sums, Lanes).Clear();
        for (int i = 0; i < length; i++)
            sums[i % Lanes] = MathF.FusedMultiplyAdd((high[i] << 8) + low[i] - VectorCode.Zero, query[i], sums[i % Lanes]);
        return Sum(sums);
    }

    private static Vector256<ushort> Widen(byte* bytes) => Vector256.WidenLower(Vector128.Load(bytes).ToVector256Unsafe());

    private static float Sum(float* sums)
    {
        for (int width = Lanes / 2; width > 0; width /= 2)
        {
            for (int i = 0; i < width; i++)
                sums[i] += sums[i + width];
        }

        return sums[0];
    }
}
