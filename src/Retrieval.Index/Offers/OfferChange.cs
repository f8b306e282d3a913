using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;

namespace Retrieval.Index.Offers;

/// <summary>Applies one change of price and stock to a product's offer.</summary>
internal static class OfferChange
{
    /// <summary>The offer after the change. A region named for the first time begins with nothing stated but what the change states.</summary>
    public static OfferRow Apply(in OfferRow row, CatalogUpdate.Offer change)
    {
        OfferRow next = row;
        if (change.Region is null)
        {
            next.Terms = Apply(row.Terms, change);
            if (change.SaleFrom.Touches) next.SaleFrom = change.SaleFrom.Value?.UtcTicks ?? 0;
            if (change.SaleTo.Touches) next.SaleTo = change.SaleTo.Value?.UtcTicks ?? long.MaxValue;
            return next;
        }
        next.Regions = WithRegion(row.Regions ?? [], PackedCode.Region(change.Region), change);
        return next;
    }

    private static RegionalTerms[] WithRegion(RegionalTerms[] regions, ulong region, CatalogUpdate.Offer change)
    {
        int at = Array.FindIndex(regions, terms => terms.Region == region);
        OfferTerms before = at < 0 ? OfferRow.Unstated.Terms : regions[at].Terms;
        var changed = new RegionalTerms(region, Apply(before, change));
        if (at < 0) return [.. regions, changed];
        // A copy: versions before this one still read the old array.
        RegionalTerms[] next = [.. regions];
        next[at] = changed;
        return next;
    }

    private static OfferTerms Apply(OfferTerms terms, CatalogUpdate.Offer change)
    {
        if (change.Price.Touches) (terms.Price, terms.PriceCurrency) = Packed(change.Price.Value);
        if (change.SalePrice.Touches) (terms.Sale, terms.SaleCurrency) = Packed(change.SalePrice.Value);
        if (change.Availability.Touches) terms.Availability = change.Availability.Value is { } stated ? (byte)stated : OfferTerms.NoAvailability;
        if (change.Quantity.Touches) terms.Quantity = change.Quantity.Value ?? OfferTerms.None;
        return terms;
    }

    private static (long, uint) Packed(Money? money) => money is { } stated ? (stated.Amount, PackedCode.Currency(stated.Currency)) : (OfferTerms.None, 0u);
}
