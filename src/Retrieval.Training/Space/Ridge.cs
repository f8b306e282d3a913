namespace Retrieval.Training.Space;

/// <summary>Ridge regression by Cholesky decomposition of the normal equations, in double precision.</summary>
internal static class Ridge
{
    /// <summary>Solves <c>(gram + penalty · I) · result = moments</c>.</summary>
    /// <param name="gram">Aᵀ·A, n × n.</param>
    /// <param name="moments">Aᵀ·Z, n × m.</param>
    /// <param name="penalty">Above 0.</param>
    /// <returns>n × m.</returns>
    public static Matrix Solve(Matrix gram, Matrix moments, double penalty)
    {
        int n = gram.Rows;
        double[][] lower = Decompose(gram, penalty);
        Matrix result = new(n, moments.Columns);
        Parallel.For(0, moments.Columns, column =>
        {
            double[] x = new double[n];
            for (int i = 0; i < n; i++)
            {
                double sum = moments[i][column];
                for (int k = 0; k < i; k++)
                    sum -= lower[i][k] * x[k];
                x[i] = sum / lower[i][i];
            }
            for (int i = n - 1; i >= 0; i--)
            {
                x[i] /= lower[i][i];
                for (int k = 0; k < i; k++)
                    x[k] -= lower[i][k] * x[i];
                result[i][column] = (float)x[i];
            }
        });
        return result;
    }

    private static double[][] Decompose(Matrix gram, double penalty)
    {
        int n = gram.Rows;
        double[][] lower = new double[n][];
        for (int i = 0; i < n; i++)
        {
            lower[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                double sum = gram[i][j] + (i == j ? penalty : 0);
                for (int k = 0; k < j; k++)
                    sum -= lower[i][k] * lower[j][k];
                if (i == j && sum <= 0)
                    throw new TrainingException($"the multilingual teachers' vectors are not independent enough to map them (row {i}); give more texts");
                lower[i][j] = i == j ? Math.Sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }
}
