using System.Runtime.InteropServices;
using Retrieval.Lucene.Vectors;

namespace Retrieval.Lucene.Tests.Vectors;

/// <summary>1 a decoded value is within half a unit; 2 the high byte is the nearest 8-bit value; 3 zeros, tiny and non-finite values.</summary>
public sealed class VectorCodeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    public void Values_come_back_within_half_a_unit_and_high_bytes_are_the_nearest(int dimension)
    {
        var random = new Random(dimension);
        for (int repeat = 0; repeat < 50; repeat++)
        {
            float[] vector = [.. Enumerable.Range(0, dimension).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, repeat - 25))];
            byte[] record = VectorCode.Encode(vector);
            Assert.Equal(dimension, VectorCode.DimensionOf(record.Length));
            float unit = MemoryMarshal.Read<float>(record);
            for (int i = 0; i < dimension; i++)
            {
                int nibbles = record[4 + dimension + VectorCode.LowIndex(i)];
                double high = record[4 + i] - 128, low = (VectorCode.IsUpper(i) ? nibbles >> 4 : nibbles & 15) - 8;
                Assert.InRange((((high * 16) + low) * unit) - vector[i], -0.501 * unit, 0.501 * unit);
                Assert.InRange((high * 16 * unit) - vector[i], -8.6 * unit, 8.6 * unit);
            }
        }
    }

    [Fact]
    public void A_dimension_is_told_from_the_length_of_its_record()
    {
        Dictionary<int, int> dimensionOf = Enumerable.Range(1, 2000).ToDictionary(VectorCode.RecordLength);
        for (int length = 0; length < 3000; length++)
            Assert.Equal(dimensionOf.GetValueOrDefault(length), VectorCode.DimensionOf(length));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-42f)]
    public void A_vector_of_nothing_is_zero(float value)
    {
        byte[] record = VectorCode.Encode([value, value, value]);
        Assert.Equal([0, 0, 0, 0, 128, 128, 128, .. Enumerable.Repeat((byte)0x88, 8)], record);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_refused_with_its_place(float value)
    {
        var refused = Assert.Throws<ArgumentException>(() => VectorField.Create("v", [1, value]));
        Assert.Contains("value 1 of the vector", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_vector_is_refused()
        => Assert.Throws<ArgumentException>(() => VectorField.Create("v", []));
}
