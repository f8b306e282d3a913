using CsCheck;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Tests.Simd;

/// <summary>The vector way gives the bits of the scalar one at every length, with NaN, infinities and the extremes among the values.</summary>
public class RangeMaskTests
{
    private static readonly Gen<double> Doubles = Gen.OneOf<double>(Gen.Double[-3, 3], Gen.OneOf(double.NaN, double.NegativeInfinity, double.PositiveInfinity, 0.0, -0.0, 1.0));
    private static readonly Gen<long> Longs = Gen.OneOf<long>(Gen.Long[-3, 3], Gen.OneOf(long.MinValue, long.MinValue + 1, long.MaxValue));

    [Fact]
    public void Doubles_are_told_as_one_by_one() =>
        Gen.Select(Doubles.Array[0, 300], Doubles, Doubles).Sample((values, low, high) => Assert.Equal(Scalar(values, low, high), Vector(values, low, high)), seed: "0000KOIKNmF5", iter: 500);

    [Fact]
    public void Longs_are_told_as_one_by_one() =>
        Gen.Select(Longs.Array[0, 300], Longs, Longs).Sample((values, low, high) => Assert.Equal(Scalar(values, low, high), Vector(values, low, high)), seed: "0000KOIKNmF5", iter: 500);

    [Fact]
    public void Bytes_are_told_as_one_by_one() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte, Gen.Byte).Sample((values, low, high) => Assert.Equal(Scalar(values, low, high), Vector(values, low, high)), seed: "0000KOIKNmF5", iter: 500);

    [Fact]
    public void Numbers_without_a_sign_are_told_as_one_by_one()
    {
        Gen<ulong> wide = Gen.OneOf<ulong>(Gen.ULong[0, 3], Gen.OneOf(ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, (1UL << 63) - 1));
        Gen.Select(wide.Array[0, 300], wide, wide).Sample((values, low, high) =>
        {
            Assert.Equal(Scalar(values, low, high), Vector(values, low, high));
            uint[] halves = Array.ConvertAll(values, static value => (uint)(value >> 32 | value & 3));
            Assert.Equal(Scalar(halves, (uint)low, (uint)high), Vector(halves, (uint)low, (uint)high));
            ushort[] quarters = Array.ConvertAll(values, static value => (ushort)(value >> 48 | value & 3));
            Assert.Equal(Scalar(quarters, (ushort)low, (ushort)high), Vector(quarters, (ushort)low, (ushort)high));
        }, seed: "0000KOIKNmF5", iter: 500);
    }

    private static ulong[] Vector<T>(T[] values, T low, T high) where T : unmanaged, System.Numerics.INumber<T>
    {
        // Dirty before, so that bits left standing are seen.
        ulong[] bits = [.. Enumerable.Repeat(ulong.MaxValue, (values.Length + 63) >> 6)];
        RangeMask.Within(values, low, high, bits);
        return bits;
    }

    private static ulong[] Scalar<T>(T[] values, T low, T high) where T : unmanaged, System.Numerics.INumber<T>
    {
        var bits = new ulong[(values.Length + 63) >> 6];
        RangeMask.WithinScalar(values, low, high, bits);
        return bits;
    }
}
