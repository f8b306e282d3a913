using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;

namespace Retrieval.Catalog.Tests.Feeds;

/// <summary>The OpenAI product feed in both editions' names, as a table and as JSON Lines, gives the same product.</summary>
public sealed class OpenAiFeedTests
{
    private static readonly (string New, string Old, string Value)[] Row =
    [
        ("item_id", "id", "SKU-1"), ("is_eligible_search", "enable_search", "true"), ("is_eligible_checkout", "enable_checkout", "true"),
        ("title", "title", "Trail running shoe"), ("description", "description", "Light shoe for wet trails"), ("url", "link", "https://shop.example/1"),
        ("gtin", "gtin", "12345670"), ("mpn", "mpn", "TR-1"), ("brand", "brand", "Zenko"), ("condition", "condition", "new"),
        ("product_category", "product_category", "Sport > Shoes > Running"), ("material", "material", "mesh/rubber"), ("age_group", "age_group", "adult"),
        ("image_url", "image_link", "https://shop.example/1.jpg"), ("additional_image_urls", "additional_image_link", "https://shop.example/2.jpg,https://shop.example/3.jpg"),
        ("price", "price", "79.99 USD"), ("sale_price", "sale_price", "59.99 USD"), ("availability", "availability", "pre_order"),
        ("availability_date", "availability_date", "2026-12-01"), ("inventory_quantity", "inventory_quantity", "25"), ("expiration_date", "expiration_date", "2027-06-30"),
        ("group_id", "item_group_id", "TR"), ("color", "color", "Blue"), ("size", "size", "42"), ("size_system", "size_system", "EU"), ("gender", "gender", "unisex"),
        ("shipping", "shipping", "US:CA:Overnight:16.00 USD:1:1:1,US::Ground:4.00 USD"), ("seller_name", "seller_name", "Shop"), ("seller_url", "seller_url", "https://shop.example"),
        ("popularity_score", "popularity_score", "4.7"), ("return_rate", "return_rate", "2%"), ("warning", "warning", "Small parts"), ("age_restriction", "age_restriction", "3"),
        ("review_count", "product_review_count", "254"), ("star_rating", "product_review_rating", "4.4"),
        ("related_product_id", "related_product_id", "B-7,B-8"), ("relationship_type", "relationship_type", "accessory"),
        ("target_countries", "target_countries", "US,CA"), ("geo_price", "geo_price", "84.99 USD (California), 74.99 USD (US-TX)"),
        ("geo_availability", "geo_availability", "in_stock (Texas), out_of_stock (New York)"), ("dimensions", "dimensions", "30x20x12 cm"),
        ("custom_variant1_category", "custom_variant1_category", "Width"), ("custom_variant1_option", "custom_variant1_option", "wide"), ("video_url", "video_link", "https://shop.example/v"),
    ];

    [Theory]
    [InlineData(true, '\t')]
    [InlineData(true, ',')]
    [InlineData(false, '\t')]
    [InlineData(true, 'j')]
    [InlineData(false, 'j')]
    public void A_row_gives_the_same_product_in_every_form(bool isNew, char form)
    {
        Product p = Feed.One(form == 'j' ? "feed.jsonl" : "feed.csv", Text(isNew, form));
        Assert.Equal(("SKU-1", "TR", "Trail running shoe", "Light shoe for wet trails"), (p.Id, p.GroupId, p.Title, p.Description));
        Assert.Equal(("12345670", "TR-1", "Zenko", "new", "https://shop.example/1"), (p.Gtin, p.Mpn, p.Brand, p.Condition, p.Url));
        Assert.Equal(["https://shop.example/1.jpg", "https://shop.example/2.jpg", "https://shop.example/3.jpg"], p.ImageUrls);
        Assert.Equal(["Sport", "Shoes", "Running"], p.Category);
        Assert.Equal((new Money(7999, "USD"), new Money(5999, "USD"), Availability.Preorder, 25L), (p.Price!.Value, p.SalePrice!.Value, p.Availability!.Value, p.Quantity!.Value));
        Assert.Equal((new DateOnly(2026, 12, 1), new DateTimeOffset(2027, 6, 30, 23, 59, 59, TimeSpan.Zero)), (p.AvailabilityDate!.Value, p.Expires!.Value));
        Assert.Equal(["mesh", "rubber"], p.Material);
        Assert.Equal(("Blue", "42", "EU", "unisex", "adult"), (p.Color[0], p.Size[0], p.SizeSystem, p.Gender[0], p.AgeGroup[0]));
        Assert.Equal([new Shipping("US-CA", new Money(1600, "USD"), 2, 2), new Shipping("US", new Money(400, "USD"), null, null)], p.Shipping);
        Assert.Equal((new Seller("Shop", "https://shop.example"), 4.7, 2.0, 254L, 4.4), (p.Seller!, p.Popularity!.Value, p.ReturnRate!.Value, p.ReviewCount!.Value, p.Rating!.Value));
        Assert.Equal(("Small parts", 3), (p.Warning, p.AgeRestriction!.Value));
        Assert.Equal([new RelatedProduct("B-7", "accessory"), new RelatedProduct("B-8", "accessory")], p.Related);
        Assert.Equal(["US", "CA"], p.Countries);
        Assert.Equal(
            [
                new RegionalOffer("US-CA", new Money(8499, "USD"), null, null, null), new RegionalOffer("US-TX", new Money(7499, "USD"), null, Availability.InStock, null),
                new RegionalOffer("US-NY", null, null, Availability.OutOfStock, null),
            ],
            p.Offers.OrderBy(o => o.Region != "US-CA").ThenBy(o => o.Region == "US-NY"));
        Assert.Equal(["dimensions=30x20x12 cm", "Width=wide"], p.Attributes.Select(a => $"{a.Name}={a.Values[0]}"));
        Assert.True(p.EligibleSearch && p.EligibleCheckout);
    }

    [Fact]
    public void What_is_not_eligible_for_search_cannot_be_bought_either()
    {
        Product p = Feed.One("feed.csv", "item_id,title,is_eligible_search,is_eligible_checkout\na,Kettle,false,true");
        Assert.False(p.EligibleSearch || p.EligibleCheckout);
    }

    [Fact]
    public void Options_of_a_variant_become_members_and_attributes()
    {
        Product p = Feed.One("feed.jsonl", """{"item_id":"a","title":"Shirt","variant_dict":{"color":"Red","size":"M","fit":"slim"},"price":"5.00 EUR"}""");
        Assert.Equal(("Red", "M", "fit"), (p.Color[0], p.Size[0], p.Attributes[0].Name));
    }

    [Fact]
    public void Dates_of_a_sale_come_in_one_field_or_two()
    {
        Product one = Feed.One("f.csv", "item_id,title,price,sale_price,sale_price_effective_date\na,K,9.00 EUR,5.00 EUR,2026-11-01 / 2026-11-30");
        Product two = Feed.One("f.csv", "item_id,title,price,sale_price,sale_price_start_date,sale_price_end_date\na,K,9.00 EUR,5.00 EUR,2026-11-01,2026-11-30");
        Assert.Equal((one.SaleFrom, one.SaleTo), (two.SaleFrom, two.SaleTo));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero), one.SaleTo);
    }

    [Fact]
    public void A_price_that_cannot_be_read_refuses_its_row_alone()
    {
        List<CatalogLine> lines = Feed.Read("f.csv", "item_id,title,price\na,Kettle,on request\nb,Toaster,5.00 EUR");
        Assert.Equal((DiagnosticKind.BadPrice, "price", 2L), (lines[0].Refusal!.Kind, lines[0].Refusal!.Field, lines[0].Refusal!.Line));
        Assert.Equal("b", lines[1].Product!.Id);
    }

    private static string Text(bool isNew, char form)
    {
        if (form == 'j') return "{" + string.Join(',', Row.Select(c => $"\"{(isNew ? c.New : c.Old)}\":\"{c.Value}\"")) + "}";
        return string.Join(form, Row.Select(c => isNew ? c.New : c.Old)) + "\n" + string.Join(form, Row.Select(c => c.Value.Contains(form) ? $"\"{c.Value}\"" : c.Value));
    }
}
