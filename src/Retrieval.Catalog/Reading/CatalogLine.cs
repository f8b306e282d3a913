using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Reading;

/// <summary>What became of one product of a feed: the product with its warnings, or the reason why it was refused.</summary>
/// <param name="Product">The product; null where the line was refused.</param>
/// <param name="Diagnostics">The refusal alone, or the warnings; usually empty.</param>
public readonly record struct CatalogLine(Product? Product, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Why the line was refused; null where it was taken.</summary>
    public Diagnostic? Refusal => Product is null ? Diagnostics[0] : null;
}
