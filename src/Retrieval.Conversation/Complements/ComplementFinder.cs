using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Complements;

/// <summary>
/// Finds what goes with a product: what its feed relates to it, then the best of the categories that the catalogue's relations join with
/// its category. In stock, sold in the market, in the product's currency, never what stands in for it. Safe for concurrent use.
/// </summary>
internal sealed class ComplementFinder(SearchEngine engine, KindsOfThings kinds)
{
    /// <summary>Most complements of an answer.</summary>
    public const int Most = 3;

    private readonly Lazy<JoinedCategories> joined = new(() => JoinedCategories.Of(engine));

    /// <summary>The products that go with one, the feed's own relations first.</summary>
    /// <param name="product">The product.</param>
    /// <param name="currency">Currency that they must be sold in; null for any.</param>
    /// <param name="shelf">The products of the market.</param>
    /// <param name="among">What may be sold at all.</param>
    /// <param name="shown">Ids that the answer shows already.</param>
    public IReadOnlyList<OfferedProduct> Of(Product product, string? currency, ProductShelf shelf, Filter among, IReadOnlyCollection<string> shown)
    {
        var found = new List<OfferedProduct>(Most);
        foreach (RelatedProduct related in product.Related.Where(static related => related.GoesWith))
        {
            if (found.Count < Most && shelf.Find(related.Id) is { } offered && IsOne(offered)) found.Add(offered);
        }
        foreach (string category in joined.Value.With(product.Category))
        {
            if (found.Count >= Most) break;
            if (shelf.Browse(Filter.Is(ColumnNames.Category, category).With(among), Most).Products.FirstOrDefault(IsOne) is { } best) found.Add(best);
        }
        return found;

        bool IsOne(OfferedProduct other) =>
            other.Offer.Availability is Availability.InStock or null && (currency is null || other.Offer.Price?.Currency == currency)
            && !shown.Contains(other.Product.Id) && other.Product.Id != product.Id && (other.Product.GroupId is null || other.Product.GroupId != product.GroupId)
            && !found.Exists(before => before.Product.Id == other.Product.Id)
            && !product.Related.Any(related => related.StandsIn && related.Id == other.Product.Id) && !StandsIn(product, other.Product);
    }

    /// <summary>A complement as an option; it has no reasons.</summary>
    public static Option Shown(OfferedProduct complement, ShoppingIntent asked, Language language) => new(
        complement.Product.Id, complement.Product.Title, complement.Offer.Price, complement.Product.Url,
        KeyFacts.Of(complement.Product, complement.Offer.Price, complement.Offer.Availability ?? Availability.Unknown, asked with { Constraints = [] }, language),
        [], Fit.Fits, []);

    // An accessory may share the thing's category; what the feed does not relate must be another kind of thing.
    private bool StandsIn(Product product, Product other) =>
        !product.Related.Any(related => related.Id == other.Id) && kinds.AreOne(product, other);
}
