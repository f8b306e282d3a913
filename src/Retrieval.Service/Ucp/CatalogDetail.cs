using Retrieval.Search;
using Retrieval.Search.Products;

namespace Retrieval.Service.Ucp;

/// <summary>
/// One product with its variants, narrowed by what the buyer has selected. Where no variant has all selections, those that the buyer did
/// not rank are given up first, then the ranked ones from the last.
/// </summary>
internal static class CatalogDetail
{
    private const int MostSelections = 20;

    /// <summary>Answers a request; an id that is unknown is an answer, not an error.</summary>
    /// <exception cref="CatalogRequestException">The request cannot be answered as it stands.</exception>
    public static CatalogResponse Answer(SearchEngine engine, CatalogProductRequest request, CatalogBuyer buyer)
    {
        if (string.IsNullOrEmpty(request.Id)) throw new CatalogRequestException("invalid_request", "id: the id of a product or variant is needed");
        if (request.Selected is { Count: > MostSelections }) throw new CatalogRequestException("request_too_large", $"selected: {MostSelections} options are the most");
        CatalogRequestException.RequireWhole(request.Selected, "selected");
        CatalogRequestException.RequireWhole(request.Preferences, "preferences");
        using ProductShelf shelf = engine.Shelf(buyer.Market, buyer.Currency);
        CatalogNarrowing narrowing = CatalogNarrowing.Of(request.Filters, buyer, shelf);
        OfferedProduct? asked = shelf.Find(request.Id) ?? shelf.FindCode(request.Id);
        OfferedProduct[] variants =
        [
            .. (asked is null ? shelf.Group(request.Id, narrowing.Filter) : shelf.Variants(asked, narrowing.Filter)).Where(static variant => variant.Offer.Price is not null),
        ];
        if (variants.Length == 0) return NotFound(request.Id, buyer);

        OptionAxes axes = OptionAxes.Of(variants);
        SelectedOption[] effective = Effective(request, axes, variants);
        OfferedProduct[] narrowed = [.. variants.Where(variant => axes.Matches(variant.Product, effective))];
        CatalogProduct whole = CatalogProducts.Of(variants)!;
        CatalogProduct shown = CatalogProducts.Of(narrowed)!;
        // Without a selection the first variant is what the signals are told from.
        SelectedOption[] anchor = effective.Length > 0 ? effective : [.. axes.Selections(narrowed[0].Product)];
        CatalogMessage[] messages = [.. buyer.Messages, .. narrowing.Messages, .. CatalogDisclosures.Of(narrowed, "$.product", buyer.Texts)];
        return new CatalogResponse
        {
            Ucp = UcpMetadata.Of(UcpMetadata.Lookup),
            Product = shown with { PriceRange = whole.PriceRange, ListPriceRange = whole.ListPriceRange, Options = axes.OptionsBeside(anchor), Selected = anchor },
            Messages = messages.Length == 0 ? null : messages,
        };
    }

    private static SelectedOption[] Effective(CatalogProductRequest request, OptionAxes axes, OfferedProduct[] variants)
    {
        int Rank(SelectedOption option)
        {
            int rank = request.Preferences?.ToList().FindIndex(name => name.Equals(option.Name, StringComparison.OrdinalIgnoreCase)) ?? -1;
            return rank < 0 ? int.MaxValue : rank;
        }

        List<SelectedOption> kept = [.. (request.Selected ?? []).OrderBy(Rank)];
        while (kept.Count > 0 && !variants.Any(variant => axes.Matches(variant.Product, kept))) kept.RemoveAt(kept.Count - 1);
        return [.. kept];
    }

    private static CatalogResponse NotFound(string id, CatalogBuyer buyer) => new()
    {
        Ucp = UcpMetadata.Of(UcpMetadata.Lookup, "error"),
        Messages = [new CatalogMessage("error", "not_found", buyer.Texts.NotFound(id)) { Severity = "unrecoverable" }],
    };
}
