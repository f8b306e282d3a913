using System.Text.Json.Nodes;
using Retrieval.Catalog.Products;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;

namespace Retrieval.Index.Tests.Generations;

/// <summary>An index of another layout is not read by guess: it is refused, and the refusal says what to do.</summary>
public sealed class IndexManifestTests
{
    [Theory]
    [InlineData(IndexManifest.CurrentFormat - 1)]
    [InlineData(IndexManifest.CurrentFormat + 1)]
    public void An_index_of_another_format_is_refused(int format)
    {
        using var test = new TestIndex([new Product { Id = "B-1", Title = "blender" }]);
        string path = Path.Combine(new GenerationFolders(test.Folder).Current(), "manifest.json");
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["format"] = format;
        File.WriteAllText(path, manifest.ToJsonString());

        IndexException refusal = Assert.Throws<IndexException>(() => ProductIndex.Open(test.Folder));

        Assert.Equal(IndexFault.Foreign, refusal.Fault);
        Assert.Contains($"format {format}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Index the catalogue again", refusal.Message, StringComparison.Ordinal);
    }
}
