using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Whitening;

namespace Retrieval.Embedding.Tests.Whitening;

/// <summary>
/// Whitening of queries: its matrix is that power of the products' second moments which, five times over, undoes them; what all products
/// share counts less in a query, documents are left alone.
/// </summary>
public sealed class QueryWhiteningTests
{
    [Theory]
    [InlineData(300, 12)]
    [InlineData(5, 12)]
    [InlineData(40, 1)]
    [InlineData(1000, 64)]
    public void Five_times_it_undoes_the_second_moments(int count, int dimension)
    {
        float[] vectors = Vectors(count, dimension, seed: count);
        double[] moments = SlowMoments(vectors, dimension), product = Identity(dimension);
        float[] matrix = QueryWhitening.From(vectors, dimension)!.Matrix.ToArray();
        for (int i = 0; i < 5; i++) product = Product(product, Array.ConvertAll(matrix, static value => (double)value), dimension);
        product = Product(product, moments, dimension);
        double[] identity = Identity(dimension);
        for (int i = 0; i < product.Length; i++) Assert.Equal(identity[i], product[i], 2e-3);
    }

    [Fact]
    public void What_all_products_share_counts_less()
    {
        // All lie near the first direction and differ in the others.
        var random = new Random(5);
        const int Dimension = 16;
        var vectors = new float[500 * Dimension];
        for (int i = 0; i < vectors.Length; i++) vectors[i] = i % Dimension == 0 ? 2 : random.NextSingle() - 0.5f;
        float[] query = [1, 1, .. new float[Dimension - 2]];
        QueryWhitening.From(vectors, Dimension)!.Apply(query);
        Assert.True(query[0] < 0.6f * query[1] && query[0] > 0, $"{query[0]} {query[1]}");
        Assert.Equal(1, query.Sum(static value => value * value), 1e-5f);
    }

    [Fact]
    public void Queries_are_whitened_and_documents_are_not()
    {
        using var model = new Numbers();
        QueryWhitening whitening = QueryWhitening.From(Vectors(50, 8, seed: 1), 8)!;
        using IEncoder over = whitening.Over(model);
        float[] expected = Encoded(model, "3", TextKind.Query);
        whitening.Apply(expected);
        Assert.Equal(expected, Encoded(over, "3", TextKind.Query));
        Assert.NotEqual(expected, Encoded(model, "3", TextKind.Query));
        Assert.Equal(Encoded(model, "3", TextKind.Document), Encoded(over, "3", TextKind.Document));
        Assert.Equal((model.Identity, model.Dimension), (over.Identity, over.Dimension));
        var batch = new float[16];
        over.EncodeBatch(["4", "3"], TextKind.Query, batch);
        Assert.Equal(expected, batch[8..]);
        over.EncodeBatch(["4", "3"], TextKind.Document, batch);
        Assert.Equal(Encoded(model, "3", TextKind.Document), batch[8..]);
    }

    [Fact]
    public void A_query_without_a_known_word_stays_zero()
    {
        var zero = new float[8];
        QueryWhitening.From(Vectors(50, 8, seed: 1), 8)!.Apply(zero);
        Assert.Equal(new float[8], zero);
    }

    [Fact]
    public void The_same_vectors_give_the_same_matrix_and_vectors_that_say_nothing_none()
    {
        float[] vectors = Vectors(700, 64, seed: 2);
        Assert.Equal(QueryWhitening.From(vectors, 64)!.Matrix.ToArray(), QueryWhitening.From(vectors, 64)!.Matrix.ToArray());
        Assert.Null(QueryWhitening.From([], 64));
        Assert.Null(QueryWhitening.From(new float[128], 64));
    }

    [Fact]
    public void A_model_or_a_matrix_of_another_dimension_is_refused()
    {
        using var model = new Numbers();
        Assert.Throws<ArgumentException>(() => QueryWhitening.From(Vectors(50, 4, seed: 1), 4)!.Over(model));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QueryWhitening(new float[15], 4));
    }

    /// <summary>Vectors that are long in some directions and short in others.</summary>
    private static float[] Vectors(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        var vectors = new float[count * dimension];
        for (int i = 0; i < vectors.Length; i++) vectors[i] = (random.NextSingle() - 0.4f) / (1 + (i % dimension));
        return vectors;
    }

    /// <summary>The mean outer product and, as many more vectors as there are dimensions would add it, the mean of its diagonal in every direction.</summary>
    private static double[] SlowMoments(float[] vectors, int dimension)
    {
        int count = vectors.Length / dimension;
        var moments = new double[dimension * dimension];
        for (int v = 0; v < count; v++)
        {
            for (int i = 0; i < dimension; i++)
            {
                for (int j = 0; j < dimension; j++) moments[(i * dimension) + j] += (double)vectors[(v * dimension) + i] * vectors[(v * dimension) + j] / count;
            }
        }
        double mean = Enumerable.Range(0, dimension).Sum(i => moments[(i * dimension) + i]) / dimension;
        for (int i = 0; i < dimension; i++) moments[(i * dimension) + i] += mean * dimension / count;
        return moments;
    }

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0)];

    private static double[] Product(double[] a, double[] b, int n)
    {
        var product = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++) product[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
            }
        }
        return product;
    }

    private static float[] Encoded(IEncoder encoder, string text, TextKind kind)
    {
        var vector = new float[encoder.Dimension];
        encoder.Encode(text, kind, vector);
        return vector;
    }

    /// <summary>A model that encodes a number as a direction of its own.</summary>
    private sealed class Numbers : IEncoder
    {
        public int Dimension => 8;

        public string Identity => "numbers@1";

        public void Encode(string text, TextKind kind, Span<float> vector)
        {
            vector.Fill(0.1f);
            vector[int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)] = 0.9f;
        }

        public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
        {
            for (int i = 0; i < texts.Count; i++) Encode(texts[i], kind, vectors.Slice(i * Dimension, Dimension));
        }

        public void Dispose()
        {
        }
    }
}
