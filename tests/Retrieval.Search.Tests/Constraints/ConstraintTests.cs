using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Constraints;

/// <summary>Each kind of constraint over three products: one that keeps it, one that says nothing, one that breaks it.</summary>
public class ConstraintTests
{
    [Theory]
    [InlineData("gluten free bread")]
    [InlineData("bread without gluten")]
    public void Gluten_free_is_kept_by_a_statement_alone(string query)
    {
        using var shop = new Shop(
        [
            .. Enumerable.Range(0, 30).Select(i => Shop.Blender($"other {i}")),
            Bread("diet") with { Diets = ["gluten_free"] },
            Bread("free") with { Allergens = new Allergens([], [], ["gluten"]) },
            Bread("silent"),
            Bread("contains") with { Allergens = new Allergens(["gluten"], [], []) },
            Bread("traces") with { Allergens = new Allergens([], ["wheat"], []) },
            Bread("contradicts") with { Diets = ["gluten_free"], Allergens = new Allergens(["gluten"], [], []) },
        ]);
        Assert.Equal(["diet", "free", "silent?"], shop.Ids(query).Split(' ').Order());
    }

    [Fact]
    public void Vegan_suits_vegetarians_but_not_the_other_way_round()
    {
        using var shop = new Shop(Bread("vegan") with { Diets = ["vegan"] }, Bread("vegetarian") with { Diets = ["vegetarian"] });
        Assert.Equal(["vegan", "vegetarian"], shop.Ids("vegetarian bread").Split(' ').Order());
        Assert.Equal("vegan vegetarian?", shop.Ids("vegan bread"));
    }

    [Fact]
    public void Traces_break_what_is_asked_for_health_and_not_what_goes_in()
    {
        var traces = new Allergens([], ["milk"], []);
        using var shop = new Shop(
            Bread("stated") with { Diets = ["vegan", "lactose_free"], Allergens = traces with { MayContain = ["milk", "lactose"] } },
            Bread("traces") with { Allergens = traces }, Bread("silent"));
        Assert.Equal("stated silent?", shop.Ids("vegan bread"));
        Assert.Equal("silent?", shop.Ids("lactose free bread"));
    }

    [Fact]
    public void A_kind_of_a_material_is_the_material_and_the_material_may_be_the_kind()
    {
        Product Desk(string id, params string[] material) => Shop.Blender(id) with { Title = "Desk", Material = material };
        using var shop = new Shop(Desk("beech", "beech"), Desk("oak", "oak"), Desk("wood", "wood"), Desk("steel", "steel"), Desk("silent"));
        Assert.Equal(["beech", "oak", "silent?", "wood"], shop.Ids("wooden desk").Split(' ').Order());
        Assert.Equal(["oak", "silent?", "wood?"], shop.Ids("oak desk").Split(' ').Order());
    }

    [Fact]
    public void A_size_that_is_sold_as_a_span_fits_each_size_in_it()
    {
        Product Socks(string id, params string[] size) => Shop.Blender(id) with { Title = "Socks", Size = size };
        using var shop = new Shop(Socks("span", "39-42"), Socks("slash", "39/42"), Socks("one", "40"), Socks("larger", "43-46"), Socks("silent"));
        Assert.Equal(["one", "silent?", "slash", "span"], shop.Ids("socks size 40").Split(' ').Order());
        Assert.Equal(["one", "silent?", "slash", "span"], shop.Ids("socks size 39-42").Split(' ').Order());
        Assert.Equal(["larger", "silent?"], shop.Ids("socks size 44").Split(' ').Order());
    }

    [Theory]
    [InlineData("hoodie in large", "l large silent?")]
    [InlineData("hoodie size L", "l large silent?")]
    [InlineData("中号卫衣", "m silent?")]
    public void Letters_and_their_names_are_one_size(string sentence, string ids)
    {
        Product Hoodie(string id, params string[] size) => Shop.Blender(id) with { Title = "Hoodie 卫衣", Size = size };
        using var shop = new Shop(Hoodie("l", "L"), Hoodie("large", "Large"), Hoodie("m", "M"), Hoodie("xl", "X-Large"), Hoodie("silent"));
        Assert.Equal(ids, string.Join(' ', shop.Ids(sentence).Split(' ').Order()));
    }

    [Theory]
    [InlineData("laptop sleeve for 15 inch", "fits cabe")]
    [InlineData("housse ordinateur 15 pouces", "fits cabe")]
    [InlineData("Laptoptasche 15 Zoll", "fits cabe")]
    [InlineData("funda para portátil de 15 pulgadas", "cabe fits")]
    [InlineData("15寸电脑包", "fits cabe")]
    public void A_case_for_a_smaller_screen_is_never_offered(string sentence, string id)
    {
        Product Case(string id, Language language, string title, params ProductAttribute[] attributes) => Shop.Blender(id) with { Language = language, Title = title, Attributes = attributes };
        using var shop = new Shop(
            Case("en", Language.En, "Laptop sleeve 14 inch"), Case("de", Language.De, "Laptophülle 14 Zoll, Laptoptasche"), Case("fr", Language.Fr, "Housse ordinateur 14 pouces"),
            Case("es", Language.Es, "Funda para portátil", new ProductAttribute("pantalla", ["14 pulgadas"], AttributeKind.Text)), Case("zh", Language.Zh, "14寸电脑包"),
            Case("inside", Language.De, "Laptoptasche aus Filz", new ProductAttribute("für Bildschirmgröße", ["14 Zoll"], AttributeKind.Text)),
            Case("cabe", Language.Es, "Funda para ordenador portátil", new ProductAttribute("pantalla", ["15 pulgadas"], AttributeKind.Text)),
            Case("fits", Language.De, "Laptoptasche, laptop sleeve, housse ordinateur, 电脑包", new ProductAttribute("für Bildschirmgröße", ["15 Zoll"], AttributeKind.Text)));
        Assert.Equal(id, shop.Ids(sentence));
    }

    [Fact]
    public void Unisex_suits_women_and_men()
    {
        using var shop = new Shop(Shirt("her", "female"), Shirt("him", "male"), Shirt("both", "unisex"), Shirt("silent"));
        Assert.Equal(["both", "her", "silent?"], shop.Ids("shirt for women").Split(' ').Order());
        Assert.Equal(["both", "him", "silent?"], shop.Ids("men's shirt").Split(' ').Order());
    }

    [Fact]
    public void An_age_in_a_number_is_kept_beyond_its_group()
    {
        Product Toy(string id, string group, string? from = null, string title = "Puzzle") => Shop.Blender(id) with
        {
            Title = title, AgeGroup = [group], Attributes = from is null ? [] : [new ProductAttribute("minimum age", [from], AttributeKind.Text)],
        };
        using var shop = new Shop(
            Toy("three", "kids", "3 years"), Toy("eight", "kids", "8 years"), Toy("silent", "kids"), Toy("early", "toddler", "18 months"), Toy("two", "kids", "24 months"),
            Toy("span", "kids", title: "Puzzle, ages 3-6"), Shop.Blender("unknown") with { Title = "Puzzle" });
        Assert.Equal(["silent", "span", "three", "two", "unknown?"], shop.Ids("puzzle for a 5 year old").Split(' ').Order());
        Assert.Equal(["eight", "silent", "three", "two", "unknown?"], shop.Ids("puzzle for a 9 year old").Split(' ').Order());
        Assert.Equal(["early", "two", "unknown?"], shop.Ids("puzzle for a 2 year old").Split(' ').Order());
        Assert.Equal(["eight", "silent", "span", "three", "two", "unknown?"], shop.Ids("puzzle for kids").Split(' ').Order());
    }

    [Fact]
    public void What_is_for_fewer_persons_is_never_offered()
    {
        Product Tent(string id, string title) => Shop.Blender(id) with { Title = title };
        using var shop = new Shop(
            Tent("two", "Dome tent, 2-person"), Tent("three", "Dome tent, 2-3 person"), Tent("four", "Dome tent for 4 people"), Tent("six", "Dome tent, sleeps 6"), Tent("silent", "Dome tent"));
        Assert.Equal(["four", "silent?", "six"], shop.Ids("tent for 4 people").Split(' ').Order());
        Assert.Equal(["four", "silent?", "six", "three"], shop.Ids("3-person tent").Split(' ').Order());
        Assert.Equal(["four", "silent?", "six", "three", "two"], shop.Ids("tent for two").Split(' ').Order());
        Assert.Equal(["silent?"], shop.Ids("tent for 8 people").Split(' ').Order());
        Assert.Equal(["four", "silent", "six", "three", "two"], shop.Ids("dome tent").Split(' ').Order());
    }

    [Fact]
    public void A_game_is_for_as_many_as_may_play_it()
    {
        Product Game(string id, string players) => Shop.Blender(id) with { Title = "Board game", Attributes = [new ProductAttribute("players", [players], AttributeKind.Text)] };
        using var shop = new Shop(Game("few", "2-4"), Game("many", "4-10"), Game("open", "3+"));
        Assert.Equal(["few", "many", "open"], shop.Ids("board game for 4 players").Split(' ').Order());
        Assert.Equal(["many", "open"], shop.Ids("board game for 6 people").Split(' ').Order());
        Assert.Equal("few", shop.Ids("board game for two"));
    }

    [Fact]
    public void Womens_shoes_are_no_girls_shoes()
    {
        Product Shoes(string id, string ages) => Shop.Blender(id) with { Title = "Running shoes", Gender = ["female"], AgeGroup = [ages] };
        using var shop = new Shop(Shoes("hers", "adult"), Shoes("girls", "kids"), Shop.Blender("silent") with { Title = "Running shoes" });
        Assert.Equal(["hers", "silent?"], shop.Ids("running shoes for women").Split(' ').Order());
        Assert.Equal(["girls", "silent?"], shop.Ids("running shoes for girls").Split(' ').Order());
    }

    [Fact]
    public void A_price_in_another_currency_fits_only_where_it_surely_keeps_the_bound()
    {
        using var shop = new Shop(
            Shop.Blender("eur", "50"), Shop.Blender("eur2", "55"), Shop.Blender("usd", "40.00 USD"), Shop.Blender("near", "60.00 USD"), Shop.Blender("beyond", "90.00 USD"),
            Shop.Blender("unknown", "40.00 XAF"), Shop.Blender("dear", "70"), Shop.Blender("none"));
        Assert.Equal(["eur", "eur2", "near?", "none?", "unknown?", "usd"], shop.Ids("blender under 60 €").Split(' ').Order());
        Assert.Equal("beyond", shop.Ids("blender over 65 $").Split(' ')[0]);
    }

    [Fact]
    public void A_price_in_the_currency_asked_for_comes_before_one_in_another_that_is_surely_kept()
    {
        using var shop = new Shop(
            Shop.Blender("usd", "40.00 USD") with { Title = "Smoothie blender" }, Shop.Blender("gbp", "60.00 GBP") with { Title = "Smoothie blender" }, Shop.Blender("eur", "50") with { Title = "Blender" });
        Assert.Equal("eur usd", shop.Ids("smoothie blender under 60 €"));
        Assert.Equal("usd", shop.Ids("smoothie blender under 45 €"));
        Reason price = Assert.Single(shop.Search("smoothie blender under 45 €").Hits[0].Reasons, static reason => reason.Constraint is Constraint.Price);
        Assert.Equal("price 40.00 USD", price.Text);
    }

    [Fact]
    public void Values_of_one_kind_mean_any_of_them()
    {
        using var shop = new Shop(
            Shop.Blender("red") with { Color = ["Red"] }, Shop.Blender("blue") with { Color = ["navy", "blue"] },
            Shop.Blender("green") with { Color = ["green"] }, Shop.Blender("silent"));
        Assert.Equal(["blue", "red", "silent?"], shop.Ids("red or blue blender").Split(' ').Order());
    }

    [Fact]
    public void A_measure_rounded_by_its_maker_is_the_one_asked_for()
    {
        Product Pan(string id, string diameter) => Shop.Blender(id) with { Title = "Frying pan", Attributes = [new ProductAttribute("diameter", [diameter], AttributeKind.Text)] };
        using var shop = new Shop(Pan("exact", "28 cm"), Pan("near", "27.9 cm"), Pan("other", "24 cm"), Shop.Blender("silent") with { Title = "Frying pan" });
        Assert.Equal(["exact", "near", "silent?"], shop.Ids("28 cm frying pan").Split(' ').Order());
    }

    [Fact]
    public void Both_bounds_of_a_range_must_be_met_by_one_value()
    {
        Product Pan(string id, params string[] lengths) =>
            Shop.Blender(id) with { Title = "Frying pan", Attributes = [.. lengths.Select((length, i) => new ProductAttribute($"side {i}", [length], AttributeKind.Text))] };
        using var shop = new Shop(Pan("inside", "25 cm"), Pan("around", "10 cm", "90 cm"));
        Assert.Equal("inside", shop.Ids("frying pan between 20 and 30 cm"));
    }

    [Fact]
    public void A_highest_length_is_asked_of_all_sides()
    {
        Product Desk(string id, params string[] sides) =>
            Shop.Blender(id) with { Title = "Oak desk", Attributes = [.. sides.Select((side, i) => new ProductAttribute($"side {i}", [side], AttributeKind.Text))] };
        using var shop = new Shop(Desk("large", "140 cm", "70 cm"), Desk("small", "100 cm", "50 cm"), Desk("huge", "200 cm", "130 cm"));
        Assert.Equal("small large?", shop.Ids("desk at most 120 cm wide"));
    }

    [Fact]
    public void What_is_open_is_named_with_its_value_once_each()
    {
        using var shop = new Shop(Shop.Blender("silent"));
        Hit hit = Assert.Single(shop.Search("red blender under 60 € with at least 1.5 l, 4 stars or better").Hits);
        Assert.Contains("price <=60 EUR", hit.Fit.NotStated);
        Assert.Contains("color red", hit.Fit.NotStated);
        Assert.Contains("capacity >=1.5 l", hit.Fit.NotStated);
        Assert.Equal(hit.Fit.NotStated.Distinct(), hit.Fit.NotStated);
    }

    private static Product Bread(string id) => Shop.Blender(id) with { Title = "Sourdough bread" };

    private static Product Shirt(string id, params string[] gender) => Shop.Blender(id) with { Title = "Linen shirt", Gender = gender };
}
