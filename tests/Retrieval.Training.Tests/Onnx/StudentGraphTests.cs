using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Runtime;
using Retrieval.Embedding.Static;
using Retrieval.Tests.Shared;
using Retrieval.Training.Onnx;
using Retrieval.Training.Student;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Onnx;

/// <summary>ONNX Runtime and the managed path give the same vectors, of the graph written here and of the shipped model.</summary>
public sealed class StudentGraphTests
{
    private static readonly string[] Texts = ["mixeur pour smoothies", "16 inch laptop", "zzzunknownzzz", "电动牙刷 充电", "", "Küchenmaschine mit Rührschüssel"];

    [Fact]
    public void The_graph_gives_the_vectors_of_the_managed_path()
    {
        string folder = Workspace.NewFolder();
        string[] words = ["mixeur", "pour", "smoothies", "16", "inch", "laptop", "电动", "牙刷", "mit"];
        Retrieval.Training.Space.Matrix rows = MatrixProductTests.Filled(new Random(8), 1 + words.Length + 30, 64);
        rows[0].Clear();
        StudentGraph.Write(Path.Combine(folder, "student.onnx"), QuantizedRows.Of(rows));
        File.WriteAllLines(Path.Combine(folder, "vocabulary.txt"), words);
        new ModelManifest
        {
            Name = "test", Version = "1", Languages = ["en"], Graph = "student.onnx", Output = StudentGraph.Output, Pooling = Pooling.None,
            Normalize = true, Dimension = 64, MaxTokens = 32, Inputs = new ModelInputs(StudentGraph.Input),
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.Static, File = "vocabulary.txt" },
            Files = [ModelManifest.Describe(folder, "student.onnx"), ModelManifest.Describe(folder, "vocabulary.txt")],
        }.Write(folder);

        AssertEqualVectors(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_shipped_model_gives_the_same_vectors_in_ONNX_Runtime()
    {
        AssertEqualVectors(Workspace.PathOf("models", "student"));
    }

    private static void AssertEqualVectors(string folder)
    {
        using StaticEncoder encoder = Assert.IsType<StaticEncoder>(EncoderCatalog.Load(folder));
        using InferenceSession session = OnnxRuntimeLibrary.OpenSession(Path.Combine(folder, "student.onnx"));
        int[][] ids = [.. Texts.Select(t => IdsOf(encoder.Tokenizer, t))];
        int columns = ids.Max(i => i.Length);
        DenseTensor<long> input = new([Texts.Length, columns]);
        for (int t = 0; t < Texts.Length; t++)
        {
            for (int i = 0; i < ids[t].Length; i++)
                input[t, i] = ids[t][i];
        }
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(StudentGraph.Input, input)]);
        float[] expected = [.. outputs[0].AsEnumerable<float>()];

        float[] vectors = new float[Texts.Length * encoder.Dimension];
        encoder.EncodeBatch(Texts, TextKind.Query, vectors);
        for (int i = 0; i < vectors.Length; i++)
            Assert.True(MathF.Abs(expected[i] - vectors[i]) < 1e-3, $"text {i / encoder.Dimension}: {vectors[i]}, ONNX Runtime {expected[i]}");
        Assert.Equal(1, TensorPrimitives.Norm<float>(vectors.AsSpan(0, encoder.Dimension)), 1e-4);
    }

    private static int[] IdsOf(StaticTokenizer tokenizer, string text)
    {
        int[] ids = new int[256];
        return ids[..tokenizer.Tokenize(text, ids)];
    }
}
