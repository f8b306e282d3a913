using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Tests.Support;
using Retrieval.Tests.Shared;

[assembly: AssemblyFixture(typeof(SampleShop))]

namespace Retrieval.Search.Tests.Support;

/// <summary>The sample catalogue with the committed student, indexed once for all tests, at the moment that its judgments hold for.</summary>
public sealed class SampleShop : IDisposable
{
    /// <summary>The day of the judgments (<c>data-samples/README.md</c>).</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Workspace.NewFolder("samples");

    public SampleShop()
    {
        string[] files = [.. Directory.EnumerateFiles(Workspace.PathOf("data-samples", "catalog"), "*.jsonl").Order(StringComparer.Ordinal)];
        Product[] products = [.. CatalogReader.Read(files, ReadOptions.Default).Select(line => line.Product ?? throw new InvalidDataException(line.Refusal?.ToString()))];
        Products = products.ToDictionary(product => product.Id, StringComparer.Ordinal);
        Encoder = EncoderCatalog.Load(Workspace.PathOf("models", "student"));
        IndexBuilder.Build(folder, products, new BuildOptions { Threads = 2, Encoder = Encoder });
        Index = ProductIndex.Open(folder, EngineClock.At(Now));
        Engine = new SearchEngine(Index, Encoder);
        Queries = [.. File.ReadLines(Workspace.PathOf("data-samples", "queries.tsv")).Select(line => line.Split('\t')[1])];
    }

    /// <summary>The products by id, as the feed states them.</summary>
    public IReadOnlyDictionary<string, Product> Products { get; }

    /// <summary>The sentences of the query set, in its order.</summary>
    public IReadOnlyList<string> Queries { get; }

    /// <summary>Sentences that ask for norms and compatibilities, in eight languages.</summary>
    public IReadOnlyList<string> NormSentences { get; } = [.. Directory.EnumerateFiles(Workspace.PathOf("tests", "Retrieval.Understanding.Tests", "Data", "norms"), "*.tsv")
        .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(static line => line.Split('\t')[1])];

    public IEncoder Encoder { get; }

    public ProductIndex Index { get; }

    public SearchEngine Engine { get; }

    public void Dispose()
    {
        Index.Dispose();
        Encoder.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
