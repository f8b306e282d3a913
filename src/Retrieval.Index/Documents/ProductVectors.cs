using System.Numerics.Tensors;
using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Index.Documents;

/// <summary>
/// The vector of a product: that of its name (brand, title, narrowest category) moved towards that of its description's beginning.
/// Encoded apart, since a description is longer than a title and would drown it.
/// </summary>
internal static class ProductVectors
{
    // Both chosen on the development sets; ARCHITECTURE.md has the figures.
    private const float DescriptionShare = 0.5f;
    private const int DescriptionLength = 200;

    /// <summary>Encodes products.</summary>
    /// <param name="encoder">The model.</param>
    /// <param name="products">The products.</param>
    /// <returns>One vector of length 1 a product, row after row; zero for a product without a known word.</returns>
    public static float[] Of(IEncoder encoder, IReadOnlyCollection<Product> products)
    {
        if (products.Count == 0) return [];
        int dimension = encoder.Dimension;
        var vectors = new float[products.Count * dimension];
        var details = new float[vectors.Length];
        encoder.EncodeBatch([.. products.Select(Name)], TextKind.Document, vectors);
        encoder.EncodeBatch([.. products.Select(Description)], TextKind.Document, details);
        for (int row = 0; row < vectors.Length; row += dimension)
        {
            Span<float> vector = vectors.AsSpan(row, dimension);
            TensorPrimitives.MultiplyAdd(details.AsSpan(row, dimension), DescriptionShare, vector, vector);
            float length = TensorPrimitives.Norm<float>(vector);
            if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        }
        return vectors;
    }

    private static string Name(Product product)
    {
        var text = new StringBuilder();
        if (product.Brand is { } brand && !product.Title.Contains(brand, StringComparison.OrdinalIgnoreCase)) text.Append(brand).Append(' ');
        text.Append(product.Title);
        if (product.Category.Count > 0) text.Append(", ").Append(product.Category[^1]);
        return text.ToString();
    }

    /// <summary>The beginning of the description, cut behind a word; the name again where there is none, which leaves the vector as it is.</summary>
    private static string Description(Product product)
    {
        if (product.Description is not { Length: > 0 } text) return Name(product);
        if (text.Length <= DescriptionLength) return text;
        int space = text.LastIndexOf(' ', DescriptionLength);
        return text[..(space > 0 ? space : DescriptionLength)];
    }
}
