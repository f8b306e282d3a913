using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Embedding.Whitening;

/// <summary>
/// Takes from a query what all products of a catalogue share. The vectors of a catalogue lie mostly in a few directions (the trade it is
/// in), and a cosine counts these most although they tell its products apart least. So a query is multiplied by a power of the
/// catalogue's second moments, which shortens it where products spread and lengthens it where they do not: halfway to the whitening of
/// Su et al., "Whitening Sentence Representations for Better Semantics and Faster Retrieval", 2021, on the query's side alone, so that
/// the products' vectors stay as they are. Learned from products' vectors, no labels. What it is worth stands in <c>models/README.md</c>.
/// Immutable, safe for concurrent use.
/// </summary>
public sealed class QueryWhitening
{
    // Of the eigenvalues; 0 leaves queries alone, 0.5 would whiten one side of a product, 1 the product.
    private const double Power = -0.2;

    private const int MostOnStack = 1024;

    private readonly float[] matrix;

    /// <summary>Makes it of its matrix.</summary>
    /// <param name="matrix">Dimension × dimension values, row after row; not copied.</param>
    /// <param name="dimension">Dimension of the vectors.</param>
    public QueryWhitening(float[] matrix, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, dimension * dimension);
        this.matrix = matrix;
        Dimension = dimension;
    }

    /// <summary>Dimension of the vectors.</summary>
    public int Dimension { get; }

    /// <summary>The matrix, row after row; symmetric.</summary>
    public ReadOnlySpan<float> Matrix => matrix;

    /// <summary>Learns it. The same vectors give the same matrix.</summary>
    /// <param name="vectors">Vectors of products, row after row; a sample of a large catalogue will do.</param>
    /// <param name="dimension">Dimension of the vectors.</param>
    /// <returns>Null where no vector says anything.</returns>
    public static QueryWhitening? From(ReadOnlySpan<float> vectors, int dimension)
    {
        double[] moments = Moments(vectors, dimension);
        double mean = 0;
        for (int i = 0; i < dimension; i++) mean += moments[(i * dimension) + i] / dimension;
        if (mean == 0) return null;
        // A few products say little of so many directions: as many again are taken to lie in all of them alike.
        for (int i = 0; i < dimension; i++) moments[(i * dimension) + i] += mean * dimension / (vectors.Length / dimension);
        return new QueryWhitening(SymmetricPower.Of(moments, dimension, Power), dimension);
    }

    /// <summary>Whitens a query; of length 1 again, or zero as it was.</summary>
    /// <param name="query">The query's vector.</param>
    public void Apply(Span<float> query)
    {
        Span<float> old = Dimension <= MostOnStack ? stackalloc float[Dimension] : new float[Dimension];
        query[..Dimension].CopyTo(old);
        for (int i = 0; i < Dimension; i++) query[i] = TensorPrimitives.Dot(matrix.AsSpan(i * Dimension, Dimension), old);
        float length = TensorPrimitives.Norm<float>(query[..Dimension]);
        if (length > 0) TensorPrimitives.Divide(query[..Dimension], length, query);
    }

    /// <summary>A model whose queries are whitened and whose documents are not.</summary>
    /// <param name="model">The model, of the same dimension.</param>
    /// <exception cref="ArgumentException">It is of another dimension.</exception>
    public IEncoder Over(IEncoder model) => model.Dimension == Dimension
        ? new WhitenedEncoder(model, this)
        : throw new ArgumentException($"whitening of {Dimension} values does not go with a model of {model.Dimension}", nameof(model));

    /// <summary>The mean of the vectors' outer products.</summary>
    private static double[] Moments(ReadOnlySpan<float> vectors, int dimension)
    {
        var moments = new double[dimension * dimension];
        var block = new float[dimension * dimension];
        int count = vectors.Length / dimension;
        // Single precision within a block, which is half the time, double between them.
        const int Block = 256;
        for (int first = 0; first < count; first += Block)
        {
            Array.Clear(block);
            for (int at = first; at < Math.Min(count, first + Block); at++)
            {
                ReadOnlySpan<float> vector = vectors.Slice(at * dimension, dimension);
                for (int i = 0; i < dimension; i++)
                {
                    if (vector[i] == 0) continue;
                    Span<float> row = block.AsSpan((i * dimension) + i, dimension - i);
                    TensorPrimitives.MultiplyAdd(vector[i..], vector[i], row, row);
                }
            }
            for (int i = 0; i < moments.Length; i++) moments[i] += block[i] / count;
        }
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j < i; j++) moments[(i * dimension) + j] = moments[(j * dimension) + i];
        }
        return moments;
    }

    private sealed class WhitenedEncoder(IEncoder model, QueryWhitening whitening) : IEncoder
    {
        public int Dimension => model.Dimension;

        public string Identity => model.Identity;

        public void Encode(string text, TextKind kind, Span<float> vector)
        {
            model.Encode(text, kind, vector);
            if (kind == TextKind.Query) whitening.Apply(vector);
        }

        public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
        {
            model.EncodeBatch(texts, kind, vectors);
            if (kind != TextKind.Query) return;
            for (int i = 0; i < texts.Count; i++) whitening.Apply(vectors.Slice(i * Dimension, Dimension));
        }

        public void Dispose()
        {
            // The model is its owner's.
        }
    }
}
