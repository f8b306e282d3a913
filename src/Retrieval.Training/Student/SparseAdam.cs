using System.Numerics.Tensors;
using Retrieval.Training.Space;

namespace Retrieval.Training.Student;

/// <summary>
/// Adam (Kingma and Ba 2015) on the rows that a batch touches; each row counts its own steps, so that a rare row's first step
/// is as well corrected as a common one's. Different rows may be stepped concurrently.
/// </summary>
/// <param name="rows">The rows that are trained.</param>
internal sealed class SparseAdam(Matrix rows)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    /// <summary>Running means of the gradients.</summary>
    public Matrix Means { get; } = new(rows.Rows, rows.Columns);

    /// <summary>Running means of their squares.</summary>
    public Matrix Squares { get; } = new(rows.Rows, rows.Columns);

    /// <summary>Steps of each row.</summary>
    public int[] Steps { get; } = new int[rows.Rows];

    /// <summary>Moves one row against its gradient.</summary>
    /// <param name="row">The row.</param>
    /// <param name="gradient">Its gradient; overwritten.</param>
    /// <param name="rate">Learning rate.</param>
    public void Step(int row, Span<float> gradient, float rate)
    {
        int step = ++Steps[row];
        Span<float> mean = Means[row];
        Span<float> square = Squares[row];
        Span<float> change = stackalloc float[gradient.Length];

        TensorPrimitives.Multiply(mean, Beta1, mean);
        TensorPrimitives.MultiplyAdd(gradient, 1 - Beta1, mean, mean);
        TensorPrimitives.Multiply(gradient, gradient, gradient);
        TensorPrimitives.Multiply(square, Beta2, square);
        TensorPrimitives.MultiplyAdd(gradient, 1 - Beta2, square, square);

        TensorPrimitives.Multiply(square, 1 / (1 - MathF.Pow(Beta2, step)), change);
        TensorPrimitives.Sqrt(change, change);
        TensorPrimitives.Add(change, Epsilon, change);
        TensorPrimitives.Divide(mean, change, change);
        TensorPrimitives.MultiplyAdd(change, -rate / (1 - MathF.Pow(Beta1, step)), rows[row], rows[row]);
    }
}
