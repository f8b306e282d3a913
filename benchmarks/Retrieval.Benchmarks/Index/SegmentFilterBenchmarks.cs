using BenchmarkDotNet.Attributes;
using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Languages;

namespace Retrieval.Benchmarks.Index;

/// <summary>
/// A filter over 100,000 synthetic products (seed 1) into a bitmap, its columns warm, the cache of sets left out; one thread, with
/// allocated bytes. It does not show the first filter on a field, which reads the column, nor hits and their scores.
/// </summary>
[MemoryDiagnoser]
public class SegmentFilterBenchmarks
{
    private const int Products = 100_000;

    private string folder = "";
    private ProductIndex index = null!;
    private IndexSnapshot snapshot = null!;
    private Filter filter = Filter.Everything;

    /// <summary>The filter: a range, a word, a conjunction, and an attribute's measure.</summary>
    [Params("price<60", "brand=brand7", "price<60 and rating>=4 and not color=red", "power>=600W")]
    public string Expression { get; set; } = "";

    /// <summary>Builds the index.</summary>
    [GlobalSetup]
    public void Build()
    {
        folder = Directory.CreateTempSubdirectory("retrieval-bench-").FullName;
        var random = new Random(1);
        IndexBuilder.Build(folder, Enumerable.Range(0, Products).Select(i => Next(random, i)), new BuildOptions { Language = Language.En });
        index = ProductIndex.Open(folder);
        snapshot = index.Acquire();
        filter = FilterParser.Parse(Expression);
        Evaluate();
    }

    /// <summary>The bitmap of every segment.</summary>
    [Benchmark]
    public int Evaluate()
    {
        var market = new Market(null, "EUR");
        int words = 0;
        for (int i = 0; i < snapshot.Generation.Columns.Length; i++)
        {
            int segment = i;
            var bitmaps = SpareBitmaps.OfThread(snapshot.Generation.Columns[i].MaxDoc);
            var evaluation = new SegmentFilter(snapshot.Generation.Columns[i], snapshot.Generation.Leaves[i], "EUR", null, _ => snapshot.MarketOffers(segment, market), bitmaps);
            words += bitmaps.Last(evaluation.Matching(filter)).Length;
        }
        return words;
    }

    /// <summary>Deletes the index.</summary>
    [GlobalCleanup]
    public void Delete()
    {
        snapshot.Dispose();
        index.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static Product Next(Random random, int number) => new()
    {
        Id = $"P-{number}",
        Title = $"thing {number}",
        Brand = $"brand{random.Next(200)}",
        Color = [random.Next(2) == 0 ? "red" : "blue"],
        Price = new Money(random.Next(500, 20_000), "EUR"),
        Rating = random.Next(1, 11) / 2.0,
        Attributes = [new ProductAttribute("power", [$"{random.Next(1, 12) * 100} W"], AttributeKind.Text)],
    };
}
