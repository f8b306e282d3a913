using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Mapping;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Mapping;

/// <summary>The committed maps read the real files they were written for. Skipped where those are absent.</summary>
public sealed class RealFeedTests
{
    [Theory]
    [InlineData("icecat", "icecat/products.jsonl.gz", 19_406, 0)]
    [InlineData("homedepot", "homedepot/catalog.jsonl.gz", 54_667, 0)]
    [InlineData("ikea", "ikea/products.csv.gz", 1_007, 13)]
    [InlineData("mercadona", "mercadona/products.csv.gz", 4_974, 0)]
    [InlineData("lazada", "marketplaces/lazada.csv.gz", 1_000, 0)]
    [InlineData("shein", "marketplaces/shein.csv.gz", 1_000, 1)]
    [InlineData("shopee", "marketplaces/shopee.csv.gz", 1_000, 0)]
    [InlineData("bestbuy", "bestbuy/products.csv.gz", 48_194, 0)]
    [InlineData("fashion", "fashion/hm-articles.jsonl.gz", 105_542, 0)]
    [InlineData("instacart", "grocery/instacart-products.csv.gz", 49_688, 0)]
    [InlineData("openfoodfacts", "grocery/openfoodfacts.csv.gz", 19_347, 0)]
    [InlineData("openfoodfacts-big", "grocery/openfoodfacts-big.csv.gz", 47_872, 0)]
    public void Every_row_of_a_real_feed_is_taken_or_refused_for_a_known_reason(string map, string data, int rows, int refused)
    {
        string path = Workspace.Outside(["data", .. data.Split('/')]);
        var options = new ReadOptions { Map = ColumnMap.Load(Workspace.PathOf("data-samples", "maps", $"{map}.json")) };
        var summary = new ReadSummary();
        List<Diagnostic> refusals = [.. CatalogReader.Read([path], options, summary).Select(l => l.Refusal).OfType<Diagnostic>()];
        string counts = string.Join(", ", summary.Warnings.Concat(summary.Refusals).Select(c => $"{c.Key.Name()} {c.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{map}: taken {summary.Taken}, replaced {summary.Replaced}, {counts}");
        Assert.Equal(rows, summary.Taken + summary.Refused);
        Assert.True(refused == summary.Refused, $"{counts}; {string.Join("; ", refusals.Take(5))}");
    }
}
