using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Constraints;

/// <summary>A norm or a compatibility that is asked for: what states it first, what does not say as such, what contradicts it never.</summary>
public class NormTests
{
    [Fact]
    public void A_socket_is_held()
    {
        using var shop = new Shop(Thing("other", "LED bulb E14"), Thing("silent", "LED bulb"), Thing("stated", "LED bulb E27"), Thing("both", "LED bulb E27 with E14 adapter"));
        Assert.Equal("stated both silent?", Sorted(shop.Ids("LED bulb E27")));
        Assert.Equal("norm E27", Assert.Single(shop.Search("LED bulb E27").Hits[^1].Fit.NotStated));
        Assert.Equal("stated both silent?", Sorted(shop.Ids("led bulb, e27 please")));
        Assert.Equal(4, shop.Search("LED bulb E14 or E27").Hits.Count);
        Assert.Equal(4, shop.Search("LED bulb").Hits.Count);
    }

    [Fact]
    public void A_model_is_held_where_something_is_for_it()
    {
        using var shop = new Shop(
            Thing("other", "Phone case for iPhone 14"), Thing("silent", "Leather phone case"), Thing("stated", "Phone case for iPhone 15"),
            Thing("listed", "Phone case") with { CompatibleWith = ["iPhone 14", "iPhone 15"] });
        Assert.Equal("stated listed silent?", Sorted(shop.Ids("phone case for iPhone 15")));
        Assert.Equal("stated listed silent?", Sorted(shop.Ids("iPhone 15 case")));
        Assert.Equal("compatible_with iPhone 15", Assert.Single(shop.Search("phone case for iPhone 15").Hits[^1].Fit.NotStated));
    }

    [Fact]
    public void A_model_that_is_the_thing_itself_is_no_constraint()
    {
        using var shop = new Shop(Thing("14", "iPhone 14 smartphone"), Thing("15", "iPhone 15 smartphone"));
        SearchResponse found = shop.Search("iPhone 15");
        Assert.Empty(found.Understanding.Norms);
        Assert.Equal("15 14", Shop.Ids(found));
        Assert.Equal("15 14", shop.Ids("iPhone 15 smartphone"));
    }

    [Fact]
    public void A_higher_protection_is_the_lower_one_too()
    {
        using var shop = new Shop(Thing("low", "Torch IP54"), Thing("water", "Torch IPX7"), Thing("same", "Torch IP67"), Thing("higher", "Torch IP68"), Thing("silent", "Torch"));
        Assert.Equal(["higher", "same", "silent?", "water?"], shop.Ids("torch IP67").Split(' ').Order());
    }

    [Fact]
    public void What_is_less_than_waterproof_may_be_it_and_what_is_said_not_to_be_is_not()
    {
        using var shop = new Shop(
            Thing("dry", "Speaker") with { Attributes = [new ProductAttribute("waterproof", ["false"], AttributeKind.Boolean)] },
            Thing("splash", "Speaker, water resistant"), Thing("silent", "Speaker"), Thing("proof", "Speaker, waterproof"), Thing("code", "Speaker IPX7"));
        Assert.Equal("proof code splash? silent?", Sorted(shop.Ids("waterproof speaker")).Replace("silent? splash?", "splash? silent?", StringComparison.Ordinal));
        Assert.Equal("splash proof code silent? dry?", Sorted(shop.Ids("water resistant speaker")));
    }

    [Fact]
    public void What_has_a_cable_and_does_not_say_Bluetooth_has_none()
    {
        using var shop = new Shop(Thing("wired", "Wired headphones"), Thing("silent", "Headphones"), Thing("both", "Headphones with Bluetooth, also wired"), Thing("stated", "Bluetooth headphones"));
        Assert.Equal("stated both silent?", Sorted(shop.Ids("bluetooth headphones")));
    }

    [Fact]
    public void What_a_product_denies_is_never_offered()
    {
        using var shop = new Shop(
            Thing("no", "Wok, not suitable for induction"), Thing("gas", "Wok") with { CompatibleWith = ["gas"] }, Thing("silent", "Wok"), Thing("yes", "Wok for induction"));
        Assert.Equal("yes silent?", shop.Ids("wok for induction"));
    }

    [Fact]
    public void Norms_that_do_not_exclude_each_other_contradict_nothing()
    {
        using var shop = new Shop(Thing("wifi", "Speaker with Wi-Fi"), Thing("bluetooth", "Speaker with Bluetooth"));
        Assert.Equal("bluetooth wifi?", shop.Ids("bluetooth speaker"));
    }

    [Fact]
    public void A_norm_is_never_given_up_and_stays_in_the_text()
    {
        using var shop = new Shop(Thing("other", "LED bulb E14"));
        SearchResponse found = shop.Search("LED bulb E27");
        Assert.Empty(found.Hits);
        Assert.Empty(found.Relaxed);
        Assert.Empty(found.Understanding.Constraints);
        Assert.Equal("LED bulb E27", found.Understanding.Text);
        Assert.DoesNotContain("norm", IntentJson.Write(found.Understanding), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cordless drill", "no")]
    [InlineData("perceuse sans fil", "no")]
    [InlineData("无线电钻", "no")]
    [InlineData("corded drill", "yes battery")]
    public void What_has_a_cable_is_not_cordless(string query, string never)
    {
        using var shop = new Shop(
            Drill("no", "Corded drill"), Drill("yes", "Cordless drill"), Drill("battery", "Akku-Bohrschrauber") with { Language = Language.De }, Drill("silent", "Drill"));
        string[] ids = shop.Ids(query).Split(' ');
        Assert.Contains("silent?", ids);
        Assert.Empty(ids.Select(static id => id.TrimEnd('?')).Intersect(never.Split(' ')));

        static Product Drill(string id, string title) => Thing(id, title) with { Synonyms = ["drill", "perceuse", "电钻"] };
    }

    private static Product Thing(string id, string title) => Shop.Blender(id) with { Title = title };

    // Those that fit come first, in whichever order.
    private static string Sorted(string ids) => string.Join(' ', ids.Split(' ').OrderBy(static id => id.EndsWith('?')).ThenByDescending(static id => id));
}
