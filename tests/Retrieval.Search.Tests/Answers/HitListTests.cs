using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Answers;

/// <summary>One hit a variant group, what can be bought before what cannot, what may not be shown never.</summary>
public class HitListTests
{
    [Fact]
    public void Variants_of_one_thing_give_one_hit()
    {
        using var shop = new Shop(
            Shop.Blender("a") with { GroupId = "one" }, Shop.Blender("b") with { GroupId = "one" }, Shop.Blender("c") with { GroupId = "two" }, Shop.Blender("d"));
        Assert.Equal(3, shop.Search("blender").Hits.Count);
    }

    [Fact]
    public void A_sold_out_variant_does_not_hide_one_that_can_be_bought()
    {
        using var shop = new Shop(
            Shop.Blender("soldOut") with { Title = "Blender", GroupId = "one", Availability = Availability.OutOfStock },
            Shop.Blender("inStock") with { Title = "Blender for smoothies, soups, sauces and much more in grey", GroupId = "one", Availability = Availability.InStock });
        Assert.Equal("inStock", shop.Ids("blender"));
    }

    [Fact]
    public void Sold_out_products_come_last_and_may_fit_comes_after_fits()
    {
        using var shop = new Shop(
            Shop.Blender("soldOut", "10.00") with { Availability = Availability.OutOfStock },
            Shop.Blender("silent"),
            Shop.Blender("fits", "20.00") with { Title = "A rather long title of a blender for the countertop of the kitchen" },
            Shop.Blender("backorder", "30.00") with { Availability = Availability.Backorder });
        Assert.Equal(["backorder", "fits"], shop.Ids("blender under 60 €").Split(' ')[..2].Order());
        Assert.Equal(["silent?", "soldOut"], shop.Ids("blender under 60 €").Split(' ')[2..]);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 12)]
    [InlineData(4, 1000)]
    public void The_words_own_order_is_the_same_however_deep_it_is_read(int seed, int oneIn)
    {
        // With many variants and sold-out products among the first a shallow list is not enough, with few it is.
        var random = new Random(seed);
        using var shop = new Shop([.. Enumerable.Range(0, 400).Select(i => Shop.Blender($"B-{i}") with
        {
            Title = string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(3) == 0 ? "blender" : $"word{random.Next(20)}").Append("blender")),
            GroupId = random.Next(oneIn) == 0 ? $"G-{random.Next(60)}" : null,
            Availability = random.Next(oneIn) == 0 ? Availability.OutOfStock : Availability.InStock,
        })]);
        foreach (string query in (string[])["blender", "blender word3", "word1 word2 word5"])
        {
            Hit[] deep = [.. Hits(query, 100)];
            foreach (int top in (int[])[1, 2, 5, 10, 20])
                Assert.Equal(deep.Take(top).Select(static hit => (hit.Product.Id, hit.Score)), Hits(query, top).Select(static hit => (hit.Product.Id, hit.Score)));
        }

        IReadOnlyList<Hit> Hits(string query, int top) => shop.Engine.Search(new SearchRequest { Query = query, Mode = SearchMode.Lexical, Raw = true, Top = top }).Hits;
    }

    [Fact]
    public void What_may_not_be_shown_never_is()
    {
        DateTimeOffset yesterday = SampleShop.Now.AddDays(-1);
        using var shop = new Shop(
            Shop.Blender("shown"), Shop.Blender("hidden") with { EligibleSearch = false }, Shop.Blender("expired") with { Expires = yesterday },
            Shop.Blender("german") with { Countries = ["DE"] });
        Assert.Equal("shown", shop.Ids("blender", "FR"));
        Assert.Equal(["german", "shown"], shop.Ids("blender", "DE").Split(' ').Order());
    }

    [Theory]
    [InlineData("blender, not used")]
    [InlineData("mixeur, pas d'occasion")]
    [InlineData("Mixer, nicht gebraucht")]
    public void A_condition_that_is_refused_is_not_offered(string sentence)
    {
        using var shop = new Shop([.. ((string[])["new", "used", "refurbished"]).Select(static condition => Shop.Blender(condition) with { Title = "Blender, Mixer, mixeur", Condition = condition })]);
        Assert.Equal(["new", "refurbished"], shop.Ids(sentence).Split(' ').Select(static id => id.TrimEnd('?')).Order());
    }

    [Fact]
    public void A_price_is_the_regions_own_and_the_sales_only_inside_its_dates()
    {
        DateTimeOffset now = SampleShop.Now;
        Product priced = Shop.Blender("B", "100.00") with
        {
            SalePrice = Shop.Euros("80.00"),
            SaleFrom = now.AddDays(-1),
            SaleTo = now.AddDays(1),
            Offers = [new RegionalOffer("CH", Shop.Euros("90.00 CHF"), null, Availability.OutOfStock, null)],
        };
        using var shop = new Shop(priced, Shop.Blender("over", "100.00") with { SalePrice = Shop.Euros("10.00"), SaleTo = now.AddSeconds(-1) });
        Assert.Equal("80.00 EUR", PriceOf("B", "FR"));
        Assert.Equal("90.00 CHF", PriceOf("B", "CH"));
        Assert.Equal("100.00 EUR", PriceOf("over", "FR"));
        Assert.Equal("B", shop.Ids("blender under 85 €", "FR"));

        string? PriceOf(string id, string market) => shop.Search("blender", market).Hits.Single(hit => hit.Product.Id == id).Price?.ToString();
    }

    [Fact]
    public void Reasons_name_the_words_the_kept_constraints_and_a_good_rating()
    {
        using var shop = new Shop(Shop.Blender("B", "40.00") with { Color = ["red"], Rating = 4.6, ReviewCount = 120 });
        IReadOnlyList<Reason> reasons = Assert.Single(shop.Search("red blender under 60 €").Hits).Reasons;
        Assert.Contains(reasons, reason => reason is { Kind: "words", Text: "title: blender" });
        Assert.Contains(reasons, reason => reason is { Kind: "constraint", Text: "color red", Constraint: Constraint.Named { Value: "red" } });
        Assert.Contains(reasons, reason => reason is { Kind: "constraint", Text: "price 40.00 EUR", Constraint: Constraint.Price });
        using var eggs = new Shop(Shop.Blender("E") with { Title = "Œufs frais de la ferme, moules à gâteaux", Language = Language.Fr });
        Assert.Equal("title: œufs, ferme, Gâteau", Assert.Single(eggs.Search("œufs de la ferme Gâteau").Hits).Reasons[0].Text);
        Assert.Contains(new Reason("rating", "4.6/5 (120)"), reasons);
    }

    [Theory]
    [InlineData(Availability.InStock, "CB-200")]
    [InlineData(Availability.Backorder, "CB-100")]
    [InlineData(Availability.OutOfStock, "CB-100")]
    public void A_variant_that_can_be_had_now_stands_in_for_one_that_comes_later(Availability other, string first)
    {
        using var shop = new Shop(
            Shop.Blender("CB-100", "50") with { GroupId = "g", Availability = Availability.Backorder }, Shop.Blender("CB-200", "50") with { GroupId = "g", Availability = other });
        Assert.Equal(first, shop.Search("countertop blender").Hits[0].Product.Id);
        // What is asked for by its id is taken as it is.
        Assert.Equal("CB-100", shop.Search("CB-100").Hits[0].Product.Id);
    }
}
