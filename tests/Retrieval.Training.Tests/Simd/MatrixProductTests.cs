using Retrieval.Training.Simd;
using Retrieval.Training.Space;

namespace Retrieval.Training.Tests.Simd;

/// <summary>Equals the plain three loops bit for bit, in all shapes around tiles and panels, for any number of threads.</summary>
public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 15)]
    [InlineData(6, 7, 16)]
    [InlineData(13, 20, 33)]
    [InlineData(6, 0, 16)]
    public void Equals_the_plain_loops_bit_for_bit(int rows, int inner, int columns)
    {
        Random random = new(5);
        Matrix a = Filled(random, rows, inner);
        Matrix b = Filled(random, inner, columns);
        Matrix expected = new(rows, columns);
        MatrixProduct.Scalar(a, b, expected);
        foreach (int threads in new[] { 1, 3 })
        {
            Matrix c = Filled(random, rows, columns);
            MatrixProduct.Multiply(a, b, c, threads);
            Assert.Equal(expected.Values, c.Values);
        }
    }

    [Fact]
    public void Accumulating_adds_to_what_is_there()
    {
        Matrix one = new(1, 1);
        one[0][0] = 3;
        Matrix sum = new(1, 1);
        sum[0][0] = 1;
        MatrixProduct.Multiply(one, one, sum, 1, accumulate: true);
        Assert.Equal(10, sum[0][0]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
        => Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new Matrix(2, 3), new Matrix(2, 3), new Matrix(2, 3), 1));

    internal static Matrix Filled(Random random, int rows, int columns)
    {
        Matrix matrix = new(rows, columns);
        foreach (ref float value in matrix.Values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return matrix;
    }
}
