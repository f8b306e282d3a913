using Retrieval.Catalog.Products;
using Retrieval.Search;
using Retrieval.Search.Products;

namespace Retrieval.Service.Ucp;

/// <summary>Looks products and variants up by their ids, codes of merchant and maker (SKU, MPN, GTIN) among them.</summary>
internal static class CatalogLookup
{
    /// <summary>Most ids of one request.</summary>
    public const int MostIds = 100;

    /// <summary>A variant that ids led to, in the order of the ids.</summary>
    private sealed record Found(OfferedProduct Variant, List<CatalogInput> Inputs);

    /// <summary>Answers a request.</summary>
    /// <exception cref="CatalogRequestException">The request cannot be answered as it stands.</exception>
    public static CatalogResponse Answer(SearchEngine engine, CatalogLookupRequest request, CatalogBuyer buyer)
    {
        if (request.Ids is not { Count: > 0 } ids) throw new CatalogRequestException("invalid_request", "ids: at least one id is needed");
        if (ids.Count > MostIds) throw new CatalogRequestException("request_too_large", $"{ids.Count} ids were sent; {MostIds} are the most, split the request");
        CatalogRequestException.RequireWhole(ids, "ids");
        using ProductShelf shelf = engine.Shelf(buyer.Market, buyer.Currency);
        CatalogNarrowing narrowing = CatalogNarrowing.Of(request.Filters, buyer, shelf);
        var messages = new List<CatalogMessage>([.. buyer.Messages, .. narrowing.Messages]);
        var found = new List<Found>();
        foreach (string id in ids.Distinct(StringComparer.Ordinal))
        {
            (OfferedProduct? variant, string match) = Resolve(shelf, id, narrowing);
            if (variant is { Offer.Price: not null }) Add(found, variant, new CatalogInput(id, match));
            else messages.Add(Missing(shelf, id, variant, buyer));
        }
        var products = new List<CatalogProduct>();
        foreach (IGrouping<string, Found> group in found.GroupBy(static one => CatalogProducts.IdOf(one.Variant.Product)))
        {
            var inputs = group.ToDictionary(static one => one.Variant.Product.Id, static one => one.Inputs);
            OfferedProduct[] variants = [.. group.Select(static one => one.Variant)];
            messages.AddRange(CatalogDisclosures.Of(variants, $"$.products[{products.Count}]", buyer.Texts));
            products.Add(CatalogProducts.Of(variants, product => inputs[product.Id])!);
        }
        return new CatalogResponse { Ucp = UcpMetadata.Of(UcpMetadata.Lookup), Products = products, Messages = messages.Count == 0 ? null : messages };
    }

    private static void Add(List<Found> found, OfferedProduct variant, CatalogInput input)
    {
        if (found.Find(one => one.Variant.Product.Id == variant.Product.Id) is { } known) known.Inputs.Add(input);
        else found.Add(new Found(variant, [input]));
    }

    // A key of a variant goes before one of a group: it says more.
    private static (OfferedProduct? Variant, string Match) Resolve(ProductShelf shelf, string id, CatalogNarrowing narrowing)
    {
        OfferedProduct? exact = shelf.Find(id) ?? shelf.FindCode(id);
        if (exact is not null) return (shelf.Variants(exact, narrowing.Filter).FirstOrDefault(variant => variant.Product.Id == exact.Product.Id), "exact");
        return (shelf.Group(id, narrowing.Filter).FirstOrDefault(static variant => variant.Offer.Price is not null), "featured");
    }

    private static CatalogMessage Missing(ProductShelf shelf, string id, OfferedProduct? withoutPrice, CatalogBuyer buyer)
    {
        if (withoutPrice is not null) return new CatalogMessage("info", "without_price", buyer.Texts.WithoutPrice(id));
        bool isThere = shelf.Find(id) is not null || shelf.Group(id).Count > 0;
        return isThere ? new CatalogMessage("info", "filtered_out", buyer.Texts.FilteredOut(id)) : new CatalogMessage("info", "not_found", id);
    }
}
