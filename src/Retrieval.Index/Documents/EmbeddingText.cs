using System.Text;
using Retrieval.Catalog.Products;

namespace Retrieval.Index.Documents;

/// <summary>The text of a product that is encoded into its vector: what it is, not what it costs.</summary>
public static class EmbeddingText
{
    /// <summary>Title, with the brand where the title does not name it, and the narrowest category.</summary>
    public static string Of(Product product)
    {
        var text = new StringBuilder();
        if (product.Brand is { } brand && !product.Title.Contains(brand, StringComparison.OrdinalIgnoreCase)) text.Append(brand).Append(' ');
        text.Append(product.Title);
        if (product.Category.Count > 0) text.Append(", ").Append(product.Category[^1]);
        return text.ToString();
    }
}
