using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;

namespace Retrieval.Index.Tests.Filters;

/// <summary>
/// Bitmaps say what the product itself says: for random products, filters and markets the set is what the slow twin gives. And the
/// printed form of a filter reads back as the same filter.
/// </summary>
public sealed class FilterTests : IDisposable
{
    private const int Seed = 20260501;
    private static readonly Product[] Products = [.. Enumerable.Range(0, 700).Select(new RandomProducts(Seed).Next)];
    private static readonly Market[] Markets = [new(null, "EUR"), new("FR", "EUR"), new("US", "USD"), new("US-CA", "USD"), new("DE", "USD")];

    private readonly TestIndex test = new(Products);

    [Fact]
    public void A_filter_matches_what_the_products_say()
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        string[] ids = [.. Enumerable.Range(0, snapshot.MaxDoc).Select(doc => snapshot.Product(doc).Id)];
        Gen.Select(RandomFilters.Any, Gen.OneOf(Markets)).Sample((filter, market) =>
        {
            var twin = new FilterTwin(market, TestIndex.Now);
            string[] expected = [.. Products.Where(product => twin.Returnable(product) && twin.Matches(product, filter)).Select(product => product.Id).Order()];
            string[] found = [.. snapshot.Match(filter, market).Documents().Select(doc => ids[doc]).Order()];
            Assert.Equal(snapshot.Match(filter, market).Documents(), snapshot.Match(filter, market).Documents());
            Assert.Equal(expected, found);
        }, seed: "0000KOIKNmF5", iter: 1000, threads: 1);
    }

    [Fact]
    public void The_printed_form_reads_back_as_the_same_filter() =>
        RandomFilters.Any.Sample(filter => Assert.Equal(filter.ToString(), FilterParser.Parse(filter.ToString()).ToString()), seed: "0000KOIKNmF5", iter: 1000, threads: 1);

    [Fact]
    public void An_offer_is_what_a_filter_on_its_price_says()
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        foreach (Market market in Markets)
        {
            foreach (int doc in snapshot.Everything(market).Documents())
            {
                if (snapshot.Offer(doc, market).Price is not { } price || price.Currency != market.Currency) continue;
                Assert.True(snapshot.Match(Filter.Is("price", $"{price.Amount / 100m}"), market).Contains(doc));
            }
        }
    }

    public void Dispose() => test.Dispose();
}
