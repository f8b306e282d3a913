using Retrieval.Catalog.Products;
using Retrieval.Index.Filters;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Search.Tests.Products;

/// <summary>
/// What must hold of the shelf: products by id with the market's offer; variants of exactly their group, the asked one first; what is not
/// sold there is not on it; browsing shows one a group, what can be bought first.
/// </summary>
public sealed class ProductShelfTests
{
    private static Shop NewShop() => new(
        Shop.Blender("1", "50") with { GroupId = "g", Offers = [new RegionalOffer("FR", Shop.Euros("45"), null, Availability.InStock, 3)] },
        Shop.Blender("2", "70") with { GroupId = "g", Availability = Availability.OutOfStock },
        Shop.Blender("3", "60") with { GroupId = "G" },
        Shop.Blender("4", "20") with { Countries = ["FR"], Popularity = 4 },
        Shop.Blender("5", "10") with { EligibleSearch = false });

    [Fact]
    public void A_product_has_its_markets_offer()
    {
        using Shop shop = NewShop();
        using ProductShelf france = shop.Engine.Shelf("FR"), germany = shop.Engine.Shelf("DE");
        Assert.Equal(4500, france.Find("1")?.Offer.Price?.Amount);
        Assert.Equal(5000, germany.Find("1")?.Offer.Price?.Amount);
        Assert.NotNull(france.Find("4"));
        Assert.Null(germany.Find("4"));
        Assert.Null(france.Find("5"));
        Assert.Null(france.Find("nobody"));
    }

    [Fact]
    public void Variants_are_those_of_the_group()
    {
        using Shop shop = NewShop();
        using ProductShelf shelf = shop.Engine.Shelf();
        Assert.Equal("1 2", Ids(shelf.Group("g")));
        Assert.Equal("2 1", Ids(shelf.Variants(shelf.Find("2")!)));
        Assert.Equal("1", Ids(shelf.Variants(shelf.Find("2")!, Filter.AtMost("price", 55))));
        Assert.Equal("4", Ids(shelf.Variants(shelf.Find("4")!)));
        Assert.Empty(shelf.Variants(shelf.Find("4")!, Filter.AtMost("price", 5)));
        Assert.Empty(shelf.Group("h"));
    }

    [Fact]
    public void Browsing_shows_one_a_group()
    {
        using Shop shop = NewShop();
        using ProductShelf shelf = shop.Engine.Shelf("FR");
        (IReadOnlyList<OfferedProduct> products, int total) = shelf.Browse(Filter.AtLeast("price", 10), 10);
        Assert.Equal("4 1 3", Ids(products));
        Assert.Equal(3, total);
        Assert.Throws<InvalidRequestException>(() => shelf.Browse(Filter.AtMost("title", 1), 10));
    }

    [Fact]
    public void Codes_and_names_of_categories_are_found()
    {
        using var shop = new Shop(
            Shop.Blender("1") with { Gtin = "96385074", Category = ["Kitchen", "Small appliances", "Blenders"] },
            Shop.Blender("2") with { Mpn = "B-7", Category = ["Kitchen", "Knives"] }, Shop.Blender("3") with { Mpn = "B-8" }, Shop.Blender("4") with { Mpn = "B-8" });
        using ProductShelf shelf = shop.Engine.Shelf();
        Assert.Equal("1", shelf.FindCode("96385074")?.Product.Id);
        Assert.Equal("2", shelf.FindCode("b-7")?.Product.Id);
        Assert.Null(shelf.FindCode("B-8"));
        Assert.Equal(["Kitchen > Small appliances > Blenders"], shelf.CategoriesNamed("small appliances"));
        Assert.Equal(["Kitchen > Small appliances > Blenders"], shelf.CategoriesNamed("Small appliances > Blenders"));
        Assert.Equal(2, shelf.CategoriesNamed("Kitchen").Count);
        Assert.Empty(shelf.CategoriesNamed("Small"));
    }

    [Fact]
    public void A_currency_that_does_not_exist_is_refused()
    {
        using Shop shop = NewShop();
        Assert.Equal("currency", Assert.Throws<InvalidRequestException>(() => shop.Engine.Shelf(null, "XYZ")).Member);
    }

    private static string Ids(IEnumerable<OfferedProduct> products) => string.Join(' ', products.Select(static product => product.Product.Id));
}
