using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Documents;

/// <summary>Gives every product a language: its own, the one that the caller names, or the one that its words are in.</summary>
internal static class LanguageSettling
{
    // A description's beginning is enough, and keeps the cost of one product bounded.
    private const int MaxLength = 400;

    public static Product Settle(Product product, Language? otherwise)
    {
        if (product.Language != Language.Und) return product;
        if (otherwise is { } told) return told == Language.Und ? product : product with { Language = told };
        string text = product.Description is { } description ? $"{product.Title} {description}" : product.Title;
        return product with { Language = LanguageIdentifier.Identify(text.AsSpan(0, Math.Min(text.Length, MaxLength))).Language };
    }
}
