using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Feeds;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Feeds;

/// <summary>A product of the Agentic Commerce Protocol becomes a product for each variant; the file form is a folder of two files.</summary>
public sealed class AcpFeedTests
{
    [Fact]
    public void The_folder_of_a_feed_is_read_for_its_target_country()
    {
        string folder = Workspace.NewFolder();
        File.WriteAllText(Path.Combine(folder, "metadata.json"), """{"id":"feed_1","target_country":"US"}""");
        File.WriteAllText(Path.Combine(folder, "products.jsonl"),
            """
            {"id":"tee","title":"Tee","variants":[{"id":"tee-s","title":"Tee S","price":{"amount":1999,"currency":"USD"},"list_price":{"amount":2999,"currency":"USD"}},{"id":"tee-m"}]}
            {"id":"no variants"}
            """);
        foreach (string path in (string[])[folder, Path.Combine(folder, "metadata.json"), Path.Combine(folder, "products.jsonl")])
        {
            List<CatalogLine> lines = [.. CatalogReader.Read([path], ReadOptions.Default)];
            Product small = lines[0].Product!;
            Assert.Equal(("tee-s", "tee", "Tee S"), (small.Id, small.GroupId, small.Title));
            Assert.Equal((new Money(2999, "USD"), new Money(1999, "USD")), (small.Price!.Value, small.SalePrice!.Value));
            Assert.Equal(["US"], small.Countries);
            Assert.Equal("Tee", lines[1].Product!.Title);
            Assert.Equal("variants", lines[2].Refusal!.Field);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Metadata_without_products_beside_it_is_an_error()
    {
        string folder = Workspace.NewFolder();
        File.WriteAllText(Path.Combine(folder, "metadata.json"), """{"id":"feed_1"}""");
        Assert.Contains("products.jsonl", Assert.Throws<CatalogException>(() => CatalogReader.Read([folder], ReadOptions.Default).Count()).Message);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_refused_variant_does_not_take_the_others_with_it()
    {
        List<CatalogLine> lines = Feed.Read("products.jsonl", """{"id":"t","variants":[{"id":"1","title":"A","price":{"amount":-1,"currency":"USD"}},{"id":"2","title":"B"},7]}""");
        Assert.Equal([DiagnosticKind.BadPrice, null, DiagnosticKind.Malformed], lines.Select(l => l.Refusal?.Kind));
    }

    [Fact]
    public void A_product_without_variants_is_refused_and_not_passed_over()
        => Assert.Equal("variants", Feed.Read("products.jsonl", """{"id":"t","variants":[]}""").Single().Refusal!.Field);

    [Fact]
    public void What_is_available_in_words_or_yes_and_no_is_understood()
    {
        Assert.Equal(Availability.InStock, One("""{"availability":{"status":"limited_stock"}}"""));
        Assert.Equal(Availability.OutOfStock, One("""{"availability":{"available":true,"status":"discontinued"}}"""));
        Assert.Equal(Availability.OutOfStock, One("""{"availability":{"available":false}}"""));
        Assert.Null(One("{}"));

        static Availability? One(string rest)
            => Feed.One("p.jsonl", $$"""{"id":"t","variants":[{"id":"1","title":"A"{{(rest == "{}" ? "" : "," + rest[1..^1])}}}]}""").Availability;
    }

    [Fact]
    public void The_examples_of_the_protocol_are_read()
    {
        using JsonDocument examples = JsonDocument.Parse(File.ReadAllBytes(Workspace.Outside("spec", "acp-2026-04-17.examples.feed.json")));
        var products = new List<Product>();
        foreach (string message in (string[])["get_products_response", "upsert_products_request_single_product"])
        {
            foreach (JsonElement product in examples.RootElement.GetProperty(message).GetProperty("products").EnumerateArray())
            {
                foreach (CatalogLine line in AcpProduct.Read(product, ReadOptions.Default)) products.Add(line.Product!);
            }
        }
        Assert.All(products, p => Assert.NotNull(p.GroupId));
        Product full = products[^1];
        Assert.NotNull(full.Description);
        Assert.NotNull(full.Price);
        Assert.NotNull(full.Gtin);
        Assert.NotNull(full.Seller);
        Assert.Equal(Availability.OutOfStock, full.Availability);
        Assert.Single(full.Color);
        Assert.Single(full.Size);
        Assert.Single(full.ImageUrls);
    }
}
