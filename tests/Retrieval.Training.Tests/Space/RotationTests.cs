using Retrieval.Training.Simd;
using Retrieval.Training.Space;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Space;

/// <summary>Finds the rotation that was made; between any two sets gives one that keeps lengths.</summary>
public sealed class RotationTests
{
    private const int Dimension = 12;

    [Fact]
    public void Finds_the_rotation_that_made_the_vectors()
    {
        Random random = new(5);
        Matrix from = MatrixProductTests.Filled(random, 200, Dimension);
        Matrix made = Rotation.Between(MatrixProductTests.Filled(random, 40, Dimension), MatrixProductTests.Filled(random, 40, Dimension), 1);
        Matrix to = new(200, Dimension);
        MatrixProduct.Multiply(from, made, to, 1);

        Matrix found = Rotation.Between(from, to, 2);
        for (int i = 0; i < made.Values.Length; i++)
            Assert.Equal(made.Values[i], found.Values[i], 1e-4);
    }

    [Fact]
    public void Keeps_lengths_and_angles()
    {
        Random random = new(6);
        Matrix rotation = Rotation.Between(MatrixProductTests.Filled(random, 30, Dimension), MatrixProductTests.Filled(random, 30, Dimension), 1);
        Matrix square = new(Dimension, Dimension);
        MatrixProduct.Multiply(rotation.Transpose(), rotation, square, 1);
        for (int i = 0; i < square.Values.Length; i++)
            Assert.Equal(i / Dimension == i % Dimension ? 1 : 0, square.Values[i], 1e-4);
    }
}
