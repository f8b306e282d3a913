using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Options;

/// <summary>Which of some hits is recommended: the surest; of those that are hardly less so, what the shopper can have now and read.</summary>
public sealed class OptionChoiceTests(SampleShop shop)
{
    [Theory]
    [InlineData(0.99, Language.De, Availability.InStock, true)]
    [InlineData(0.9, Language.De, Availability.InStock, false)]
    [InlineData(0.99, Language.Fr, Availability.InStock, false)]
    [InlineData(0.99, Language.De, Availability.Backorder, false)]
    public void What_the_shopper_can_read_comes_before_what_is_hardly_surer(double share, Language language, Availability availability, bool isFirst)
    {
        SearchResponse found = shop.Engine.Search(new SearchRequest { Query = "Wasserkocher", WholeProducts = true, Top = 2 });
        Hit sure = found.Hits[0] with { Availability = Availability.InStock, Score = 1, Whole = found.Hits[0].Whole! with { Language = Language.En } };
        Hit other = found.Hits[1] with { Availability = availability, Score = share, Whole = found.Hits[1].Whole! with { Language = language } };
        IReadOnlyList<Hit> chosen = OptionChoice.Of([sure, other], new KindsOfThings(shop.Engine), keepOrder: false, found.Understanding with { Language = Language.De }, isFirstTold: false, currency: null);
        Assert.Same(isFirst ? other : sure, chosen[0]);
    }

    [Theory]
    [InlineData(KindMatch.Unknown, 0.9f, true)]
    [InlineData(KindMatch.Same, 0.9f, false)]
    [InlineData(KindMatch.Unknown, 0.5f, false)]
    public void What_is_surely_of_the_kind_comes_before_what_may_be_of_a_wider_one(KindMatch first, float share, bool isFirst)
    {
        SearchResponse found = shop.Engine.Search(new SearchRequest { Query = "kettle", WholeProducts = true, Top = 2 });
        Hit near = found.Hits[0] with { Availability = Availability.InStock, SemanticScore = 0.9f, Thing = first };
        Hit sure = found.Hits[1] with { Availability = Availability.InStock, SemanticScore = share * 0.9f, Thing = KindMatch.Same, Whole = found.Hits[1].Whole! with { Language = near.Whole!.Language } };
        IReadOnlyList<Hit> chosen = OptionChoice.Of([near, sure], new KindsOfThings(shop.Engine), keepOrder: false, found.Understanding with { Language = near.Whole!.Language }, isFirstTold: false, currency: null);
        Assert.Same(isFirst ? sure : near, chosen[0]);
    }

    [Fact]
    public void A_price_that_is_surely_kept_in_another_currency_is_recommended_before_one_that_is_not_told()
    {
        SearchResponse found = shop.Engine.Search(new SearchRequest { Query = "kettle", WholeProducts = true, Top = 2 });
        Hit open = found.Hits[0] with { Availability = Availability.InStock, Fit = new Fit(["price <=60 EUR"]), Thing = KindMatch.Same };
        Hit kept = found.Hits[1] with { Availability = Availability.InStock, Fit = Fit.Fits, Thing = KindMatch.Same };
        Assert.Same(kept, OptionChoice.Of([open, kept], new KindsOfThings(shop.Engine), keepOrder: false, found.Understanding, isFirstTold: false, currency: null)[0]);
    }

    [Theory]
    [InlineData(0.75, Availability.Backorder, KindMatch.Same, true)]
    [InlineData(0.65, Availability.Backorder, KindMatch.Same, false)]
    [InlineData(0.75, Availability.InStock, KindMatch.Same, false)]
    [InlineData(0.99, Availability.Backorder, KindMatch.Unknown, false)]
    public void What_can_be_had_now_comes_before_what_comes_later_where_it_is_the_thing_as_well(double share, Availability first, KindMatch kind, bool isFirst)
    {
        SearchResponse found = shop.Engine.Search(new SearchRequest { Query = "Wasserkocher", WholeProducts = true, Top = 2 });
        Hit later = found.Hits[0] with { Availability = first, Score = 1, Thing = KindMatch.Same, Price = found.Hits[0].Price, Whole = found.Hits[0].Whole! with { Language = Language.De } };
        Hit now = found.Hits[1] with { Availability = Availability.InStock, Score = share, Thing = kind, Price = later.Price, Whole = found.Hits[1].Whole! with { Language = Language.De } };
        IReadOnlyList<Hit> chosen = OptionChoice.Of([later, now], new KindsOfThings(shop.Engine), keepOrder: false, found.Understanding with { Language = Language.De }, isFirstTold: false, currency: later.Price!.Value.Currency);
        Assert.Same(isFirst ? now : later, chosen[0]);
    }

    [Theory]
    [InlineData("MED-014", "MED-008", Language.De, true)]
    [InlineData("MED-014", "MED-008", Language.Fr, false)]
    [InlineData("KIT-059", "KIT-060", Language.De, false)]
    public void A_book_is_recommended_in_the_language_that_the_shopper_reads(string nearer, string other, Language language, bool isFirst)
    {
        Hit first = Of(nearer, 1), second = Of(other, 0.6);
        IReadOnlyList<Hit> chosen = OptionChoice.Of([first, second], new KindsOfThings(shop.Engine), keepOrder: false, new ShoppingIntent(language, "", [], [], Purpose.Find), isFirstTold: false, currency: null);
        Assert.Same(isFirst ? second : first, chosen[0]);

        Hit Of(string id, double score) => shop.Engine.Search(new SearchRequest { Query = id, WholeProducts = true, Top = 1 }).Hits[0] with { Score = score, Thing = KindMatch.Same, Availability = Availability.InStock };
    }

    [Fact]
    public void What_is_only_mentioned_is_no_alternative_to_the_thing_itself()
    {
        SearchResponse found = shop.Engine.Search(new SearchRequest { Query = "coffee", WholeProducts = true, ThingCheck = ThingCheck.Each });
        IReadOnlyList<Hit> chosen = OptionChoice.Of(found.Hits, new KindsOfThings(shop.Engine), keepOrder: false, found.Understanding, isFirstTold: false, currency: "GBP");
        Assert.Contains(found.Hits, static hit => hit.Product.Title.Contains("Tea Bags", StringComparison.Ordinal));
        Assert.DoesNotContain(chosen, static hit => hit.Product.Title.Contains("Tea Bags", StringComparison.Ordinal));
    }
}
