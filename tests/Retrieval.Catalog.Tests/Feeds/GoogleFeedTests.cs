using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;

namespace Retrieval.Catalog.Tests.Feeds;

/// <summary>Google Merchant data from TSV, RSS and Atom gives the same product; hostile XML is an error, not a risk.</summary>
public sealed class GoogleFeedTests
{
    private const string Item =
        """
        <g:id>a</g:id><title>Kettle &amp; base</title><description><![CDATA[<b>Steel</b> kettle]]></description><g:image_link>https://shop.example/1.jpg</g:image_link>
        <g:additional_image_link>https://shop.example/2.jpg</g:additional_image_link><g:availability>in stock</g:availability><g:price>49.90 EUR</g:price>
        <g:sale_price>39.90 EUR</g:sale_price><g:sale_price_effective_date>2026-11-24T13:00-0800/2026-11-29T15:30-0800</g:sale_price_effective_date>
        <g:brand>Zenko</g:brand><g:gtin>12345670</g:gtin><g:mpn>K-1</g:mpn><g:condition>new</g:condition><g:google_product_category>Home &gt; Kettles</g:google_product_category>
        <g:product_type>Kitchen &gt; Kettles</g:product_type><g:item_group_id>K</g:item_group_id><g:color>Black/Silver</g:color><g:gender>unisex</g:gender>
        <g:shipping><g:country>FR</g:country><g:service>Standard</g:service><g:price>4.90 EUR</g:price></g:shipping>
        <g:product_highlight>Boils fast</g:product_highlight><g:product_highlight>Quiet</g:product_highlight>
        <g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Power</g:attribute_name><g:attribute_value>2200 W</g:attribute_value></g:product_detail>
        <g:related_product><g:id>B-7</g:id><g:relationship_type>accessory</g:relationship_type></g:related_product>
        <g:pattern>plain</g:pattern><g:custom_label_0>margin 40</g:custom_label_0><g:cost_of_goods_sold>9.00 EUR</g:cost_of_goods_sold>
        """;

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Shop</title><item>{0}<link>https://shop.example/a</link></item></channel></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\"><title>Shop</title><entry>{0}<link href=\"https://shop.example/a\"/></entry></feed>")]
    public void An_item_of_xml_is_read(string document) => AssertKettle(Feed.One("feed.xml", string.Format(document, Item)));

    [Fact]
    public void A_row_of_tsv_is_read() => AssertKettle(Feed.One("feed.tsv",
        "id\ttitle\tdescription\tlink\timage link\tadditional image link\tavailability\tprice\tsale price\tsale price effective date\tbrand\tgtin\tmpn\tcondition\tgoogle product category\t"
        + "product type\titem group id\tcolor\tgender\tshipping\tproduct highlight\tproduct highlight\tproduct detail\trelated product\tpattern\tcustom label 0\n"
        + "a\tKettle & base\t<b>Steel</b> kettle\thttps://shop.example/a\thttps://shop.example/1.jpg\thttps://shop.example/2.jpg\tin stock\t49.90 EUR\t39.90 EUR\t2026-11-24T13:00-0800/2026-11-29T15:30-0800\t"
        + "Zenko\t12345670\tK-1\tnew\tHome > Kettles\tKitchen > Kettles\tK\tBlack/Silver\tunisex\tFR::Standard:4.90 EUR\tBoils fast\tQuiet\tGeneral:Power:2200 W\taccessory:B-7\tplain\tmargin 40"));

    [Fact]
    public void Several_details_stand_in_one_cell_and_a_list_has_its_limit()
    {
        Product p = Feed.One("feed.tsv", "id\ttitle\timage link\tproduct detail\na\tKettle\tu\tGeneral:Power:2200 W, max,General:Cord:1,2 m");
        Assert.Equal(["Power=2200 W, max", "Cord=1,2 m"], p.Attributes.Select(a => $"{a.Name}={a.Values[0]}"));
        string images = string.Join(',', Enumerable.Repeat("u", 1_001));
        Assert.Equal(DiagnosticKind.OverLimit, Feed.Read("feed.tsv", $"id\ttitle\tadditional_image_link\tproduct_type\na\tKettle\t{images}\tx").Single().Refusal!.Kind);
    }

    [Fact]
    public void Ten_thousand_items_are_read_in_order()
    {
        var xml = new StringBuilder("<rss><channel>");
        for (int i = 0; i < 10_000; i++) xml.Append($"<item><id>{i}</id><title>Kettle {i}</title></item>\n");
        List<CatalogLine> lines = Feed.Read("feed.xml", xml.Append("</channel></rss>").ToString());
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => i.ToString()), lines.Select(l => l.Product!.Id));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<!-- nothing -->\n\n")]
    public void Of_broken_xml_whose_line_is_not_known_none_is_named(string xml) =>
        Assert.Contains("feed.xml: not well-formed XML: ", Assert.Throws<CatalogException>(() => Feed.Read("feed.xml", xml)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<rss><channel><item><id>1</id><title>Tea &eacute;</title></item></channel></rss>")]
    [InlineData("<rss><channel><item><id>1</id><title>never closed")]
    public void Broken_xml_is_an_error_that_names_its_line_once(string xml)
    {
        string told = Assert.Throws<CatalogException>(() => Feed.Read("feed.xml", xml)).Message;
        Assert.Contains("feed.xml:1: not well-formed XML", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Line 1", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;&a;\">]><rss><channel><item><id>1</id><title>&c;</title></item></channel></rss>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss><channel><item><id>1</id><title>&a;</title></item></channel></rss>")]
    public void A_document_type_is_an_error_that_names_no_setting_of_the_library(string xml)
    {
        string told = Assert.Throws<CatalogException>(() => Feed.Read("feed.xml", xml)).Message;
        Assert.Contains("feed.xml: a document type", told, StringComparison.Ordinal);
        Assert.DoesNotContain("DtdProcessing", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_item_is_told_with_its_line_and_the_others_are_taken()
    {
        List<CatalogLine> lines = Feed.Read("feed.xml", "<rss><channel>\n<item><id>1</id></item>\n<item><id>2</id><title>Kettle</title></item></channel></rss>");
        Assert.Equal((DiagnosticKind.NoTitle, 2L), (lines[0].Refusal!.Kind, lines[0].Refusal!.Line));
        Assert.Equal("2", lines[1].Product!.Id);
    }

    [Fact]
    public void An_item_larger_than_a_line_may_be_is_an_error()
        => Assert.Contains("larger than 8 MiB", Assert.Throws<CatalogException>(
            () => Feed.Read("feed.xml", $"<rss><channel><item><id>1</id><title>{new string('x', 12 << 20)}</title></item></channel></rss>")).Message);

    private static void AssertKettle(Product p)
    {
        Assert.Equal(("a", "Kettle & base", "Steel kettle", "https://shop.example/a"), (p.Id, p.Title, p.Description, p.Url));
        Assert.Equal(["https://shop.example/1.jpg", "https://shop.example/2.jpg"], p.ImageUrls);
        Assert.Equal((Availability.InStock, new Money(4990, "EUR"), new Money(3990, "EUR")), (p.Availability!.Value, p.Price!.Value, p.SalePrice!.Value));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.FromHours(-8)), p.SaleFrom);
        Assert.Equal(("Zenko", "12345670", "K-1", "new", "K"), (p.Brand, p.Gtin, p.Mpn, p.Condition, p.GroupId));
        Assert.Equal(["Kitchen", "Kettles"], p.Category);
        Assert.Equal(["Black", "Silver"], p.Color);
        Assert.Equal([new Shipping("FR", new Money(490, "EUR"), null, null)], p.Shipping);
        Assert.Equal(["Boils fast", "Quiet"], p.Highlights);
        Assert.Equal([new RelatedProduct("B-7", "accessory")], p.Related);
        Assert.Equal(["Power=2200 W", "pattern=plain"], p.Attributes.Select(a => $"{a.Name}={a.Values[0]}"));
    }
}
