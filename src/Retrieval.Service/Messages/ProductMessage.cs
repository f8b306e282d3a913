using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Messages;

/// <summary>A product as the message that goes out.</summary>
internal static class ProductMessage
{
    public static Wire.Money Of(Money money) => new() { Amount = money.Amount, Currency = money.Currency };

    public static Wire.Product Of(Product product)
    {
        var message = new Wire.Product
        {
            Id = product.Id,
            GroupId = product.GroupId ?? "",
            Language = product.Language == Language.Und ? "" : product.Language.Code(),
            Title = product.Title,
            Description = product.Description ?? "",
            Brand = product.Brand ?? "",
            Gtin = product.Gtin ?? "",
            Mpn = product.Mpn ?? "",
            Condition = product.Condition ?? "",
            Url = product.Url ?? "",
            ImageUrls = { product.ImageUrls },
            Category = { product.Category },
            SaleFrom = Text(product.SaleFrom),
            SaleTo = Text(product.SaleTo),
            Availability = product.Availability?.Name() ?? "",
            AvailabilityDate = Text(product.AvailabilityDate),
            Offers = { product.Offers.Select(Of) },
            Countries = { product.Countries },
            Shipping = { product.Shipping.Select(Of) },
            Color = { product.Color },
            Material = { product.Material },
            Size = { product.Size },
            SizeSystem = product.SizeSystem ?? "",
            Gender = { product.Gender },
            AgeGroup = { product.AgeGroup },
            Attributes = { product.Attributes.Select(Of) },
            Synonyms = { product.Synonyms },
            UseCases = { product.UseCases },
            Highlights = { product.Highlights },
            Ingredients = product.Ingredients ?? "",
            Diets = { product.Diets },
            Norms = { product.Norms },
            CompatibleWith = { product.CompatibleWith },
            Released = Text(product.Released),
            Warning = product.Warning ?? "",
            Related = { product.Related.Select(static related => new Wire.RelatedProduct { Id = related.Id, Type = related.Type }) },
            EligibleSearch = product.EligibleSearch,
            EligibleCheckout = product.EligibleCheckout,
            Expires = Text(product.Expires),
        };
        if (product.Price is { } price) message.Price = Of(price);
        if (product.SalePrice is { } sale) message.SalePrice = Of(sale);
        if (product.Quantity is { } quantity) message.Quantity = quantity;
        if (product.Rating is { } rating) message.Rating = rating;
        if (product.ReviewCount is { } reviews) message.ReviewCount = reviews;
        if (product.Popularity is { } popularity) message.Popularity = popularity;
        if (product.ReturnRate is { } returns) message.ReturnRate = returns;
        if (product.AgeRestriction is { } age) message.AgeRestriction = age;
        if (product.Seller is { } seller) message.Seller = new Wire.Seller { Name = seller.Name, Url = seller.Url ?? "" };
        if (product.Allergens is { } allergens)
            message.Allergens = new Wire.Allergens { Contains = { allergens.Contains }, MayContain = { allergens.MayContain }, FreeFrom = { allergens.FreeFrom } };
        return message;
    }

    private static Wire.RegionalOffer Of(RegionalOffer offer)
    {
        var message = new Wire.RegionalOffer { Region = offer.Region, Availability = offer.Availability?.Name() ?? "" };
        if (offer.Price is { } price) message.Price = Of(price);
        if (offer.SalePrice is { } sale) message.SalePrice = Of(sale);
        if (offer.Quantity is { } quantity) message.Quantity = quantity;
        return message;
    }

    private static Wire.Shipping Of(Shipping shipping)
    {
        var message = new Wire.Shipping { Country = shipping.Country };
        if (shipping.Price is { } price) message.Price = Of(price);
        if (shipping.MinDays is { } least) message.MinDays = least;
        if (shipping.MaxDays is { } most) message.MaxDays = most;
        return message;
    }

    private static Wire.Attribute Of(ProductAttribute attribute) => new()
    {
        Name = attribute.Name,
        Values = { attribute.Values },
        Kind = attribute.Kind.ToString().ToLowerInvariant(),
        Unit = attribute.Unit ?? "",
    };

    private static string Text(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
