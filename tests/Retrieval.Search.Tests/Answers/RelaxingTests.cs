using Retrieval.Catalog.Products;
using Retrieval.Search.Constraints;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Answers;

/// <summary>Where nothing keeps what is stated, the least possible is given up and said so; diet, allergens, exclusions and age never are.</summary>
public class RelaxingTests
{
    [Theory]
    [InlineData("blender under 60 €", "nothing under €60; the nearest is €64.90")]
    [InlineData("un mixeur à moins de 60 €", "rien à moins de 60 € ; le plus proche est à 64,90 €")]
    [InlineData("ich suche einen Mixer unter 60 €", "nichts unter 60 €; das nächste kostet 64,90 €")]
    [InlineData("una batidora por menos de 60 €", "nada por menos de 60 €; lo más cercano cuesta 64,90 €")]
    [InlineData("60欧元以下的搅拌机", "没有低于€60的商品；最接近的是€64.90")]
    public void A_price_that_nothing_keeps_gives_way_to_the_nearest_and_says_so(string query, string text)
    {
        using var shop = new Shop(Named("far", "99.00"), Named("near", "64.90"));
        SearchResponse response = shop.Search(query);
        Assert.Equal("near far", Shop.Ids(response));
        Relaxation relaxation = Assert.Single(response.Relaxed);
        Assert.Equal(64.90m, relaxation.To);
        Assert.Equal(text, relaxation.Text.Replace('\u00a0', ' ').Replace('\u202f', ' '));

        static Product Named(string id, string price) =>
            Shop.Blender(id, price) with { Title = "Blender", Synonyms = ["mixeur", "Mixer", "batidora", "搅拌机"] };
    }

    [Fact]
    public void Nothing_is_given_up_where_something_fits()
    {
        using var shop = new Shop(Shop.Blender("fits", "59.00"), Shop.Blender("dear", "61.00"));
        SearchResponse response = shop.Search("blender under 60 €");
        Assert.Equal("fits", Shop.Ids(response));
        Assert.Empty(response.Relaxed);
    }

    [Fact]
    public void Only_the_constraint_that_stands_in_the_way_is_given_up()
    {
        // The price could be given up too, but it does not have to be.
        using var shop = new Shop(Shop.Blender("blue", "40.00") with { Color = ["blue"] }, Shop.Blender("dear", "90.00") with { Color = ["green"] });
        SearchResponse response = shop.Search("red blender under 60 €");
        Assert.Equal("blue", Shop.Ids(response));
        Assert.Equal(new Constraint.Named("color", "red"), Assert.Single(response.Relaxed).Constraint);
    }

    [Fact]
    public void What_surely_costs_more_in_another_currency_is_not_offered_as_not_stated()
    {
        using var shop = new Shop(Shop.Blender("fits", "55.00 USD"), Shop.Blender("perhaps", "60.00"), Shop.Blender("dear", "129.00"), Shop.Blender("silent"));
        Assert.Equal("fits perhaps? silent?", string.Join(' ', shop.Ids("blender under 60 dollars").Split(' ').OrderBy(static id => id)));
    }

    [Fact]
    public void What_surely_costs_less_in_another_currency_comes_before_the_price_is_given_up()
    {
        using var shop = new Shop(Shop.Blender("dear", "99.00 USD"), Shop.Blender("within", "40.00"));
        SearchResponse response = shop.Search("blender under 60 dollars");
        Assert.Equal("within", Shop.Ids(response));
        Assert.Empty(response.Relaxed);
    }

    [Fact]
    public void The_nearest_price_may_be_in_another_currency_where_there_is_no_other()
    {
        using var shop = new Shop(Shop.Blender("far", "229.00"), Shop.Blender("near", "129.00"));
        SearchResponse response = shop.Search("blender under 60 dollars");
        Assert.Equal("near far", Shop.Ids(response));
        Assert.Equal("nothing under $60; the nearest is €129", Assert.Single(response.Relaxed).Text);
    }

    [Fact]
    public void A_price_that_is_kept_is_not_said_to_be_given_up()
    {
        using var shop = new Shop(Shop.Blender("other", "40.00") with { Color = ["blue"], Size = ["S"] });
        SearchResponse response = shop.Search("red blender in size L under 60 €");
        Assert.Equal("other", Shop.Ids(response));
        Assert.Equal(["color", "size"], response.Relaxed.Select(static relaxation => relaxation.Constraint).OfType<Constraint.Named>().Select(static named => named.Kind).Order());
        Assert.Equal(2, response.Relaxed.Count);
    }

    [Fact]
    public void Two_constraints_give_way_together_where_neither_alone_helps()
    {
        using var shop = new Shop(Shop.Blender("dear", "90.00") with { Color = ["blue"] });
        SearchResponse response = shop.Search("red blender under 60 €");
        Assert.Equal("dear", Shop.Ids(response));
        Assert.Equal(2, response.Relaxed.Count);
        Assert.Equal(90m, response.Relaxed.Single(relaxation => relaxation.Constraint is Constraint.Price).To);
    }

    [Fact]
    public void What_was_given_up_is_no_evidence_for_the_hit()
    {
        using var shop = new Shop(Shop.Blender("blue", "40.00") with { Color = ["blue"] });
        Hit hit = Assert.Single(shop.Search("red blender under 60 €").Hits);
        Assert.DoesNotContain(hit.Reasons, reason => reason.Text.Contains("red", StringComparison.Ordinal));
        Assert.Contains(hit.Reasons, reason => reason.Text.Contains("40.00 EUR", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lower_bound_names_the_nearest_below_it()
    {
        using var shop = new Shop(Shop.Blender("cheap", "10.00"), Shop.Blender("nearer", "80.00"));
        SearchResponse response = shop.Search("blender over 100 €");
        Assert.Equal("nearer cheap", Shop.Ids(response));
        Assert.Equal("nothing from €100 up; the nearest is €80", Assert.Single(response.Relaxed).Text);
    }

    [Theory]
    [InlineData("gluten free blender bread")]
    [InlineData("blender bread without gluten under 60 €")]
    [InlineData("blender bread without silicone")]
    public void Diets_allergens_and_exclusions_are_never_given_up(string query)
    {
        using var shop = new Shop(Shop.Blender("B", "90.00") with { Title = "Blender bread with silicone", Allergens = new Allergens(["gluten"], [], []) });
        SearchResponse response = shop.Search(query);
        Assert.Empty(response.Hits);
        Assert.Empty(response.Relaxed);
        Assert.Equal(0, response.Total);
    }

    [Fact]
    public void A_relaxed_price_still_keeps_the_diet()
    {
        using var shop = new Shop(
            Shop.Blender("gluten", "61.00") with { Title = "Bread", Allergens = new Allergens(["gluten"], [], []) },
            Shop.Blender("free", "80.00") with { Title = "Bread", Diets = ["gluten_free"] });
        Assert.Equal("free", Shop.Ids(shop.Search("gluten free bread under 60 €")));
    }

    [Theory]
    [InlineData("size")]
    [InlineData("color")]
    [InlineData("brand")]
    [InlineData("delivery")]
    public void What_was_given_up_is_told_in_whole_words_in_every_language(string kind)
    {
        string[] texts = [.. LanguageCodes.All.Select(language => RelaxationText.Of(kind, "3", language))];
        Assert.All(texts, text => Assert.DoesNotContain("{", text, StringComparison.Ordinal));
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }
}
