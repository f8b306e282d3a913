using Retrieval.Catalog.Products;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Search.Tests.Legs;

/// <summary>"Cheapest" orders the things asked for, not whatever is cheap; what states no value comes last.</summary>
public class SortPreferenceTests
{
    [Fact]
    public void The_cheapest_comes_first_by_the_price_of_the_day()
    {
        using var shop = new Shop(
            Shop.Blender("dear", "90.00"), Shop.Blender("onSale", "80.00") with { SalePrice = Shop.Euros("20.00") }, Shop.Blender("mid", "50.00"),
            Shop.Blender("silent"), Shop.Blender("dollars", "1.00 USD"));
        Assert.Equal(["onSale", "mid", "dear"], shop.Ids("cheapest blender").Split(' ')[..3]);
        Assert.Equal(["onSale", "mid", "dear"], shop.Ids("le moins cher blender").Split(' ')[..3]);
    }

    [Fact]
    public void Prices_of_another_currency_are_in_their_order_behind_those_of_the_market()
    {
        using var shop = new Shop(
            Shop.Blender("dear", "90.00"), Shop.Blender("cheap", "20.00"), Shop.Blender("silent"), Shop.Blender("dollars", "50.00 USD"), Shop.Blender("pounds", "30.00 GBP"),
            Shop.Blender("cheapPounds", "10.00 GBP"));
        Assert.Equal("dollars", shop.Ids("cheapest blender", "US").Split(' ')[0]);
        string[] behind = shop.Ids("cheapest blender", "US").Split(' ')[1..];
        Assert.Equal(["cheap", "dear"], behind.Where(static id => id is "cheap" or "dear"));
        Assert.Equal(["cheapPounds", "pounds"], behind.Where(static id => id.EndsWith("ounds", StringComparison.Ordinal)));
        Assert.Equal("silent", behind[^1]);
    }

    [Fact]
    public void The_best_rated_comes_first()
    {
        using var shop = new Shop(Shop.Blender("good") with { Rating = 4.1 }, Shop.Blender("silent"), Shop.Blender("best") with { Rating = 4.9 }, Shop.Blender("poor") with { Rating = 2 });
        Assert.Equal("best good poor silent", shop.Ids("best rated blender"));
    }

    [Fact]
    public void The_newest_comes_first()
    {
        using var shop = new Shop(Shop.Blender("old") with { Released = new DateOnly(2020, 1, 1) }, Shop.Blender("new") with { Released = new DateOnly(2026, 1, 1) });
        Assert.Equal("new old", shop.Ids("newest blender"));
    }

    [Fact]
    public void What_is_cheap_but_another_thing_does_not_come_first()
    {
        using var shop = new Shop(
            Shop.Blender("blender", "90.00"),
            Shop.Blender("spoon", "1.00") with { Title = "Wooden spoon", Description = "For soups that were made in a blender and stirred by hand, over and over again." });
        Assert.Equal("blender", shop.Ids("cheapest countertop blender").Split(' ')[0]);
    }

    [Fact]
    public void What_goes_with_a_thing_does_not_come_first_for_being_cheaper()
    {
        using var shop = new Shop(
            new Product { Id = "laptop", Title = "Zenko Slate 14, thin and light", Category = ["Electronics", "Laptops"], Price = Shop.Euros("749.00") },
            new Product { Id = "charger", Title = "Laptop charger 65 W", Description = "For a laptop and any other laptop.", Price = Shop.Euros("29.90") });
        Assert.Equal("laptop", shop.Ids("cheapest laptop"));
        Assert.Contains("charger", shop.Ids("laptop"));
    }
}
