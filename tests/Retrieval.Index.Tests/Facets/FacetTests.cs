using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Index.Facets;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Tests.Facets;

/// <summary>
/// Counts are what counting the set's products one by one gives; values that differ in case and accents are one; ranges of prices hold
/// every price once; a count selects as many products when its value is used as a filter.
/// </summary>
public sealed class FacetTests : IDisposable
{
    private const int Seed = 5;
    private static readonly Product[] Products = [.. Enumerable.Range(0, 500).Select(new RandomProducts(Seed).Next)];
    private static readonly Market Market = new("FR", "EUR");

    private readonly TestIndex test = new(Products);

    [Theory]
    [InlineData("brand")]
    [InlineData("color")]
    [InlineData("size")]
    [InlineData("finish")]
    [InlineData("availability")]
    public void A_count_is_the_number_of_products_that_its_value_selects(string field)
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        DocumentSet some = snapshot.Match(FilterParser.Parse("not rating>4"), Market);
        IReadOnlyList<FacetValue> values = snapshot.Facets(some, [field], Market)[field];
        Assert.NotEmpty(values);
        Assert.Equal(values.OrderByDescending(value => value.Count).Select(value => value.Count), values.Select(value => value.Count));
        // A colour's filter matches the merchant's words as well, and a bare number every measure of that many units.
        foreach (FacetValue value in values.Where(value => (field != "color" || value.Value is "red" or "black") && !decimal.TryParse(value.Value, out _)))
            Assert.Equal(some.And(snapshot.Match(Filter.Is(field, value.Value!), Market)).Count, value.Count);
    }

    [Fact]
    public void Ways_of_writing_a_brand_are_one_value()
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        IReadOnlyList<FacetValue> brands = snapshot.Facets(snapshot.Everything(Market), ["brand"], Market)["brand"];
        Assert.Equal(brands.Count, brands.Select(brand => TextFolding.Fold(brand.Value!)).Distinct().Count());
        Assert.Single(brands, brand => brand.Value is "Acme" or "ACME");
    }

    [Fact]
    public void Ranges_of_prices_hold_every_price_once() =>
        Gen.Long[0, 1_000_000].List[0, 300].Sample(prices =>
        {
            IReadOnlyList<FacetValue> ranges = PriceFacet.Of(prices);
            Assert.Equal(prices.Count, ranges.Sum(range => range.Count));
            Assert.True(ranges.Count <= 6);
            for (int i = 0; i < ranges.Count; i++)
            {
                Assert.Equal(i + 1 < ranges.Count ? ranges[i + 1].From : null, ranges[i].To);
                Assert.Equal(ranges[i].Count, prices.Count(price => price >= ranges[i].From && price < (ranges[i].To ?? long.MaxValue)));
            }
        }, seed: "0000KOIKNmF5", iter: 300);

    [Fact]
    public void A_field_without_values_to_count_is_refused()
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.Throws<FilterException>(() => snapshot.Facets(snapshot.Everything(Market), ["title"], Market));
    }

    public void Dispose() => test.Dispose();
}
