using System.Numerics.Tensors;
using Retrieval.Training.Simd;

namespace Retrieval.Training.Space;

/// <summary>
/// The eigenvectors of the largest eigenvalues of a symmetric positive semi-definite matrix, by subspace iteration with
/// Rayleigh–Ritz (Saad, Numerical Methods for Large Eigenvalue Problems, 2011, §5.2). The subspace is wider than what is asked
/// for, so that the last wanted vectors converge by the ratio to the first one left out.
/// </summary>
internal static class TopEigenvectors
{
    private const int Iterations = 30;
    private const int Spare = 64;
    private const int JacobiSweeps = 12;

    /// <summary>Computes them.</summary>
    /// <param name="symmetric">The matrix, n × n.</param>
    /// <param name="count">How many, at most n.</param>
    /// <param name="seed">Seed of the first subspace.</param>
    /// <param name="threads">Threads to use.</param>
    /// <returns>The vectors as rows, count × n, largest eigenvalue first, each of length 1, its largest entry positive.</returns>
    public static Matrix Compute(Matrix symmetric, int count, int seed, int threads)
    {
        int n = symmetric.Rows;
        Matrix basis = new(Math.Min(n, count + Spare), n);
        Random random = new(seed);
        foreach (ref float value in basis.Values.AsSpan())
            value = random.NextSingle() - 0.5f;

        Matrix image = new(basis.Rows, n);
        for (int i = 0; i < Iterations; i++)
        {
            Orthonormalize(basis);
            MatrixProduct.Multiply(basis, symmetric, image, threads);
            (basis, image) = (image, basis);
        }
        Orthonormalize(basis);

        MatrixProduct.Multiply(basis, symmetric, image, threads);
        Matrix small = new(basis.Rows, basis.Rows);
        MatrixProduct.Multiply(image, basis.Transpose(), small, threads);
        MatrixProduct.Multiply(Diagonalize(small), basis, image, threads);
        Matrix result = image.Top(count);
        FixSigns(result);
        return result;
    }

    /// <summary>Modified Gram–Schmidt on the rows, twice against rounding.</summary>
    private static void Orthonormalize(Matrix basis)
    {
        for (int i = 0; i < basis.Rows; i++)
        {
            Span<float> row = basis[i];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                    TensorPrimitives.MultiplyAdd(basis[j], -TensorPrimitives.Dot<float>(basis[j], row), row, row);
            }
            float length = TensorPrimitives.Norm<float>(row);
            TensorPrimitives.Multiply(row, length > 0 ? 1 / length : 0, row);
        }
    }

    /// <summary>Cyclic Jacobi rotations; eigenvectors as rows, largest eigenvalue first.</summary>
    private static Matrix Diagonalize(Matrix small)
    {
        int n = small.Rows;
        double[,] a = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] = (small[i][j] + small[j][i]) / 2;
        }
        double[,] v = new double[n, n];
        for (int i = 0; i < n; i++)
            v[i, i] = 1;

        for (int sweep = 0; sweep < JacobiSweeps; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                    Rotate(a, v, n, p, q);
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[i, i])];
        Matrix vectors = new(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                vectors[i][j] = (float)v[order[i], j];
        }
        return vectors;
    }

    /// <summary>One rotation that makes a[p, q] zero; v holds the vectors as rows.</summary>
    private static void Rotate(double[,] a, double[,] v, int n, int p, int q)
    {
        if (Math.Abs(a[p, q]) <= 1e-12 * Math.Sqrt(Math.Abs(a[p, p] * a[q, q])) || a[p, q] == 0)
            return;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < n; k++)
        {
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
            (v[p, k], v[q, k]) = ((c * v[p, k]) - (s * v[q, k]), (s * v[p, k]) + (c * v[q, k]));
        }
        for (int k = 0; k < n; k++)
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
    }

    private static void FixSigns(Matrix vectors)
    {
        for (int i = 0; i < vectors.Rows; i++)
        {
            if (vectors[i][TensorPrimitives.IndexOfMaxMagnitude<float>(vectors[i])] < 0)
                TensorPrimitives.Negate(vectors[i], vectors[i]);
        }
    }
}
