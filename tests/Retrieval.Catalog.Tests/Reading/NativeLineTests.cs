using System.Text;
using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Tests.Reading;

/// <summary>The native form, member by member: what is taken, what is taken with a warning, what is refused; and no bytes bring it down.</summary>
public sealed class NativeLineTests
{
    [Fact]
    public void Every_member_of_the_contract_is_read()
    {
        Product p = Native.Read(
            """
            {"id":12345,"group_id":"G","language":"fr","title":" Mixeur\tà smoothie ","description":"<p>Pour <b>smoothies</b> &amp; soupes</p><script>x()</script><p>600 W</p>",
             "brand":"Zenko","gtin":"1234 5670","mpn":77,"condition":"New","url":"https://a","image_urls":"https://a.jpg","category":"Cuisine > Mixeurs",
             "price":"49.90 EUR","sale_price":{"amount":3990,"currency":"eur"},"sale_from":"2026-11-20T00:00:00+01:00","sale_to":"2026-11-30",
             "availability":"in_stock","availability_date":"2026-12-01","quantity":7,
             "offers":[{"region":"be","price":"52.90 EUR","availability":"out_of_stock"},{"region":"US-CA","price":"59.90 USD","sale_price":"49.90 USD","quantity":3}],
             "countries":["FR","be"],"shipping":[{"country":"FR","price":"4.90 EUR","min_days":1,"max_days":3}],
             "color":"noir","material":["acier","verre"],"size":["M",42],"size_system":"EU","gender":"femme","age_group":"adult",
             "attributes":{"puissance":"600 W","capacité":{"value":0.6,"unit":"l"},"silencieux":true,"vitesses":3.0,"modes":["a","b"]},
             "synonyms":["blender"],"use_cases":["petit déjeuner"],"highlights":["rapide"],"ingredients":"aucun",
             "allergens":{"contains":["milk"],"may_contain":[],"free_from":["nuts"]},"diets":["vegan","Gluten-Free"],"norms":["CE"],"compatible_with":["induction"],
             "rating":4.5,"review_count":12,"popularity":3.5,"return_rate":2,"released":"2025-01-31","warning":"Lames","age_restriction":18,
             "related":[{"id":"B-7","type":"accessory"}],"eligible_search":true,"eligible_checkout":true,"expires":"2027-01-01","seller":{"name":"Boutique","url":"https://b"},
             "couleur_du_câble":"gris","box":{"width":{"value":3,"unit":"cm"}},"nothing":null}
            """);
        Assert.Equal(("12345", "G", Language.Fr, "Mixeur à smoothie"), (p.Id, p.GroupId, p.Language, p.Title));
        Assert.Equal("Pour smoothies & soupes\n600 W", p.Description);
        Assert.Equal(("Zenko", "12345670", "77", "new"), (p.Brand, p.Gtin, p.Mpn, p.Condition));
        Assert.Equal(["Cuisine", "Mixeurs"], p.Category);
        Assert.Equal((new Money(4990, "EUR"), new Money(3990, "EUR")), (p.Price!.Value, p.SalePrice!.Value));
        Assert.Equal((new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero)), (p.SaleFrom, p.SaleTo));
        Assert.Equal((Availability.InStock, new DateOnly(2026, 12, 1), 7L), (p.Availability, p.AvailabilityDate, p.Quantity));
        Assert.Equal([new RegionalOffer("BE", new Money(5290, "EUR"), null, Availability.OutOfStock, null), new RegionalOffer("US-CA", new Money(5990, "USD"), new Money(4990, "USD"), null, 3)], p.Offers);
        Assert.Equal(["FR", "BE"], p.Countries);
        Assert.Equal([new Shipping("FR", new Money(490, "EUR"), 1, 3)], p.Shipping);
        Assert.Equal(["M", "42"], p.Size);
        Assert.Equal(
            ["puissance=600 W", "capacité=0.6 l", "silencieux=true", "vitesses=3", "modes=a|b", "couleur_du_câble=gris", "box width=3 cm"],
            p.Attributes.Select(a => $"{a.Name}={string.Join('|', a.Values)}{(a.Unit is null ? "" : " " + a.Unit)}"));
        Assert.Equal(["milk"], p.Allergens!.Contains);
        Assert.Equal(["vegan", "gluten_free"], p.Diets);
        Assert.Equal((4.5, 12L, 3.5, 2.0), (p.Rating, p.ReviewCount, p.Popularity, p.ReturnRate));
        Assert.Equal((18, new RelatedProduct("B-7", "accessory"), new Seller("Boutique", "https://b")), (p.AgeRestriction!.Value, p.Related[0], p.Seller!));
        Assert.True(p.EligibleSearch && p.EligibleCheckout);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 23, 59, 59, TimeSpan.Zero), p.Expires);
    }

    [Theory]
    [InlineData("nonsense", DiagnosticKind.Malformed, "")]
    [InlineData("[1]", DiagnosticKind.Malformed, "")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\"}{", DiagnosticKind.Malformed, "")]
    [InlineData("{\"id\":\"a\",\"title\":\"\\ud800\"}", DiagnosticKind.Malformed, "")]
    [InlineData("{\"title\":\"b\"}", DiagnosticKind.BadId, "id")]
    [InlineData("{\"id\":null,\"title\":\"b\"}", DiagnosticKind.BadId, "id")]
    [InlineData("{\"id\":1.5,\"title\":\"b\"}", DiagnosticKind.BadId, "id")]
    [InlineData("{\"id\":\"a\\u0007\",\"title\":\"b\"}", DiagnosticKind.BadId, "id")]
    [InlineData("{\"id\":\"a\"}", DiagnosticKind.NoTitle, "title")]
    [InlineData("{\"id\":\"a\",\"title\":\" \\n \"}", DiagnosticKind.NoTitle, "title")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":\"cheap\"}", DiagnosticKind.BadPrice, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":\"49,90 EUR\"}", DiagnosticKind.BadPrice, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":\"49.901 EUR\"}", DiagnosticKind.BadPrice, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":\"-1.00 EUR\"}", DiagnosticKind.BadPrice, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":true}", DiagnosticKind.BadPrice, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":{\"amount\":49.9,\"currency\":\"EUR\"}}", DiagnosticKind.BadPrice, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":49.9}", DiagnosticKind.BadCurrency, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":\"49.90 EUX\"}", DiagnosticKind.BadCurrency, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"price\":{\"amount\":1}}", DiagnosticKind.BadCurrency, "price")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\",\"offers\":[{\"region\":\"FR\",\"price\":\"x\"}]}", DiagnosticKind.BadPrice, "offers[0].price")]
    public void A_line_is_refused_with_its_field_and_kind(string json, DiagnosticKind kind, string field)
    {
        Diagnostic refusal = Native.Line(json).Refusal!;
        Assert.Equal((kind, field, "feed.jsonl", 7L), (refusal.Kind, refusal.Field, refusal.File, refusal.Line));
    }

    [Theory]
    [InlineData("\"gtin\":\"12345678\"", DiagnosticKind.BadGtin, "gtin")]
    [InlineData("\"availability\":\"maybe\"", DiagnosticKind.UnknownValue, "availability")]
    [InlineData("\"condition\":\"shiny\"", DiagnosticKind.UnknownValue, "condition")]
    [InlineData("\"language\":\"tlh\"", DiagnosticKind.UnknownValue, "language")]
    [InlineData("\"quantity\":-3", DiagnosticKind.BadNumber, "quantity")]
    [InlineData("\"rating\":7", DiagnosticKind.BadNumber, "rating")]
    [InlineData("\"released\":\"last year\"", DiagnosticKind.BadDate, "released")]
    [InlineData("\"expires\":\"soon\"", DiagnosticKind.BadDate, "expires")]
    [InlineData("\"brand\":{\"name\":\"Zenko\"}", DiagnosticKind.WrongForm, "brand")]
    [InlineData("\"offers\":[{\"price\":\"5.00 EUR\"}]", DiagnosticKind.WrongForm, "offers[0]")]
    [InlineData("\"offers\":7", DiagnosticKind.WrongForm, "offers")]
    [InlineData("\"related\":[{\"id\":\"z\",\"type\":\"friend\"}]", DiagnosticKind.UnknownValue, "related[0]")]
    [InlineData("\"diets\":[\"keto\"]", DiagnosticKind.UnknownValue, "diets")]
    [InlineData("\"eligible_search\":\"perhaps\"", DiagnosticKind.WrongForm, "eligible_search")]
    [InlineData("\"countries\":[\"Atlantis\"]", DiagnosticKind.UnknownCountry, "countries")]
    [InlineData("\"price\":\"5.00 EUR\",\"sale_price\":\"6.00 EUR\"", DiagnosticKind.BadSale, "sale_price")]
    [InlineData("\"price\":\"5.00 EUR\",\"sale_price\":\"4.00 USD\"", DiagnosticKind.BadSale, "sale_price")]
    public void A_line_is_taken_without_a_wrong_field_and_with_one_warning(string member, DiagnosticKind kind, string field)
    {
        CatalogLine line = Native.Line($"{{\"id\":\"a\",\"title\":\"b\",{member}}}");
        Assert.NotNull(line.Product);
        Diagnostic warning = Assert.Single(line.Diagnostics);
        Assert.Equal((kind, field), (warning.Kind, warning.Field));
    }

    [Fact]
    public void A_sale_whose_end_cannot_be_read_is_left_out_whole()
    {
        CatalogLine line = Native.Line("""{"id":"a","title":"b","price":"9.00 EUR","sale_price":"5.00 EUR","sale_from":"2026-01-01","sale_to":"whenever"}""");
        Assert.Equal((null, null), (line.Product!.SalePrice, line.Product.SaleFrom));
        Assert.Equal([DiagnosticKind.BadDate, DiagnosticKind.BadSale], line.Diagnostics.Select(d => d.Kind));
    }

    [Fact]
    public void A_country_that_does_not_exist_never_opens_the_other_countries()
        => Assert.Equal(["ATLANTIS"], Native.Line("""{"id":"a","title":"b","countries":["Atlantis"]}""").Product!.Countries);

    [Fact]
    public void A_bare_number_is_a_price_in_the_currency_that_the_command_tells()
        => Assert.Equal(new Money(4990, "EUR"), Native.Line("""{"id":"a","title":"b","price":49.9}""", "EUR").Product!.Price);

    [Theory]
    [InlineData("0.1 KWD", 100, "KWD")]
    [InlineData("399 JPY", 399, "JPY")]
    [InlineData("399.00 JPY", 399, "JPY")]
    [InlineData("0.07 usd", 7, "USD")]
    public void Prices_are_minor_units_by_the_exponent(string price, long amount, string currency)
        => Assert.Equal(new Money(amount, currency), Native.Read($$"""{"id":"a","title":"b","price":"{{price}}"}""").Price);

    [Theory]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("size <10 cm", "size <10 cm")]
    [InlineData("one<br/>two<li>three", "one\ntwo\nthree")]
    [InlineData("<style>p{}</style>x<!-- y -->z", "xz")]
    [InlineData("<p title=\"a\">x", "x")]
    [InlineData("caf&eacute; &#8364; &lt;b&gt;", "café € <b>")]
    [InlineData("<unclosed", "<unclosed")]
    [InlineData("<script>never closed", null)]
    public void Tags_leave_a_description_and_signs_stay(string html, string? text)
        => Assert.Equal(text, Native.Read($$"""{"id":"a","title":"b","description":{{System.Text.Json.JsonSerializer.Serialize(html)}}}""").Description);

    [Fact]
    public void Limits_are_kept_to_the_character()
    {
        Assert.NotNull(Title(new string('é', 500)).Product);
        Assert.NotNull(Title(string.Concat(Enumerable.Repeat("🙂", 500))).Product);
        Assert.Equal(DiagnosticKind.OverLimit, Title(new string('é', 501)).Refusal!.Kind);
        Assert.Equal(DiagnosticKind.OverLimit, Native.Line($$"""{"id":"{{new string('é', 101)}}","title":"b"}""").Refusal!.Kind);
        Assert.NotNull(Native.Line($$"""{"id":"{{new string('é', 100)}}","title":"b"}""").Product);
        Assert.Equal(DiagnosticKind.OverLimit, With("description", $"\"{new string('x', 100_001)}\"").Refusal!.Kind);
        Assert.NotNull(With("description", $"\"{new string('x', 100_000)}\"").Product);
        Assert.NotNull(With("synonyms", List(1_000)).Product);
        Assert.Equal("synonyms", With("synonyms", List(1_001)).Refusal!.Field);
        Assert.Equal("modes", With("modes", List(1_001)).Refusal!.Field);
        Assert.NotNull(With(new string('n', 200), "1").Product);
        Assert.Equal(DiagnosticKind.OverLimit, With(new string('n', 201), "1").Refusal!.Kind);
        Assert.Equal(DiagnosticKind.OverLimit, With(new string('n', 9_000), "1").Refusal!.Kind);

        static CatalogLine Title(string title) => Native.Line($$"""{"id":"a","title":"{{title}}"}""");
        static CatalogLine With(string name, string value) => Native.Line($$"""{"id":"a","title":"b","{{name}}":{{value}}}""");
        static string List(int entries) => $"[{string.Join(',', Enumerable.Repeat("\"x\"", entries))}]";
    }

    [Fact]
    public void Json_nested_without_end_is_refused_and_does_not_bring_the_process_down()
    {
        Assert.Equal(DiagnosticKind.Malformed, Native.Line("{\"id\":\"a\",\"title\":\"b\",\"x\":" + new string('[', 100_000)).Refusal!.Kind);
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);
        Assert.NotNull(Native.Line($$"""{"id":"a","title":"b","x":{{deep}}}""").Product);
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_refused_with_the_byte_and_its_place()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{\"id\":\"a\",\"title\":\"caf"), 0xE9, .. Encoding.UTF8.GetBytes("\"}")];
        Diagnostic refusal = NativeLine.Read(bytes, ReadOptions.Default).Refusal!;
        Assert.Equal(DiagnosticKind.NotUtf8, refusal.Kind);
        Assert.Contains("offset 22 (0xE9)", refusal.Reason);
    }

    [Fact]
    public void No_bytes_make_the_reading_throw()
        => Gen.OneOf(Gen.Byte.Array[0, 200], Mutated()).Sample(bytes =>
        {
            CatalogLine line = NativeLine.Read(bytes, ReadOptions.Default);
            return (line.Product is null) == (line.Refusal is not null);
        }, iter: 2_000);

    /// <summary>A stored product with some of its bytes changed.</summary>
    private static Gen<byte[]> Mutated()
        => Gen.Select(Products.ProductGen.Any, Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 6]).Select((product, changes) =>
        {
            byte[] bytes = ProductJson.ToUtf8(product);
            foreach ((int at, byte value) in changes) bytes[at % bytes.Length] = value;
            return bytes;
        });
}
