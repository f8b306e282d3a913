using System.Runtime.Intrinsics;

namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>
/// The dot product of a float query with the 12-bit codes of a row, whose high bytes and low nibbles lie in two planes. Sixteen running
/// sums, one for each place modulo 16, fused multiply-adds, and a fixed order at the end: <see cref="Scalar"/> is the specification
/// and the vector way equals it bit for bit on every processor, so scores do not depend on where they were computed.
/// </summary>
internal static unsafe class CodeDot
{
    public const int Lanes = VectorCode.GroupLength;

    /// <summary>Σ (16 · high[i] + low[i] − <see cref="VectorCode.Zero"/>) · query[i]; the length is a multiple of 16.</summary>
    public static float Dot(byte* high, byte* low, float* query, int length)
    {
        Vector256<float> first = Vector256<float>.Zero, second = Vector256<float>.Zero;
        Vector128<byte> nibble = Vector128.Create((byte)0x0F);
        for (int i = 0; i < length; i += Lanes)
        {
            Vector128<byte> highs = Vector128.Load(high + i);
            Vector128<byte> lows = Vector128.CreateScalarUnsafe(*(ulong*)(low + (i / 2))).AsByte();
            first = Vector256.FusedMultiplyAdd(Values(highs, lows & nibble), Vector256.Load(query + i), first);
            Vector128<byte> uppers = (lows.AsUInt16() >> 4).AsByte() & nibble;
            second = Vector256.FusedMultiplyAdd(Values(Vector128.Create(highs.GetUpper(), default), uppers), Vector256.Load(query + i + 8), second);
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
        {
            int nibble = (low[VectorCode.LowIndex(i)] >> (VectorCode.IsUpper(i) ? 4 : 0)) & 0x0F;
            sums[i % Lanes] = MathF.FusedMultiplyAdd((high[i] << 4) + nibble - VectorCode.Zero, query[i], sums[i % Lanes]);
        }

        return Sum(sums);
    }

    /// <summary>Eight values from the lower halves of two registers.</summary>
    private static Vector256<float> Values(Vector128<byte> high, Vector128<byte> low)
    {
        Vector128<ushort> codes = (Vector128.WidenLower(high) << 4) | Vector128.WidenLower(low);
        Vector256<uint> wide = Vector256.WidenLower(codes.ToVector256Unsafe());
        return Vector256.ConvertToSingle(wide.AsInt32() - Vector256.Create(VectorCode.Zero));
    }

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
