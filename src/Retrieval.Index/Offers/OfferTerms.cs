using Retrieval.Catalog.Products;

namespace Retrieval.Index.Offers;

/// <summary>
/// What can change by the hour, for the product itself or for one region. A member that is not stated has the value named beside it.
/// </summary>
internal struct OfferTerms
{
    public const long None = long.MinValue;
    public const byte NoAvailability = byte.MaxValue;

    /// <summary>Regular price in minor units, or <see cref="None"/>.</summary>
    public long Price;
    /// <summary>Reduced price in minor units, or <see cref="None"/>.</summary>
    public long Sale;
    /// <summary>Pieces, or <see cref="None"/>.</summary>
    public long Quantity;
    /// <summary>Packed currency of <see cref="Price"/>, or 0.</summary>
    public uint PriceCurrency;
    /// <summary>Packed currency of <see cref="Sale"/>, or 0.</summary>
    public uint SaleCurrency;
    /// <summary>An <see cref="Catalog.Products.Availability"/>, or <see cref="NoAvailability"/>.</summary>
    public byte Availability;

    public readonly Money? StatedPrice => Price == None ? null : new Money(Price, PackedCode.Unpack(PriceCurrency));

    public readonly Money? StatedSale => Sale == None ? null : new Money(Sale, PackedCode.Unpack(SaleCurrency));

    public readonly Availability? StatedAvailability => Availability == NoAvailability ? null : (Availability)Availability;

    public readonly long? StatedQuantity => Quantity == None ? null : Quantity;

    public static OfferTerms Of(Money? price, Money? sale, Availability? availability, long? quantity) => new()
    {
        Price = price?.Amount ?? None,
        PriceCurrency = PackedCode.Currency(price?.Currency),
        Sale = sale?.Amount ?? None,
        SaleCurrency = PackedCode.Currency(sale?.Currency),
        Quantity = quantity ?? None,
        Availability = availability is { } stated ? (byte)stated : NoAvailability,
    };
}

/// <summary>Terms of one region.</summary>
internal readonly record struct RegionalTerms(ulong Region, OfferTerms Terms);

/// <summary>The whole offer of one product. Values; <see cref="Regions"/> is never written to after it was published.</summary>
internal struct OfferRow
{
    public OfferTerms Terms;
    /// <summary>First moment of the sale in UTC ticks; 0 is "since ever".</summary>
    public long SaleFrom;
    /// <summary>Last moment of the sale in UTC ticks; <see cref="long.MaxValue"/> is "for ever".</summary>
    public long SaleTo;
    public RegionalTerms[]? Regions;

    public static OfferRow Unstated { get; } = new()
    {
        Terms = OfferTerms.Of(null, null, null, null),
        SaleTo = long.MaxValue,
    };

    public static OfferRow Of(Product product) => new()
    {
        Terms = OfferTerms.Of(product.Price, product.SalePrice, product.Availability, product.Quantity),
        SaleFrom = product.SaleFrom?.UtcTicks ?? 0,
        SaleTo = product.SaleTo?.UtcTicks ?? long.MaxValue,
        Regions = product.Offers.Count == 0 ? null : [.. product.Offers.Select(Regional)],
    };

    /// <summary>UTC ticks of the next moment at which a sale may begin or be over; <see cref="long.MaxValue"/> where none comes.</summary>
    public readonly long NextEdge(long nowTicks)
    {
        if (nowTicks < SaleFrom) return SaleFrom;
        return nowTicks <= SaleTo && SaleTo != long.MaxValue ? SaleTo + 1 : long.MaxValue;
    }

    /// <summary>The product with this offer as its own: the inverse of <see cref="Of"/>.</summary>
    public readonly Product On(Product product) => product with
    {
        Price = Terms.StatedPrice,
        SalePrice = Terms.StatedSale,
        SaleFrom = SaleFrom == 0 ? null : new DateTimeOffset(SaleFrom, TimeSpan.Zero),
        SaleTo = SaleTo == long.MaxValue ? null : new DateTimeOffset(SaleTo, TimeSpan.Zero),
        Availability = Terms.StatedAvailability,
        Quantity = Terms.StatedQuantity,
        Offers = Regions is null ? [] : [.. Regions.Select(static region => new RegionalOffer(
            PackedCode.Unpack(region.Region), region.Terms.StatedPrice, region.Terms.StatedSale, region.Terms.StatedAvailability, region.Terms.StatedQuantity))],
    };

    private static RegionalTerms Regional(RegionalOffer offer) =>
        new(PackedCode.Region(offer.Region), OfferTerms.Of(offer.Price, offer.SalePrice, offer.Availability, offer.Quantity));
}
