using Retrieval.Catalog.Products;
using Retrieval.Index.Filters;
using Retrieval.Search.Products;

namespace Retrieval.Service.Ucp;

/// <summary>The filters of a request as the engine's filter, kept without exception, with a message for what had to be assumed.</summary>
/// <param name="Filter">The filter; null where the request has none.</param>
/// <param name="Messages">What was assumed or not found.</param>
internal sealed record CatalogNarrowing(Filter? Filter, IReadOnlyList<CatalogMessage> Messages)
{
    private const int MostCategories = 50;

    /// <summary>Reads filters.</summary>
    /// <param name="filters">The filters of a request.</param>
    /// <param name="buyer">The buyer, whose currency the price is in.</param>
    /// <param name="shelf">The products of the buyer's market.</param>
    /// <exception cref="CatalogRequestException">A bound or the number of categories cannot be.</exception>
    public static CatalogNarrowing Of(CatalogFilters? filters, CatalogBuyer buyer, ProductShelf shelf)
    {
        var messages = new List<CatalogMessage>();
        Filter filter = Filter.Everything;
        if (filters?.Categories is { Count: > 0 } categories) filter = filter.With(Categories(categories, buyer, shelf, messages));
        if (filters?.Price is { } price && (price.Min ?? price.Max) is not null) filter = filter.With(Price(price, buyer, shelf, messages));
        return new CatalogNarrowing(filter.IsEverything ? null : filter, messages);
    }

    private static Filter.In Categories(IReadOnlyList<string> categories, CatalogBuyer buyer, ProductShelf shelf, List<CatalogMessage> messages)
    {
        if (categories.Count > MostCategories)
            throw new CatalogRequestException("request_too_large", $"{categories.Count} categories were named; {MostCategories} are the most");
        CatalogRequestException.RequireWhole(categories, "filters.categories");
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (string category in categories)
        {
            IReadOnlyList<string> named = shelf.CategoriesNamed(category);
            if (named.Count == 0) messages.Add(new CatalogMessage("info", "category_unknown", buyer.Texts.CategoryUnknown(category)) { Path = "$.filters.categories" });
            paths.UnionWith(named);
        }
        return new Filter.In("category", [.. paths]);
    }

    private static Filter Price(PriceBounds price, CatalogBuyer buyer, ProductShelf shelf, List<CatalogMessage> messages)
    {
        if (price.Min is < 0 or > Money.MaxAmount || price.Max is < 0 or > Money.MaxAmount)
            throw new CatalogRequestException("invalid_request", "filters.price is in minor units, 0 or more");
        if (buyer.Currency is null)
            messages.Add(new CatalogMessage("info", "currency_assumed", buyer.Texts.CurrencyAssumed(shelf.Currency)) { Path = "$.filters.price" });
        if (!shelf.HasPrices)
            messages.Add(new CatalogMessage("info", "currency_unused", buyer.Texts.CurrencyUnused(shelf.Currency)) { Path = "$.context.currency" });
        Filter filter = Filter.Everything;
        if (price.Min is { } least) filter = filter.With(Filter.AtLeast("price", new Money(least, shelf.Currency).Major));
        if (price.Max is { } most) filter = filter.With(Filter.AtMost("price", new Money(most, shelf.Currency).Major));
        return filter;
    }
}
