using System.Numerics.Tensors;

namespace Retrieval.Embedding.Whitening;

/// <summary>
/// A power of a symmetric positive definite matrix by its eigenvectors. They are found by one-sided Jacobi rotations (Hestenes,
/// "Inversion of Matrices by Biorthogonalization and Related Results", 1958): rows are turned in pairs until all are orthogonal; what is
/// left of such a matrix are its eigenvectors, each as long as its eigenvalue.
/// </summary>
internal static class SymmetricPower
{
    private const int MostSweeps = 30;
    private const double Orthogonal = 1e-10;

    /// <summary>Computes it.</summary>
    /// <param name="matrix">The matrix, n × n; overwritten.</param>
    /// <param name="n">Rows.</param>
    /// <param name="power">The power.</param>
    /// <returns>The power of the matrix, n × n, symmetric.</returns>
    public static float[] Of(double[] matrix, int n, double power)
    {
        for (int sweep = 0; sweep < MostSweeps && Sweep(matrix, n); sweep++)
        {
        }
        var sum = new double[n * n];
        for (int e = 0; e < n; e++)
        {
            ReadOnlySpan<double> row = matrix.AsSpan(e * n, n);
            double value = TensorPrimitives.Norm(row);
            // The row is its eigenvalue long, and stands twice in the outer product.
            double weight = Math.Pow(value, power - 2);
            for (int i = 0; i < n; i++)
            {
                Span<double> target = sum.AsSpan(i * n, n);
                TensorPrimitives.MultiplyAdd(row, weight * row[i], target, target);
            }
        }
        return Array.ConvertAll(sum, static value => (float)value);
    }

    /// <summary>Turns every pair of rows; false where all were orthogonal.</summary>
    private static bool Sweep(double[] matrix, int n)
    {
        bool turned = false;
        var old = new double[n];
        for (int p = 0; p < n - 1; p++)
        {
            for (int q = p + 1; q < n; q++)
            {
                Span<double> a = matrix.AsSpan(p * n, n), b = matrix.AsSpan(q * n, n);
                double alpha = TensorPrimitives.Dot<double>(a, a), beta = TensorPrimitives.Dot<double>(b, b), gamma = TensorPrimitives.Dot<double>(a, b);
                if (Math.Abs(gamma) <= Orthogonal * Math.Sqrt(alpha * beta)) continue;
                turned = true;
                double zeta = (beta - alpha) / (2 * gamma);
                double tangent = Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                double cosine = 1 / Math.Sqrt(1 + (tangent * tangent)), sine = cosine * tangent;
                a.CopyTo(old);
                TensorPrimitives.Multiply(a, cosine, a);
                TensorPrimitives.MultiplyAdd(b, -sine, a, a);
                TensorPrimitives.Multiply(b, cosine, b);
                TensorPrimitives.MultiplyAdd(old, sine, b, b);
            }
        }
        return turned;
    }
}
