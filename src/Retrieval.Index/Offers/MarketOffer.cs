using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;

namespace Retrieval.Index.Offers;

/// <summary>A market in the form that offers are read by.</summary>
internal readonly record struct MarketKey(ulong Region, ulong Country, uint Currency)
{
    public static MarketKey Of(Market market) =>
        new(PackedCode.Region(market.Region), PackedCode.Region(market.Country), PackedCode.Currency(market.Currency));
}

/// <summary>
/// The offer of one product in one market at one moment. Each member is the first one stated by, in this order, the market's subdivision,
/// its country, the product itself; a price in the market's currency goes before one in another. A sale counts only within its dates,
/// in the price's currency and below the price.
/// </summary>
internal readonly struct MarketOffer
{
    /// <summary>What is to be paid, in minor units of <see cref="Currency"/>; <see cref="OfferTerms.None"/> where no price is stated.</summary>
    public long Price { get; private init; }
    /// <summary>The price without the sale.</summary>
    public long Regular { get; private init; }
    public uint Currency { get; private init; }
    public bool OnSale { get; private init; }
    public byte Availability { get; private init; }
    /// <summary>The availability; null where none is stated.</summary>
    public Availability? StatedAvailability => Availability == OfferTerms.NoAvailability ? null : (Availability)Availability;
    public long Quantity { get; private init; }
    /// <summary>UTC ticks from which on the sale may begin or end, so that all this must be read anew.</summary>
    public long ValidUntil { get; private init; }

    public static MarketOffer Of(in OfferRow row, MarketKey market, long nowTicks)
    {
        // Most products have no regional offers: their own terms are read where they lie.
        if (market.Region == 0 || row.Regions is null) return Of(row, new ReadOnlySpan<OfferTerms>(in row.Terms), market, nowTicks);
        Span<OfferTerms> layers = stackalloc OfferTerms[3];
        return Of(row, layers[..Layers(row, market, layers)], market, nowTicks);
    }

    private static MarketOffer Of(in OfferRow row, ReadOnlySpan<OfferTerms> layers, MarketKey market, long nowTicks)
    {
        (long price, uint currency) = FirstPrice(layers, market.Currency);
        long sale = FirstSale(layers, currency);
        bool reduced = price != OfferTerms.None && sale != OfferTerms.None && sale < price;
        bool inside = nowTicks >= row.SaleFrom && nowTicks <= row.SaleTo;
        return new MarketOffer
        {
            Regular = price,
            Currency = currency,
            OnSale = reduced && inside,
            Price = reduced && inside ? sale : price,
            Availability = FirstAvailability(layers),
            Quantity = FirstQuantity(layers),
            ValidUntil = reduced ? row.NextEdge(nowTicks) : long.MaxValue,
        };
    }

    public OfferView View() => new(
        Price == OfferTerms.None ? null : new Money(Price, PackedCode.Unpack(Currency)),
        Regular == OfferTerms.None ? null : new Money(Regular, PackedCode.Unpack(Currency)),
        OnSale,
        StatedAvailability,
        Quantity == OfferTerms.None ? null : Quantity);

    private static int Layers(in OfferRow row, MarketKey market, Span<OfferTerms> layers)
    {
        int count = 0;
        if (Find(row.Regions!, market.Region) is { } own) layers[count++] = own;
        if (market.Country != market.Region && Find(row.Regions!, market.Country) is { } country) layers[count++] = country;
        layers[count++] = row.Terms;
        return count;
    }

    private static OfferTerms? Find(RegionalTerms[] regions, ulong region)
    {
        foreach (ref readonly RegionalTerms candidate in regions.AsSpan())
        {
            if (candidate.Region == region) return candidate.Terms;
        }
        return null;
    }

    private static (long Price, uint Currency) FirstPrice(ReadOnlySpan<OfferTerms> layers, uint currency)
    {
        foreach (ref readonly OfferTerms layer in layers)
        {
            if (layer.Price != OfferTerms.None && layer.PriceCurrency == currency) return (layer.Price, currency);
        }
        foreach (ref readonly OfferTerms layer in layers)
        {
            if (layer.Price != OfferTerms.None) return (layer.Price, layer.PriceCurrency);
        }
        return (OfferTerms.None, 0);
    }

    private static long FirstSale(ReadOnlySpan<OfferTerms> layers, uint currency)
    {
        foreach (ref readonly OfferTerms layer in layers)
        {
            if (layer.Sale != OfferTerms.None && layer.SaleCurrency == currency) return layer.Sale;
        }
        return OfferTerms.None;
    }

    private static byte FirstAvailability(ReadOnlySpan<OfferTerms> layers)
    {
        foreach (ref readonly OfferTerms layer in layers)
        {
            if (layer.Availability != OfferTerms.NoAvailability) return layer.Availability;
        }
        return OfferTerms.NoAvailability;
    }

    private static long FirstQuantity(ReadOnlySpan<OfferTerms> layers)
    {
        foreach (ref readonly OfferTerms layer in layers)
        {
            if (layer.Quantity != OfferTerms.None) return layer.Quantity;
        }
        return OfferTerms.None;
    }
}
