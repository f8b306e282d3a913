using System.Runtime.CompilerServices;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;

namespace Retrieval.Conversation.Options;

/// <summary>
/// The facts of a product, derived once: a choice compares each product with several others, and reading them parses title and attributes.
/// Kept as long as the product itself is. Safe for concurrent use.
/// </summary>
internal static class KnownFacts
{
    private static readonly ConditionalWeakTable<Product, ProductFacts> Known = [];

    public static ProductFacts Of(Product product) => Known.GetValue(product, ProductFacts.Of);
}
