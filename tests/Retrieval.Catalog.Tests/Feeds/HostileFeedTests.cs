using System.Text;
using System.Text.Json;
using CsCheck;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Feeds;
using Retrieval.Catalog.Reading.Mapping;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Feeds;

/// <summary>Whatever stands in the fields of a feed, each object gives a product or one refusal, and nothing throws.</summary>
public sealed class HostileFeedTests
{
    private static readonly string[] Names =
    [
        "id", "item_id", "title", "price", "sale_price", "currency", "availability", "shipping", "geo_price", "geo_availability", "variant_dict", "related_product_id",
        "relationship_type", "product_detail", "related_product", "sale_price_effective_date", "target_countries", "color", "offers", "attributes", "allergens", "seller", "variants",
        "description", "media", "barcodes", "categories", "variant_options", "list_price", "gtin", "expires", "quantity", "rating", "custom_variant1_category", "custom_variant1_option",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char["0123456789.,:/()€$ -aE>|[{\""].Array[0, 12].Select(c => new string(c)), Gen.String[0, 6],
        Gen.Bool.Select(b => b ? "US:CA:Overnight:16.00 USD:1:1:1" : "79.99 USD (California)"));

    private static Gen<string> Value(int depth)
    {
        Gen<string> scalar = Gen.OneOf(Text.Select(t => JsonSerializer.Serialize(t)), Gen.Long.Select(l => l.ToString()), Gen.Bool.Select(b => b ? "true" : "null"), Gen.Const("\"\\ud800\""), Gen.Const("1e999"));
        if (depth == 0) return scalar;
        Gen<string> inner = Value(depth - 1);
        return Gen.OneOf(scalar, inner.Array[0, 3].Select(a => $"[{string.Join(',', a)}]"), Members(inner, 3));
    }

    private static Gen<string> Members(Gen<string> value, int most)
        => Gen.Select(Gen.Int[0, Names.Length - 1], value).Array[0, most].Select(m => "{" + string.Join(',', m.Select(x => $"\"{Names[x.Item1]}\":{x.Item2}")) + "}");

    private static readonly Gen<string[]> Lines = Members(Value(2), 12).Array[1, 50];

    [Theory]
    [InlineData(FeedFormat.Native)]
    [InlineData(FeedFormat.OpenAi)]
    [InlineData(FeedFormat.Google)]
    [InlineData(FeedFormat.Acp)]
    [InlineData(FeedFormat.Csv)]
    public void No_object_makes_a_feed_throw(FeedFormat format)
        => Lines.Sample(lines => Check(lines, new ReadOptions { Format = format, Currency = "EUR" }), iter: 10);

    [Fact]
    public void No_object_makes_a_mapped_feed_throw()
    {
        ColumnMap map = ColumnMap.Parse(Encoding.UTF8.GetBytes(
            """
            {"fields":{"id":"id","title":"title","price":{"column":"price","currency_column":"currency"},"category":"categories[*].value","related":"related_product","offers":"offers","allergens":"allergens"},
             "attributes":[{"prefix":"c"},{"column":"variant_options","name_path":"id","value_path":"title"}]}
            """));
        Lines.Sample(lines => Check(lines, new ReadOptions { Map = map }), iter: 10);
    }

    [Fact]
    public void No_product_of_the_agentic_protocol_makes_its_reading_throw()
        => Members(Value(3), 6).Sample(text =>
        {
            using JsonDocument document = JsonDocument.Parse($"{{\"id\":\"p\",\"variants\":[{text},{text}]}}");
            return AcpProduct.Read(document.RootElement, ReadOptions.Default).Count == 2;
        });

    private static void Check(string[] lines, ReadOptions options)
    {
        List<CatalogLine> read = Feed.Read("feed.jsonl", string.Join('\n', lines), options);
        Assert.True(read.Count >= lines.Length, $"only {read.Count} of {lines.Length} lines were told");
        Assert.All(read, l => Assert.True(l.Product is null == l.Refusal is not null));
    }
}
