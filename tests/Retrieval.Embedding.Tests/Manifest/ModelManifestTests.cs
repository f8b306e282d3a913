using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Tests.Shared;

namespace Retrieval.Embedding.Tests.Manifest;

/// <summary>
/// A manifest that is written is read back the same; every fault of a model is told with the file, the place, what was
/// found and what was expected; the known public models' manifests are valid.
/// </summary>
public sealed class ModelManifestTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        using TinyModel model = new(change: m => m with { NestedDimensions = [1, 2], Prefixes = new ModelPrefixes("q: ", ""), Licence = "Apache-2.0", MaxRows = 4 });
        ModelManifest read = ModelManifest.Read(model.Directory);
        Assert.Equal(model.Manifest.Files, read.Files);
        Assert.Equal(model.Manifest.NestedDimensions, read.NestedDimensions);
        Assert.Equal(
            model.Manifest with { Files = [], NestedDimensions = [], Languages = [] },
            read with { Files = [], NestedDimensions = [], Languages = [] });
    }

    [Theory]
    [InlineData("e5-small", 384)]
    [InlineData("use-multilingual", 512)]
    [InlineData("bge-small-en", 384)]
    [InlineData("minilm-l6", 384)]
    public void A_folder_named_as_a_known_public_model_needs_no_manifest(string name, int dimension)
    {
        string folder = Path.Combine(Workspace.NewFolder(), name);
        Directory.CreateDirectory(folder);
        Assert.Equal(dimension, ModelManifest.Read(folder + "/").Dimension);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
        => AssertFault(Load("/no/such/folder"), "/no/such/folder", "found nothing", "a folder with a model");

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_told()
    {
        using TinyModel model = new();
        AssertFault(Load(model.PathOf("vocab.txt")), "vocab.txt", "found a file", "a folder with a model");
    }

    [Fact]
    public void A_folder_without_manifest_is_told()
    {
        using TinyModel model = new();
        File.Delete(model.PathOf(ModelManifest.FileName));
        AssertFault(Load(model.Directory), "model.json", "found nothing", "a manifest");
    }

    [Theory]
    [InlineData("\"pooling\": \"mean\"", "\"pooling\": \"max\"", "$.pooling in line ", "mean, first or none")]
    [InlineData("\"kind\": \"wordpiece\"", "\"kind\": \"unigram\"", "$.tokenizer.kind in line ", "wordpiece, sentencepiece_unigram, sentencepiece_bpe, bpe or static")]
    [InlineData("\"dimension\": 3", "\"dimension\": \"x\"", "$.dimension in line ", "model.json")]
    [InlineData("\"dimension\": 3", "\"dimension\": 0", "dimension", "1 to 65536")]
    [InlineData("\"dimension\": 3,", "", "'dimension'", "model.json")]
    [InlineData("\"dimension\": 3", "\"dimensions\": 3", "dimensions", "model.json")]
    [InlineData("\"max_tokens\": 8", "\"max_tokens\": 2", "max_tokens", "3 to 65536")]
    [InlineData("\"graph\": \"model.onnx\"", "\"graph\": \"other.onnx\"", "graph: found other.onnx", "one of the paths in files")]
    [InlineData("\"name\": \"tiny\"", "\"name\": null", "name", "model.json")]
    [InlineData("{", "{{", "in line 1", "model.json")]
    public void A_broken_member_is_told(string right, string wrong, string place, string expected)
    {
        using TinyModel model = new();
        string path = model.PathOf(ModelManifest.FileName);
        string json = File.ReadAllText(path);
        Assert.Contains(right, json);
        int at = json.IndexOf(right, StringComparison.Ordinal);
        File.WriteAllText(path, json[..at] + wrong + json[(at + right.Length)..]);
        AssertFault(Load(model.Directory), path, place, expected);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        using TinyModel model = new();
        File.Delete(model.PathOf("vocab.txt"));
        AssertFault(Load(model.Directory), model.PathOf("vocab.txt"), "found nothing", "tiny@1");
    }

    [Fact]
    public void A_changed_file_is_told_with_both_digests()
    {
        using TinyModel model = new();
        File.AppendAllText(model.PathOf("vocab.txt"), "more\n");
        AssertFault(Load(model.Directory), model.PathOf("vocab.txt"), ModelManifest.Describe(model.Directory, "vocab.txt").Sha256, model.Manifest.Files[1].Sha256);
    }

    private static ModelException Load(string directory) => Assert.Throws<ModelException>(() => EncoderCatalog.Load(directory).Dispose());

    private static void AssertFault(ModelException fault, params string[] parts)
    {
        foreach (string part in parts)
            Assert.Contains(part, fault.Message);
    }
}
