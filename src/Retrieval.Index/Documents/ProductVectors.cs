using System.Numerics.Tensors;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Documents;

/// <summary>
/// The vector of a product: that of its name (brand, title, narrowest category) moved towards that of its description's beginning and
/// that of its columns. Encoded apart, since these are longer than a title and would drown it.
/// </summary>
internal static class ProductVectors
{
    // Chosen on the development sets; ARCHITECTURE.md has the figures.
    private const float DescriptionShare = 0.5f, DetailsShare = 0.3f;

    /// <summary>Encodes products.</summary>
    /// <param name="encoder">The model.</param>
    /// <param name="products">The products.</param>
    /// <returns>One vector of length 1 a product, row after row; zero for a product without a known word.</returns>
    public static float[] Of(IEncoder encoder, IReadOnlyCollection<Product> products)
    {
        float[] vectors = Told(encoder, products);
        TensorPrimitives.MultiplyAdd(Encoded(encoder, products, ProductTexts.Details), DetailsShare, vectors, vectors);
        Normalize(vectors, encoder.Dimension);
        return vectors;
    }

    /// <summary>
    /// Encodes products by the model and by a finer one, where there is one for their language, and takes the middle of both. Queries of the
    /// model lie nearer to its own products than to a finer model's, so that alone the finer ones would stand below those of other
    /// languages and of later updates. A finer model, which is slow, does not read the columns.
    /// </summary>
    /// <param name="encoder">The model.</param>
    /// <param name="finer">Finer models of the same space; null, or null for a language, leaves products to the first.</param>
    /// <param name="products">The products.</param>
    public static float[] Of(IEncoder encoder, Func<Language, IEncoder?>? finer, IReadOnlyCollection<Product> products)
    {
        float[] vectors = Of(encoder, products);
        if (finer is null) return vectors;
        int dimension = encoder.Dimension;
        foreach (var language in products.Index().GroupBy(static each => each.Item.Language))
        {
            if (finer(language.Key) is not { } model) continue;
            float[] finest = Told(model, [.. language.Select(static each => each.Item)]);
            Normalize(finest, dimension);
            int from = 0;
            foreach ((int row, _) in language)
            {
                Span<float> vector = vectors.AsSpan(row * dimension, dimension);
                TensorPrimitives.Add(finest.AsSpan(from, dimension), vector, vector);
                from += dimension;
            }
        }
        Normalize(vectors, dimension);
        return vectors;
    }

    /// <summary>What names and descriptions say, of any length.</summary>
    private static float[] Told(IEncoder encoder, IReadOnlyCollection<Product> products)
    {
        float[] vectors = Encoded(encoder, products, ProductTexts.Name);
        TensorPrimitives.MultiplyAdd(Encoded(encoder, products, ProductTexts.Description), DescriptionShare, vectors, vectors);
        return vectors;
    }

    private static float[] Encoded(IEncoder encoder, IReadOnlyCollection<Product> products, Func<Product, string> textOf)
    {
        var vectors = new float[products.Count * encoder.Dimension];
        encoder.EncodeBatch([.. products.Select(textOf)], TextKind.Document, vectors);
        return vectors;
    }

    private static void Normalize(Span<float> vectors, int dimension)
    {
        for (int row = 0; row < vectors.Length; row += dimension)
        {
            Span<float> vector = vectors.Slice(row, dimension);
            float length = TensorPrimitives.Norm<float>(vector);
            if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        }
    }
}
