using Retrieval.Index.Building;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Fusion;
using Retrieval.Search.Tests.Support;
using Retrieval.Tests.Shared;

namespace Retrieval.Search.Tests.Fusion;

/// <summary>Fitted weights come back from their file, go with an index, and a wrong file is told apart.</summary>
public sealed class FusionFileTests : IDisposable
{
    private static readonly ScoreFusion Weights = new(Meaning: 0.7f, OtherLanguage: 0.8f, Coverage: 0.25f, Pairs: 0);

    private readonly string folder = Workspace.NewFolder();

    private string Path => System.IO.Path.Combine(folder, "fusion.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Weights_come_back_as_they_were_written()
    {
        FusionFile.Write(Path, Weights, fitted: null);
        Assert.Equal(Weights, FusionFile.Read(Path));
    }

    [Fact]
    public void An_index_keeps_the_weights_that_it_was_built_with()
    {
        string index = System.IO.Path.Combine(folder, "index");
        IndexBuilder.Build(index, [Shop.Blender("a")], new BuildOptions { Threads = 1, Fusion = Weights.Weights });
        using ProductIndex opened = ProductIndex.Open(index);
        Assert.Equal(Weights, new SearchEngine(opened, encoder: null).Fusion);
        Assert.Equal(ScoreFusion.Default, new SearchEngine(opened, encoder: null).With(ScoreFusion.Default).Fusion);
        Assert.Equal(Weights.Weights, BuildOptions.Like(opened.Manifest).Fusion);
    }

    [Theory]
    [InlineData("[]", "a JSON object is expected")]
    [InlineData("{", "not the JSON of weights (line 1: it ends before all its objects and lists are closed); expected is such as {\"format\":1,")]
    [InlineData("", "not the JSON of weights (line 1: it is empty)")]
    [InlineData("{\"format\":1,\n\"weights\":{\n\"meaning\":\"much\"}}", "(line 3, weights.meaning: expected a number)")]
    [InlineData("{\"format\":1,\n\"weights\":[0.3]}", "(line 2, weights: expected an object)")]
    [InlineData("""{"weights":{"meaning":1}}""", "\"format\" is missing")]
    [InlineData("""{"format":2,"weights":{"meaning":1}}""", "\"format\" is 2; this version reads format 1")]
    [InlineData("""{"format":1}""", "\"weights\" is missing")]
    [InlineData("""{"format":1,"weights":{"luck":1}}""", "there is no weight \"luck\"; there are meaning, other_language, coverage, pairs")]
    [InlineData("""{"format":1,"weights":{"pairs":-1}}""", "the weight \"pairs\" is -1; it lies between 0 and 100")]
    [InlineData("""{"format":1,"weights":{"other_language":1.5}}""", "the weight \"other_language\" is 1.5; it lies between 0 and 1")]
    public void A_wrong_file_is_told_apart(string json, string reason)
    {
        File.WriteAllText(Path, json);
        Assert.StartsWith($"{Path}: ", Assert.Throws<InvalidDataException>(() => FusionFile.Read(Path)).Message, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => FusionFile.Read(Path)).Message, StringComparison.Ordinal);
    }
}
