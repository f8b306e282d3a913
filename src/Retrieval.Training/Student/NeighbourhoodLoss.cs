using System.Numerics.Tensors;
using Retrieval.Training.Simd;
using Retrieval.Training.Space;

namespace Retrieval.Training.Student;

/// <summary>
/// Loss of a batch and its gradient: <c>mean(1 − s·t)</c>, meet the target, plus <c>weight</c> times the cross-entropy between
/// the neighbourhoods of the targets and of the students, <c>softmax(t·tᵀ/τ)</c> and <c>softmax(s·sᵀ/τ)</c> without the
/// diagonal: keep who is near to whom. Both kinds of vectors are of length 1. Buffers are reused; not safe for concurrent use.
/// </summary>
/// <param name="batch">Texts a batch.</param>
/// <param name="dimension">Dimensions.</param>
/// <param name="weight">Weight of the neighbourhoods, at least 0.</param>
/// <param name="temperature">τ, above 0.</param>
/// <param name="threads">Threads to use.</param>
internal sealed class NeighbourhoodLoss(int batch, int dimension, float weight, float temperature, int threads)
{
    private readonly Matrix likenessOfTargets = new(batch, batch);
    private readonly Matrix likenessOfStudents = new(batch, batch);
    private readonly Matrix pull = new(batch, dimension);

    /// <summary>Computes the gradient.</summary>
    /// <param name="students">Vectors of the students, batch × dimension.</param>
    /// <param name="targets">Vectors to reach, batch × dimension.</param>
    /// <param name="gradient">Receives the gradient with respect to <paramref name="students"/>.</param>
    public void Gradient(Matrix students, Matrix targets, Matrix gradient)
    {
        TensorPrimitives.Multiply(targets.Values, -1f / batch, gradient.Values);
        if (weight == 0)
            return;

        MatrixProduct.Multiply(targets, targets.Transpose(), likenessOfTargets, threads);
        MatrixProduct.Multiply(students, students.Transpose(), likenessOfStudents, threads);
        Parallel.For(0, batch, new ParallelOptions { MaxDegreeOfParallelism = threads }, row =>
        {
            Softmax(likenessOfTargets[row], row);
            Softmax(likenessOfStudents[row], row);
            TensorPrimitives.Subtract(likenessOfStudents[row], likenessOfTargets[row], likenessOfStudents[row]);
        });

        // The likeness of i and j depends on both, so that its gradient reaches both: (G + Gᵀ) · S.
        Matrix differences = likenessOfStudents;
        Matrix transposed = differences.Transpose();
        TensorPrimitives.Add(differences.Values, transposed.Values, differences.Values);
        MatrixProduct.Multiply(differences, students, pull, threads);
        TensorPrimitives.MultiplyAdd(pull.Values, weight / (batch * temperature), gradient.Values, gradient.Values);
    }

    private void Softmax(Span<float> row, int self)
    {
        row[self] = float.NegativeInfinity;
        TensorPrimitives.Divide(row, temperature, row);
        TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
        TensorPrimitives.Exp<float>(row, row);
        TensorPrimitives.Divide(row, TensorPrimitives.Sum<float>(row), row);
    }
}
