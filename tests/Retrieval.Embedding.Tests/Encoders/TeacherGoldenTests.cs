using System.Numerics.Tensors;
using System.Text.Json;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Tests.Shared;

namespace Retrieval.Embedding.Tests.Encoders;

/// <summary>
/// Public sentence encoders through our manifests, against ids and vectors made with the reference implementations
/// (sentencepiece, tokenizers, ONNX Runtime in Python):
/// ids are equal, other scripts included; each vector's cosine is at least 0.999, alone and in a batch.
/// A dynamically quantised graph (max_rows 1 in its manifest) amplifies the last bits of a processor's kernels: one
/// text in fifty may fall to 0.995 on a machine with other vector instructions than the reference's.
/// </summary>
public sealed class TeacherGoldenTests
{
    private const double MinCosine = 0.999;
    private const double MinQuantizedCosine = 0.995;

    public static TheoryData<string> Teachers => ["e5-small", "use-multilingual", "bge-small-en", "minilm-l6"];

    [Theory]
    [MemberData(nameof(Teachers))]
    public void Ids_and_vectors_equal_the_reference(string teacher)
    {
        string directory = Workspace.Outside("teachers", teacher);
        using OnnxEncoder encoder = Assert.IsType<OnnxEncoder>(EncoderCatalog.Load(directory));
        Golden[] golden = ReadGolden(directory);
        float[] vector = new float[encoder.Dimension];

        List<(Golden Text, float Cosine)> cosines = [];
        foreach (Golden text in golden)
        {
            int[] ids = encoder.Tokenize(text.Text, text.Kind);
            Assert.True(ids.SequenceEqual(text.Ids), $"ids of {Show(text)}: {string.Join(' ', ids.Take(30))} instead of {string.Join(' ', text.Ids.Take(30))}");
            encoder.Encode(text.Text, text.Kind, vector);
            cosines.Add((text, TensorPrimitives.CosineSimilarity<float>(vector, text.Vector)));
        }
        Assert.Equal(106, golden.Length);
        AssertClose(directory, cosines);
    }

    [Theory]
    [MemberData(nameof(Teachers))]
    public void A_batch_of_mixed_lengths_gives_the_reference_vectors(string teacher)
    {
        string directory = Workspace.Outside("teachers", teacher);
        using IEncoder encoder = EncoderCatalog.Load(directory, threads: 2);
        Golden[] golden = ReadGolden(directory);

        List<(Golden Text, float Cosine)> cosines = [];
        foreach (IGrouping<TextKind, Golden> side in golden.GroupBy(g => g.Kind))
        {
            Golden[] texts = [.. side];
            float[] vectors = new float[texts.Length * encoder.Dimension];
            encoder.EncodeBatch([.. texts.Select(t => t.Text)], side.Key, vectors);
            for (int i = 0; i < texts.Length; i++)
                cosines.Add((texts[i], TensorPrimitives.CosineSimilarity<float>(vectors.AsSpan(i * encoder.Dimension, encoder.Dimension), texts[i].Vector)));
        }
        AssertClose(directory, cosines);
    }

    private static void AssertClose(string directory, List<(Golden Text, float Cosine)> cosines)
    {
        bool quantized = ModelManifest.Read(directory).MaxRows == 1;
        string[] far = [.. cosines.Where(c => !(c.Cosine >= MinCosine)).Select(c => $"vector of {Show(c.Text)}: cosine {c.Cosine}")];
        Assert.True(far.Length <= (quantized ? cosines.Count / 50 : 0), string.Join('\n', far));
        Assert.True(cosines.Min(c => c.Cosine) >= (quantized ? MinQuantizedCosine : MinCosine), string.Join('\n', far));
    }

    private static string Show(Golden golden) => $"{golden.Kind} '{golden.Text[..Math.Min(60, golden.Text.Length)]}'";

    private static Golden[] ReadGolden(string directory) =>
    [
        .. File.ReadLines(Path.Combine(directory, "golden.jsonl")).Select(line =>
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement root = row.RootElement;
            return new Golden(
                root.GetProperty("kind").GetString() == "query" ? TextKind.Query : TextKind.Document,
                root.GetProperty("text").GetString()!,
                [.. root.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
                [.. root.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle())]);
        }),
    ];

    private sealed record Golden(TextKind Kind, string Text, int[] Ids, float[] Vector);
}
