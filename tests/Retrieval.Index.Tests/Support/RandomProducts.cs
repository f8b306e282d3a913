using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Support;

/// <summary>Products of few words and round numbers, so that random filters hit some and miss some; every member is often not stated.</summary>
internal sealed class RandomProducts(int seed)
{
    private readonly Random random = new(seed);

    public static readonly string[] Brands = ["Acme", "ACME", "Zenkö", "Brun & Fils"];
    public static readonly string[] Categories = ["Kitchen", "Kitchen > Blenders", "Kitchen > Blenders > Small", "Kitchenware", "Sport"];
    public static readonly string[] Colors = ["red", "Rouge", "navy blue", "unobtainium", "Black"];
    public static readonly string[] Sizes = ["s", "M", "42"];
    public static readonly string[] Currencies = ["EUR", "USD"];
    public static readonly string[] Regions = ["FR", "US", "US-CA", "DE"];
    public static readonly string[] AttributeNames = ["finish", "Tank Size", "power", "wireless"];
    public static readonly string[] AttributeValues = ["matte", "600 W", "500 ml", "0.5 l", "600", "true", "7.5"];

    public Product Next(int number) => new()
    {
        Id = $"P-{number}",
        Title = "thing",
        Language = Language.En,
        GroupId = Maybe() ? $"G-{random.Next(5)}" : null,
        Brand = Maybe() ? Any(Brands) : null,
        Category = Maybe() ? Any(Categories).Split(" > ") : [],
        Color = Some(Colors),
        Size = Some(Sizes),
        Countries = random.Next(3) == 0 ? Some(["FR", "US", "DE"]) : [],
        Diets = Some(["vegan", "gluten_free"]),
        Condition = Maybe() ? Any(["new", "used"]) : null,
        Price = Price(),
        SalePrice = Price(),
        SaleFrom = Maybe() ? Day() : null,
        SaleTo = Maybe() ? Day() : null,
        Availability = Maybe() ? Any(Enum.GetValues<Availability>()) : null,
        Quantity = Maybe() ? random.Next(4) : null,
        Offers = [.. Some(Regions).Select(region => new RegionalOffer(region, Price(), Price(), Maybe() ? Any(Enum.GetValues<Availability>()) : null, Maybe() ? random.Next(4) : null))],
        Shipping = [.. Some(["FR", "US"]).Select(country => new Shipping(country, null, null, random.Next(6)))],
        Attributes = [.. Some(AttributeNames).Select(Attribute)],
        Rating = Maybe() ? random.Next(0, 11) / 2.0 : null,
        ReviewCount = Maybe() ? random.Next(5) : null,
        Released = Maybe() ? DateOnly.FromDateTime(Day().DateTime) : null,
        EligibleSearch = random.Next(10) > 0,
        EligibleCheckout = Maybe(),
        Expires = random.Next(4) == 0 ? Day() : null,
    };

    private ProductAttribute Attribute(string name)
    {
        string value = Any(AttributeValues);
        return new ProductAttribute(name, [value], char.IsDigit(value[^1]) ? AttributeKind.Number : AttributeKind.Text);
    }

    private bool Maybe() => random.Next(2) == 0;

    private T Any<T>(T[] values) => values[random.Next(values.Length)];

    private string[] Some(string[] values) => [.. values.Where(_ => random.Next(3) == 0)];

    private Money? Price() => Maybe() ? new Money(random.Next(1, 12) * 500 + random.Next(2), Any(Currencies)) : null;

    // Around the test's clock, so that sales and expiries are over, on and to come.
    private DateTimeOffset Day() => TestIndex.Now.AddDays(random.Next(-3, 4));
}
