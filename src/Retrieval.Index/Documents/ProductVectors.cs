using System.Numerics.Tensors;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Documents;

/// <summary>
/// The vector of a product: that of its name (brand, title, narrowest category) moved towards that of its description's beginning.
/// Encoded apart, since a description is longer than a title and would drown it.
/// </summary>
internal static class ProductVectors
{
    // Chosen on the development sets; ARCHITECTURE.md has the figures.
    private const float DescriptionShare = 0.5f;

    /// <summary>Encodes products.</summary>
    /// <param name="encoder">The model.</param>
    /// <param name="products">The products.</param>
    /// <returns>One vector of length 1 a product, row after row; zero for a product without a known word.</returns>
    public static float[] Of(IEncoder encoder, IReadOnlyCollection<Product> products) => Of(_ => encoder, encoder.Dimension, products);

    /// <summary>
    /// Encodes products by the model and by a finer one, where there is one for their language, and takes the middle of both. Queries of the
    /// model lie nearer to its own products than to a finer model's, so that alone the finer ones would stand below those of other
    /// languages and of later updates.
    /// </summary>
    /// <param name="encoder">The model.</param>
    /// <param name="finer">Finer models of the same space; null, or null for a language, leaves products to the first.</param>
    /// <param name="products">The products.</param>
    public static float[] Of(IEncoder encoder, Func<Language, IEncoder?>? finer, IReadOnlyCollection<Product> products)
    {
        float[] vectors = Of(encoder, products);
        if (finer is null) return vectors;
        float[] finest = Of(language => finer(language) ?? encoder, encoder.Dimension, products);
        TensorPrimitives.Add(finest, vectors, vectors);
        for (int row = 0; row < vectors.Length; row += encoder.Dimension) Normalize(vectors.AsSpan(row, encoder.Dimension));
        return vectors;
    }

    private static float[] Of(Func<Language, IEncoder> encoderOf, int dimension, IReadOnlyCollection<Product> products)
    {
        var vectors = new float[products.Count * dimension];
        foreach (var language in products.Index().GroupBy(static each => each.Item.Language))
        {
            Product[] alike = [.. language.Select(static each => each.Item)];
            IEncoder encoder = encoderOf(language.Key);
            var names = new float[alike.Length * dimension];
            var details = new float[alike.Length * dimension];
            encoder.EncodeBatch([.. alike.Select(ProductTexts.Name)], TextKind.Document, names);
            encoder.EncodeBatch([.. alike.Select(ProductTexts.Description)], TextKind.Document, details);
            int from = 0;
            foreach ((int row, _) in language)
            {
                Span<float> vector = vectors.AsSpan(row * dimension, dimension);
                TensorPrimitives.MultiplyAdd(details.AsSpan(from, dimension), DescriptionShare, names.AsSpan(from, dimension), vector);
                from += dimension;
                Normalize(vector);
            }
        }
        return vectors;
    }

    private static void Normalize(Span<float> vector)
    {
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
    }
}
