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

    /// <summary>Encodes products, those of each language by an encoder of their own.</summary>
    /// <param name="encoderOf">The models, of one space.</param>
    /// <param name="dimension">Their dimensions.</param>
    /// <param name="products">The products.</param>
    public static float[] Of(Func<Language, IEncoder> encoderOf, int dimension, IReadOnlyCollection<Product> products)
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
                float length = TensorPrimitives.Norm<float>(vector);
                if (length > 0) TensorPrimitives.Divide(vector, length, vector);
            }
        }
        return vectors;
    }
}
