using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Support;

/// <summary>An index of a few products in a folder of its own, deleted at the end.</summary>
internal sealed class TestIndex : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public TestIndex(IEnumerable<Product> products, BuildOptions? options = null, string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("retrieval-index-").FullName;
        Report = IndexBuilder.Build(Folder, products, options ?? Plain);
        Index = ProductIndex.Open(Folder, EngineClock.At(Now));
    }

    public static BuildOptions Plain { get; } = new() { Threads = 2, Language = Language.En };

    public string Folder { get; }
    public BuildReport Report { get; }
    public ProductIndex Index { get; }

    public void Dispose()
    {
        Index.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
