using CsCheck;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Tests.Products;

/// <summary>Random products of every shape that a reader can give.</summary>
internal static class ProductGen
{
    private static readonly Gen<string> Scalars =
        Gen.OneOf(Gen.Char['a', 'z'], Gen.Char[' ', '~'], Gen.Char['À', 'ÿ'], Gen.Char['一', '龥'], Gen.Const('"'), Gen.Const('\\'), Gen.Const('\n'), Gen.Const('<'))
            .Array[1, 20].Select(c => new string(c));
    private static readonly Gen<string> Text = Gen.OneOf(Scalars, Scalars.Select(s => s + "🙂"));
    private static readonly Gen<IReadOnlyList<string>> Texts = Text.Array[0, 4].Select(a => (IReadOnlyList<string>)a);
    private static readonly Gen<Money> Money =
        Gen.Select(Gen.Long[0, Catalog.Products.Money.MaxAmount], Gen.Int[0, Currencies.All.Count - 1].Select(i => Currencies.All[i])).Select(t => new Money(t.Item1, t.Item2));
    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Select(Gen.Long[0, new DateTime(2100, 1, 1).Ticks], Gen.Int[-14 * 60, 14 * 60])
            .Select(t => new DateTimeOffset(new DateTime(2000, 1, 1).Ticks + t.Item1 / 30, TimeSpan.FromMinutes(t.Item2)));
    private static readonly Gen<DateOnly> Date = Gen.Int[1, 800_000].Select(DateOnly.FromDayNumber);
    private static readonly Gen<Availability> Availabilities = Gen.Enum<Availability>();
    private static readonly Gen<long> Count = Gen.Long[0, long.MaxValue];

    private static readonly Gen<RegionalOffer> Offer =
        Gen.Select(Text, Maybe(Money), Maybe(Money), Maybe(Availabilities), Maybe(Count)).Select(t => new RegionalOffer(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5));
    private static readonly Gen<Shipping> Way =
        Gen.Select(Text, Maybe(Money), Maybe(Gen.Int[0, 1000]), Maybe(Gen.Int[0, 1000])).Select(t => new Shipping(t.Item1, t.Item2, t.Item3, t.Item4));
    private static readonly Gen<string> Number = Gen.OneOf(Gen.Long.Select(n => n.ToString()), Gen.Double[-1e9, 1e9].Select(d => d.ToString("R")));
    private static readonly Gen<ProductAttribute> Attribute =
        Gen.Select(Text, Gen.Enum<AttributeKind>(), Text.Array[1, 3], Number.Array[1, 3], Gen.Bool.Select(b => b ? "true" : "false"), Gen.Bool, Text).Select(
            (name, kind, texts, numbers, boolean, hasUnit, unit) => new ProductAttribute(
                name, kind switch { AttributeKind.Text => texts, AttributeKind.Number => numbers, _ => [boolean] }, kind, hasUnit && kind != AttributeKind.Boolean ? unit : null));

    public static Gen<Product> Any { get; } = Gen.Select(
        Gen.Select(Text, Text, Gen.Enum<Language>(), Perhaps(Text), Perhaps(Text), Perhaps(Text), Perhaps(Text), Texts),
        Gen.Select(Maybe(Money), Maybe(Money), Maybe(Instant), Maybe(Instant), Maybe(Availabilities), Maybe(Date), Maybe(Count), List(Offer)),
        Gen.Select(Texts, List(Way), Texts, Texts, Perhaps(Text), List(Attribute), Texts, Perhaps(Gen.Select(Texts, Texts, Texts).Select(t => new Allergens(t.Item1, t.Item2, t.Item3)))),
        Gen.Select(Maybe(Gen.Double[0, 5]), Maybe(Count), Maybe(Gen.Double[0, 100]), Maybe(Date), Maybe(Gen.Int[0, 150]), Gen.Bool, Gen.Bool, Perhaps(Gen.Select(Text, Perhaps(Text)).Select(t => new Seller(t.Item1, t.Item2)))))
        .Select((a, b, c, d) => new Product
        {
            Id = a.Item1,
            Title = a.Item2,
            Language = a.Item3,
            GroupId = a.Item4,
            Description = a.Item5,
            Brand = a.Item6,
            Gtin = a.Item7,
            Mpn = a.Item4,
            Condition = a.Item5,
            Url = a.Item6,
            ImageUrls = a.Item8,
            Category = a.Item8,
            Price = b.Item1,
            SalePrice = b.Item2,
            SaleFrom = b.Item3,
            SaleTo = b.Item4,
            Availability = b.Item5,
            AvailabilityDate = b.Item6,
            Quantity = b.Item7,
            Offers = b.Item8,
            Countries = c.Item1,
            Shipping = c.Item2,
            Color = c.Item3,
            Material = c.Item4,
            Size = c.Item1,
            SizeSystem = c.Item5,
            Gender = c.Item3,
            AgeGroup = c.Item4,
            Attributes = c.Item6.DistinctBy(x => x.Name).ToArray(),
            Synonyms = c.Item7,
            UseCases = c.Item1,
            Highlights = c.Item3,
            Ingredients = c.Item5,
            Allergens = c.Item8,
            Diets = c.Item7,
            Norms = c.Item4,
            CompatibleWith = c.Item3,
            Rating = d.Item1,
            ReviewCount = d.Item2,
            Popularity = d.Item1,
            ReturnRate = d.Item3,
            Released = d.Item4,
            Warning = c.Item5,
            AgeRestriction = d.Item5,
            Related = [.. c.Item7.Select(id => new RelatedProduct(id, "accessory"))],
            EligibleSearch = d.Item6,
            EligibleCheckout = d.Item7,
            Expires = b.Item4,
            Seller = d.Item8,
        });

    private static Gen<T?> Maybe<T>(Gen<T> gen) where T : struct => Gen.Select(Gen.Bool, gen).Select(t => t.Item1 ? (T?)t.Item2 : null);

    private static Gen<T?> Perhaps<T>(Gen<T> gen) where T : class? => Gen.Select(Gen.Bool, gen).Select(t => t.Item1 ? (T?)t.Item2 : null);

    private static Gen<IReadOnlyList<T>> List<T>(Gen<T> gen) => gen.Array[0, 3].Select(a => (IReadOnlyList<T>)a);
}
