using System.Numerics.Tensors;
using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Student;

/// <summary>The gradient equals finite differences of the loss as it is defined.</summary>
public sealed class NeighbourhoodLossTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.7f)]
    public void The_gradient_equals_finite_differences(float weight)
    {
        const float Temperature = 0.5f;
        Random random = new(21);
        Matrix students = Units(random, 6, 4);
        Matrix targets = Units(random, 6, 4);
        Matrix gradient = new(6, 4);
        new NeighbourhoodLoss(6, 4, weight, Temperature, threads: 1).Gradient(students, targets, gradient);

        for (int i = 0; i < students.Values.Length; i++)
        {
            const float Small = 1e-3f;
            float value = students.Values[i];
            students.Values[i] = value + Small;
            double above = Loss(students, targets, weight, Temperature);
            students.Values[i] = value - Small;
            double below = Loss(students, targets, weight, Temperature);
            students.Values[i] = value;
            Assert.Equal((above - below) / (2 * Small), gradient.Values[i], 1e-3);
        }
    }

    private static double Loss(Matrix students, Matrix targets, double weight, double temperature)
    {
        double loss = 0;
        for (int i = 0; i < students.Rows; i++)
        {
            loss += 1 - TensorPrimitives.Dot<float>(students[i], targets[i]);
            double[] p = Neighbourhood(targets, i, temperature);
            double[] q = Neighbourhood(students, i, temperature);
            for (int j = 0; j < students.Rows; j++)
                loss -= j == i ? 0 : weight * p[j] * Math.Log(q[j]);
        }
        return loss / students.Rows;
    }

    private static double[] Neighbourhood(Matrix vectors, int self, double temperature)
    {
        double[] shares = [.. Enumerable.Range(0, vectors.Rows).Select(j => j == self ? 0 : Math.Exp(TensorPrimitives.Dot<float>(vectors[self], vectors[j]) / temperature))];
        double sum = shares.Sum();
        return [.. shares.Select(s => s / sum)];
    }

    private static Matrix Units(Random random, int rows, int columns)
    {
        Matrix matrix = MatrixProductTests.Filled(random, rows, columns);
        for (int r = 0; r < rows; r++)
            CommitteeSpace.Normalize(matrix[r]);
        return matrix;
    }
}
