using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Similar;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Search.Tests.Similar;

/// <summary>
/// What must hold of similar products: of the same shelf where there are any, none of the product's own variants, one a group, none that is
/// sold out or not sold in the market; in an index without vectors the words decide; an unknown id is told.
/// </summary>
public sealed class SimilarProductsTests(SampleShop samples)
{
    [Fact]
    public void They_are_of_the_same_kind_and_never_its_own_variants()
    {
        foreach (Product product in samples.Products.Values.Where(static product => product.EligibleSearch).Take(120))
        {
            IReadOnlyList<Hit> hits = samples.Engine.Similar(new SimilarRequest { Id = product.Id, Top = 5 });
            Assert.Equal([.. Enumerable.Range(1, hits.Count)], hits.Select(static hit => hit.Rank));
            Assert.All(hits, hit => Assert.NotEqual(product.Id, hit.Product.Id));
            Assert.All(hits, static hit => Assert.NotEqual(Availability.OutOfStock, hit.Availability));
            string[] groups = [.. hits.Select(static hit => hit.Product.GroupId ?? hit.Product.Id), product.GroupId ?? product.Id];
            Assert.Equal(groups.Length, groups.Distinct().Count());
        }
    }

    [Fact]
    public void A_blender_is_like_blenders_in_whatever_language()
    {
        IReadOnlyList<Hit> hits = samples.Engine.Similar(new SimilarRequest { Id = "KIT-001", Top = 3 });
        Assert.Equal(samples.Products["KIT-001"].Category, samples.Products[hits[0].Product.Id].Category);
        Assert.All(hits, hit => Assert.Contains(samples.Products[hit.Product.Id].Category[^1], (string[])["Mixeurs", "Mixer", "Standmixer", "Blenders"]));
    }

    [Fact]
    public void The_market_decides_and_words_stand_in_for_vectors()
    {
        using var shop = new Shop(
            Shop.Blender("1"), Shop.Blender("2") with { Countries = ["FR"] }, Shop.Blender("3") with { Availability = Availability.OutOfStock },
            Shop.Blender("4") with { Title = "Countertop blender lid replacement" }, Shop.Blender("5") with { Title = "Garden chair" });
        string Ids(string? market) => string.Join(' ', shop.Engine.Similar(new SimilarRequest { Id = "1", Market = market }).Select(static hit => hit.Product.Id));
        Assert.Equal("2", Ids("FR"));
        Assert.Equal("", Ids("DE"));
    }

    [Fact]
    public void An_unknown_product_is_told()
    {
        Assert.Throws<UnknownProductException>(() => samples.Engine.Similar(new SimilarRequest { Id = "nobody" }));
        using var shop = new Shop(Shop.Blender("1") with { Countries = ["FR"] });
        Assert.Throws<UnknownProductException>(() => shop.Engine.Similar(new SimilarRequest { Id = "1", Market = "DE" }));
    }
}
