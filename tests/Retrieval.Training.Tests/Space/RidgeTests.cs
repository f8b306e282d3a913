using Retrieval.Training.Simd;
using Retrieval.Training.Space;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Space;

/// <summary>Finds the map that made the data; refuses a matrix that no data can have.</summary>
public sealed class RidgeTests
{
    [Fact]
    public void Finds_the_map_that_made_the_data()
    {
        Random random = new(9);
        Matrix inputs = MatrixProductTests.Filled(random, 300, 12);
        Matrix map = MatrixProductTests.Filled(random, 12, 5);
        Matrix outputs = new(300, 5);
        MatrixProduct.Multiply(inputs, map, outputs, 1);
        Matrix gram = new(12, 12);
        Matrix moments = new(12, 5);
        MatrixProduct.Multiply(inputs.Transpose(), inputs, gram, 1);
        MatrixProduct.Multiply(inputs.Transpose(), outputs, moments, 1);

        Matrix found = Ridge.Solve(gram, moments, 1e-6);
        for (int i = 0; i < map.Values.Length; i++)
            Assert.Equal(map.Values[i], found.Values[i], 1e-3);
    }

    [Fact]
    public void Refuses_what_is_not_positive_definite()
    {
        Matrix gram = new(1, 1);
        gram[0][0] = -5;
        Assert.Throws<TrainingException>(() => Ridge.Solve(gram, new Matrix(1, 1), 1));
    }
}
