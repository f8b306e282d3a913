using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;

namespace Retrieval.Search.Tests.Support;

/// <summary>
/// What a product costs and whether it can be had, read from the product alone: the slow twin of the index's offer columns. The market's
/// subdivision goes before its country, that before the product's own values; the market's currency before any other.
/// </summary>
internal sealed record DayOffer(Money? Price, bool OnSale, Availability? Availability)
{
    public static DayOffer Of(Product product, Market market, DateTimeOffset now)
    {
        var own = new RegionalOffer("", product.Price, product.SalePrice, product.Availability, product.Quantity);
        RegionalOffer[] layers =
        [
            .. product.Offers.Where(offer => market.Region is not null && offer.Region == market.Region),
            .. product.Offers.Where(offer => market.Country is not null && market.Country != market.Region && offer.Region == market.Country),
            own,
        ];
        Money? regular = InCurrency(layers.Select(layer => layer.Price), market.Currency) ?? layers.Select(layer => layer.Price).FirstOrDefault(price => price is not null);
        Money? sale = regular is { } price ? InCurrency(layers.Select(layer => layer.SalePrice), price.Currency) : null;
        bool onSale = sale is not null && sale.Value.Amount < regular!.Value.Amount
            && (product.SaleFrom is not { } from || now >= from) && (product.SaleTo is not { } to || now <= to);
        return new DayOffer(onSale ? sale : regular, onSale, layers.Select(layer => layer.Availability).FirstOrDefault(value => value is not null));
    }

    /// <summary>True where the product may be shown at all.</summary>
    public static bool IsReturnable(Product product, Market market, DateTimeOffset now) =>
        product.EligibleSearch
        && (product.Expires is not { } expires || now <= expires)
        && (market.Country is null || product.Countries.Count == 0 || product.Countries.Contains(market.Country));

    private static Money? InCurrency(IEnumerable<Money?> prices, string currency) => prices.FirstOrDefault(price => price?.Currency == currency);
}
