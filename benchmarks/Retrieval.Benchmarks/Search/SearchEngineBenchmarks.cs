using BenchmarkDotNet.Attributes;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Search.Requests;

namespace Retrieval.Benchmarks.Search;

/// <summary>
/// One search of ten hits, sentence in and answer out, over the 735 products of <c>data-samples</c> with the committed student, one query
/// of the set after the other, on one core, with allocated bytes. It does not show large indexes, several threads
/// or the transport; `retrieval bench` has the percentiles.
/// </summary>
[MemoryDiagnoser]
public class SearchEngineBenchmarks
{
    private readonly string folder = Directory.CreateTempSubdirectory("retrieval-bench-").FullName;
    private IEncoder encoder = null!;
    private ProductIndex index = null!;
    private SearchEngine engine = null!;
    private SearchRequest[] requests = [];
    private int next;

    /// <summary>Which legs answer.</summary>
    [Params(SearchMode.Hybrid, SearchMode.Lexical, SearchMode.Semantic)]
    public SearchMode Mode { get; set; }

    /// <summary>Whether the whole sentence is taken as words, with no understanding.</summary>
    [Params(false, true)]
    public bool Raw { get; set; }

    /// <summary>Builds the index.</summary>
    [GlobalSetup]
    public void Build()
    {
        string root = Repository.Root;
        encoder = EncoderCatalog.Load(Path.Combine(root, "models", "student"));
        IEnumerable<Product> products = CatalogReader.Read(Directory.EnumerateFiles(Path.Combine(root, "data-samples", "catalog"), "*.jsonl").Order(), ReadOptions.Default)
            .Select(line => line.Product).OfType<Product>();
        IndexBuilder.Build(folder, products, new BuildOptions { Encoder = encoder });
        index = ProductIndex.Open(folder, EngineClock.At(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)));
        engine = new SearchEngine(index, encoder);
        requests = [.. File.ReadLines(Path.Combine(root, "data-samples", "queries.tsv")).Select(line => new SearchRequest { Query = line.Split('\t')[1], Mode = Mode, Raw = Raw })];
    }

    /// <summary>Closes the index and deletes it.</summary>
    [GlobalCleanup]
    public void Delete()
    {
        index.Dispose();
        encoder.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The next query of the set.</summary>
    [Benchmark]
    public SearchResponse Search() => engine.Search(requests[next = (next + 1) % requests.Length]);
}
