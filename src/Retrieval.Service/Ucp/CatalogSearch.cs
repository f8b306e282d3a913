using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Service.Ucp;

/// <summary>
/// Searches a catalogue: query and the buyer's situation are one shopper's sentence, filters are kept without exception; filters alone
/// browse. What the sentence asked that nothing keeps is told in messages.
/// </summary>
internal static class CatalogSearch
{
    /// <summary>Products on a page where the request does not say.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Most products on a page; a higher limit is clamped to it.</summary>
    public const int HighestLimit = 50;

    // Answers of different depths may differ in their order, so pages are cut out of windows of one size.
    private const int Window = 100;

    /// <summary>A product that was found, with its messages.</summary>
    private sealed record Found(IReadOnlyList<OfferedProduct> Variants, Hit? Hit);

    /// <summary>Answers a request.</summary>
    /// <exception cref="CatalogRequestException">The request cannot be answered as it stands.</exception>
    /// <exception cref="InvalidRequestException">The sentence is too long.</exception>
    public static CatalogResponse Answer(SearchEngine engine, CatalogSearchRequest request, CatalogBuyer buyer, CancellationToken cancellation)
    {
        bool hasQuery = !string.IsNullOrWhiteSpace(request.Query);
        if (request.Pagination?.Limit is < 1) throw new CatalogRequestException("invalid_request", "pagination.limit is 1 or more");
        int limit = Math.Min(request.Pagination?.Limit ?? DefaultLimit, HighestLimit);
        int offset = CatalogCursor.Read(request);
        using ProductShelf shelf = engine.Shelf(buyer.Market, buyer.Currency);
        CatalogNarrowing narrowing = CatalogNarrowing.Of(request.Filters, buyer, shelf);
        if (!hasQuery && narrowing.Filter is null) throw new CatalogRequestException("invalid_request", "a query or a filter is needed");

        var messages = new List<CatalogMessage>([.. buyer.Messages, .. narrowing.Messages]);
        (List<Found> found, int? total) = hasQuery || !string.IsNullOrWhiteSpace(request.Context?.Intent)
            ? Searched(engine, shelf, request, buyer, narrowing.Filter, offset + limit + 1, messages, cancellation)
            : Browsed(shelf, narrowing.Filter!, offset + limit + 1);

        bool hasNext = found.Count > offset + limit && offset + limit < SearchRequest.MostHits;
        var products = new List<CatalogProduct>(limit);
        foreach (Found one in found.Skip(offset).Take(limit)) Show(one, buyer, products, messages);
        return new CatalogResponse
        {
            Ucp = UcpMetadata.Of(UcpMetadata.Search),
            Products = products,
            Pagination = new CatalogNextPage(hasNext, hasNext ? CatalogCursor.Write(request, offset + limit) : null, total ?? (hasNext ? null : found.Count)),
            Messages = messages.Count == 0 ? null : messages,
        };
    }

    private static (List<Found>, int?) Searched(
        SearchEngine engine, ProductShelf shelf, CatalogSearchRequest request, CatalogBuyer buyer, Filter? filter, int depth, List<CatalogMessage> messages, CancellationToken cancellation)
    {
        SearchResponse answer = engine.Search(
            new SearchRequest
            {
                Query = Sentence(request.Query?.Trim() ?? "", request.Context?.Intent?.Trim() ?? ""),
                Market = buyer.Market,
                Currency = buyer.Currency,
                Filter = filter,
                Top = Math.Min((depth + Window - 1) / Window * Window, SearchRequest.MostHits),
            },
            cancellation);
        messages.AddRange(answer.Relaxed.Select(static relaxation => new CatalogMessage("info", "relaxed", relaxation.Text) { Path = "$.products" }));
        Filter? variants = Priced(answer, filter);
        return ([.. answer.Hits.Select(hit => new Found(Variants(shelf, hit, variants, buyer), hit))], null);
    }

    private static (List<Found>, int?) Browsed(ProductShelf shelf, Filter filter, int depth)
    {
        (IReadOnlyList<OfferedProduct> products, int total) = shelf.Browse(filter, Math.Min(depth, SearchRequest.MostHits));
        return ([.. products.Select(product => new Found(shelf.Variants(product, filter), null))], total);
    }

    // The buyer's situation is cut to what is left of the longest sentence: it may inform, the query must be understood.
    private static string Sentence(string query, string intent)
    {
        int room = SearchRequest.LongestQuery - query.Length - 2;
        if (intent.Length == 0 || room <= 0) return query;
        if (intent.Length > room) intent = intent[..room];
        return query.Length == 0 ? intent : $"{query}, {intent}";
    }

    /// <summary>The filter of a hit's other variants: the request's own and the price that the sentence states, unless it was given up.</summary>
    private static Filter? Priced(SearchResponse answer, Filter? filter)
    {
        Constraint.Price? price = answer.Understanding.Constraints.OfType<Constraint.Price>().FirstOrDefault();
        if (price is null || answer.Relaxed.Any(static relaxation => relaxation.Constraint is Constraint.Price)) return filter;
        Filter kept = filter ?? Filter.Everything;
        if (price.Min is { } least) kept = kept.With(Filter.AtLeast("price", least));
        if (price.Max is { } most) kept = kept.With(Filter.AtMost("price", most));
        return kept;
    }

    /// <summary>A hit and its other variants, those in the buyer's language first.</summary>
    private static OfferedProduct[] Variants(ProductShelf shelf, Hit hit, Filter? filter, CatalogBuyer buyer)
    {
        if (shelf.Find(hit.Product.Id) is not { } best) return [];
        IEnumerable<OfferedProduct> others = best.Product.GroupId is null ? [] : shelf.Variants(best, filter).Where(variant => variant.Product.Id != best.Product.Id);
        return [best, .. others.OrderBy(variant => variant.Product.Language != buyer.Language)];
    }

    private static void Show(Found found, CatalogBuyer buyer, List<CatalogProduct> products, List<CatalogMessage> messages)
    {
        if (found.Variants.Count == 0) return;
        OfferedProduct[] shown = [.. found.Variants.Where(static variant => variant.Offer.Price is not null)];
        if (CatalogProducts.Of(shown) is not { } product)
        {
            messages.Add(new CatalogMessage("info", "without_price", buyer.Texts.WithoutPrice(found.Variants[0].Product.Title)));
            return;
        }
        string path = $"$.products[{products.Count}]";
        products.Add(found.Hit is { Reasons: { Count: > 0 } reasons } ? product with { Metadata = Evidence(reasons) } : product);
        messages.AddRange(CatalogDisclosures.Of(shown, path, buyer.Texts));
        if (found.Hit is { Fit.IsFull: false } unsure) messages.Add(new CatalogMessage("warning", "not_stated", buyer.Texts.NotStated(unsure.Fit.NotStated)) { Path = path });
    }

    private static Dictionary<string, IReadOnlyList<string>> Evidence(IReadOnlyList<Reason> reasons) =>
        new() { ["reasons"] = [.. reasons.Select(static reason => reason.Text)] };
}
