using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Search.Products;

namespace Retrieval.Service.Ucp;

/// <summary>Products of the engine as those of the protocol.</summary>
internal static class CatalogProducts
{
    private const int RatingScale = 5;

    /// <summary>The id of the product that a variant belongs to: that of its group, its own where it has none.</summary>
    public static string IdOf(Product variant) => variant.GroupId ?? variant.Id;

    /// <summary>The product of some variants; null where none of them has a price, without which the protocol knows no variant.</summary>
    /// <param name="variants">Variants of one group, the best first.</param>
    /// <param name="inputs">Ids that led to a variant; null outside a lookup.</param>
    public static CatalogProduct? Of(IEnumerable<OfferedProduct> variants, Func<Product, IReadOnlyList<CatalogInput>>? inputs = null)
    {
        OfferedProduct[] priced = [.. variants.Where(static variant => variant.Offer.Price is not null)];
        if (priced is not [var best, ..]) return null;
        Product product = best.Product;
        OptionAxes axes = OptionAxes.Of(priced);
        return new CatalogProduct
        {
            Id = IdOf(product),
            Title = product.Title,
            Description = Description(product),
            Url = Address(product.Url),
            Categories = product.Category.Count == 0 ? null : [new CatalogCategory(ColumnNames.PathOf(product.Category), "merchant")],
            PriceRange = Range(priced, static variant => variant.Offer.Price)!,
            ListPriceRange = priced.Any(static variant => variant.Offer.OnSale) ? Range(priced, static variant => variant.Offer.RegularPrice) : null,
            Media = Media(product),
            Options = axes.Options,
            Variants = [.. priced.Select(variant => Variant(variant, axes, inputs?.Invoke(variant.Product)))],
            Rating = Rating(product),
        };
    }

    private static CatalogVariant Variant(OfferedProduct offered, OptionAxes axes, IReadOnlyList<CatalogInput>? inputs)
    {
        Product product = offered.Product;
        return new CatalogVariant
        {
            Id = product.Id,
            Sku = product.Id,
            Barcodes = product.Gtin is { } gtin ? [new CatalogBarcode("GTIN", gtin)] : null,
            Title = product.Title,
            Description = Description(product),
            Url = Address(product.Url),
            Price = Price(offered.Offer.Price!.Value),
            ListPrice = offered.Offer is { OnSale: true, RegularPrice: { } regular } ? Price(regular) : null,
            Availability = AvailabilityOf(offered.Offer.Availability),
            Options = axes.Selections(product) is { Count: > 0 } selections ? selections : null,
            Media = Media(product),
            Rating = Rating(product),
            Tags = product.Diets.Count + product.UseCases.Count == 0 ? null : [.. product.Diets, .. product.UseCases],
            Seller = product.Seller is { } seller ? new CatalogSeller(seller.Name, Address(seller.Url) is { } url ? [new CatalogLink("seller", url, seller.Name)] : null) : null,
            Inputs = inputs,
        };
    }

    private static CatalogPrice Price(Money money) => new(money.Amount, money.Currency);

    // Amounts of other currencies than the best variant's cannot be compared with it.
    private static CatalogPriceRange? Range(OfferedProduct[] variants, Func<OfferedProduct, Money?> amount)
    {
        Money[] amounts = [.. variants.Select(amount).OfType<Money>()];
        if (amounts.Length == 0) return null;
        Money[] alike = [.. amounts.Where(money => money.Currency == amounts[0].Currency)];
        return new CatalogPriceRange(Price(alike.MinBy(static money => money.Amount)), Price(alike.MaxBy(static money => money.Amount)));
    }

    private static CatalogText Description(Product product) => new(product.Description is { Length: > 0 } text ? text : product.Title);

    private static CatalogMedia[]? Media(Product product)
    {
        CatalogMedia[] media = [.. product.ImageUrls.Select(Address).OfType<string>().Select(url => new CatalogMedia("image", url, product.Title))];
        return media.Length == 0 ? null : media;
    }

    private static CatalogRating? Rating(Product product) => product.Rating is { } rating ? new CatalogRating(rating, 0, RatingScale, product.ReviewCount) : null;

    private static CatalogAvailability? AvailabilityOf(Availability? availability) => availability switch
    {
        null or Availability.Unknown => null,
        Availability stated => new CatalogAvailability(stated != Availability.OutOfStock, stated.Name()),
    };

    private static string? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? text : null;
}
