using System.Numerics.Tensors;
using Retrieval.Training.Simd;

namespace Retrieval.Training.Space;

/// <summary>
/// Orthogonal Procrustes: the rotation that brings one set of vectors as near to another as a rotation can. It is the
/// orthogonal factor of the polar decomposition of fromᵀ · to, found by Newton–Schulz iteration (Higham, Functions of
/// Matrices, 2008, §8.3).
/// </summary>
internal static class Rotation
{
    /// <summary>Small singular values grow by half a step; so many steps lift them from 1e-8.</summary>
    private const int Steps = 60;

    /// <summary>The rotation R, n × n, for which from · R is nearest to <paramref name="to"/>.</summary>
    /// <param name="from">Vectors as rows, m × n.</param>
    /// <param name="to">As many vectors, m × n.</param>
    /// <param name="threads">Threads to use.</param>
    public static Matrix Between(Matrix from, Matrix to, int threads)
    {
        int n = from.Columns;
        Matrix factor = new(n, n);
        MatrixProduct.Multiply(from.Transpose(), to, factor, threads);
        TensorPrimitives.Divide(factor.Values, TensorPrimitives.Norm<float>(factor.Values), factor.Values);
        Matrix square = new(n, n);
        Matrix cube = new(n, n);
        for (int step = 0; step < Steps; step++)
        {
            MatrixProduct.Multiply(factor.Transpose(), factor, square, threads);
            MatrixProduct.Multiply(factor, square, cube, threads);
            TensorPrimitives.Multiply(cube.Values, -0.5f, cube.Values);
            TensorPrimitives.MultiplyAdd(factor.Values, 1.5f, cube.Values, factor.Values);
        }
        return factor;
    }
}
