using System.Runtime.InteropServices;
using Retrieval.Embedding.Manifest;
using Retrieval.Tests.Shared;

namespace Retrieval.Embedding.Tests;

/// <summary>
/// A whole model in a folder of its own: words "w0".."w9" of a WordPiece vocabulary, and a graph whose token vectors are
/// rows of a table, so that every expected vector can be computed by hand.
/// </summary>
internal sealed class TinyModel : IDisposable
{
    public const int Dimension = 3;
    public const int MaxTokens = 8;

    public static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", .. Enumerable.Range(0, 10).Select(i => $"w{i}")];

    public TinyModel(Pooling pooling = Pooling.Mean, Func<ModelManifest, ModelManifest>? change = null)
    {
        Directory = Workspace.NewFolder();
        File.WriteAllLines(Path.Combine(Directory, "vocab.txt"), Vocabulary);
        File.WriteAllBytes(Path.Combine(Directory, "model.onnx"), Graph());
        ModelManifest manifest = new()
        {
            Name = "tiny",
            Version = "1",
            Languages = ["en"],
            Files = [ModelManifest.Describe(Directory, "model.onnx"), ModelManifest.Describe(Directory, "vocab.txt")],
            Graph = "model.onnx",
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.WordPiece, File = "vocab.txt", LowerCase = true, BosId = 2, EosId = 3, PadId = 0, UnkId = 1 },
            Inputs = new ModelInputs("input_ids", "attention_mask"),
            Output = "last_hidden_state",
            Pooling = pooling,
            Normalize = true,
            Dimension = Dimension,
            MaxTokens = MaxTokens,
        };
        Manifest = change is null ? manifest : change(manifest);
        Manifest.Write(Directory);
    }

    public string Directory { get; }

    public ModelManifest Manifest { get; }

    public string PathOf(string file) => Path.Combine(Directory, file);

    /// <summary>Row of the table: the vector of one token. The padding's is huge, so that a leak of it shows.</summary>
    public static float[] Row(int id) => id == 0 ? [1e6f, -1e6f, 1e6f] : [id, id * id % 7 - 3, 1f / id];

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    /// <summary>last_hidden_state = Gather(table, input_ids); the mask is an input that the graph does not use.</summary>
    private static byte[] Graph()
    {
        float[] table = [.. Enumerable.Range(0, Vocabulary.Length).SelectMany(Row)];
        Protobuf graph = new Protobuf()
            .Message(1, new Protobuf().Text(1, "table").Text(1, "input_ids").Text(2, "last_hidden_state").Text(4, "Gather"))
            .Text(2, "tiny")
            .Message(5, new Protobuf().Number(1, Vocabulary.Length).Number(1, Dimension).Number(2, 1).Text(8, "table").Bytes(9, MemoryMarshal.AsBytes(table.AsSpan())))
            .Message(11, Tensor("input_ids", 7, "texts", "tokens"))
            .Message(11, Tensor("attention_mask", 7, "texts", "tokens"))
            .Message(12, Tensor("last_hidden_state", 1, "texts", "tokens", Dimension));
        return new Protobuf().Number(1, 8).Message(8, new Protobuf().Text(1, "").Number(2, 13)).Message(7, graph).ToArray();
    }

    private static Protobuf Tensor(string name, int elementType, params object[] dimensions)
    {
        Protobuf shape = new();
        foreach (object dimension in dimensions)
            shape.Message(1, dimension is string symbol ? new Protobuf().Text(2, symbol) : new Protobuf().Number(1, (int)dimension));
        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, elementType).Message(2, shape)));
    }
}
