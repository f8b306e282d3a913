using System.Numerics.Tensors;
using Retrieval.Training.Simd;
using Retrieval.Training.Space;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Space;

/// <summary>What is found are unit eigenvectors at right angles, in falling order, and those that were put in.</summary>
public sealed class TopEigenvectorsTests
{
    [Fact]
    public void Finds_the_directions_that_a_matrix_was_made_of()
    {
        // Gram matrix of 200 points that vary by 10, 5 and 2 along three axes of a 40-dimensional space, and by 0.1 along all.
        Random random = new(3);
        Matrix points = MatrixProductTests.Filled(random, 200, 40);
        float[] spread = [10, 5, 2];
        for (int i = 0; i < points.Rows; i++)
        {
            for (int d = 0; d < 40; d++)
                points[i][d] *= d < 3 ? spread[d] : 0.1f;
        }
        Matrix gram = new(40, 40);
        MatrixProduct.Multiply(points.Transpose(), points, gram, 1);

        Matrix vectors = TopEigenvectors.Compute(gram, 3, seed: 1, threads: 1);

        double before = double.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            float[] image = new float[40];
            for (int d = 0; d < 40; d++)
                image[d] = TensorPrimitives.Dot<float>(gram[d], vectors[i]);
            double value = TensorPrimitives.Dot<float>(image, vectors[i]);
            for (int d = 0; d < 40; d++)
                Assert.True(Math.Abs(image[d] - (value * vectors[i][d])) < 1e-3 * value, $"vector {i} is not an eigenvector: dimension {d}");
            Assert.Equal(1, TensorPrimitives.Norm<float>(vectors[i]), 1e-4);
            Assert.True(value < before, "eigenvalues fall");
            Assert.True(MathF.Abs(vectors[i][i]) > 0.95f, $"vector {i} lies along axis {i}");
            before = value;
        }
    }
}
