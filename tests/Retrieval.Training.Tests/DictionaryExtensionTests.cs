using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Static;
using Retrieval.Tests.Shared;

namespace Retrieval.Training.Tests;

/// <summary>A student on the disk gets a dictionary's words: the folder is a whole model, twice the same, also in the student's own folder.</summary>
public sealed class DictionaryExtensionTests
{
    [Fact]
    public void The_extended_student_is_a_whole_model_that_knows_the_words()
    {
        string folder = Workspace.NewFolder();
        string pairs = Path.Combine(folder, "pairs.tsv"), shipped = Path.Combine(Workspace.Root, "models", "student");
        File.WriteAllText(pairs, "eo\tpoŝtelefonegoj\ten\tcell phone\neo\tlamp\ten\tphone\n");
        string one = Path.Combine(folder, "one"), two = Path.Combine(folder, "two");
        Assert.Equal(["postelefonegoj"], DictionaryExtension.Run(shipped, [pairs], one));
        DictionaryExtension.Run(shipped, [pairs], two);
        Assert.Equal(File.ReadAllBytes(Path.Combine(one, "student.onnx")), File.ReadAllBytes(Path.Combine(two, "student.onnx")));
        ModelManifest manifest = ModelManifest.Read(one), parent = ModelManifest.Read(shipped);
        ModelManifest.Read(one).VerifyFiles(one);
        Assert.NotEqual(parent.Version, manifest.Version);
        Assert.Equal(parent.Identity, manifest.Training!.Value.GetProperty("dictionary").GetProperty("parent").GetString());
        Assert.Equal(parent.Training!.Value.GetProperty("seed").GetInt32(), manifest.Training!.Value.GetProperty("seed").GetInt32());
        using var student = (StaticEncoder)EncoderCatalog.Load(one);
        float[] word = new float[student.Dimension], meaning = new float[student.Dimension];
        student.Encode("poŝtelefonegoj", TextKind.Query, word);
        student.Encode("cell phone", TextKind.Query, meaning);
        Assert.True(System.Numerics.Tensors.TensorPrimitives.Dot<float>(word, meaning) > 0.999f);

        // In its own folder; and again there is nothing to add, which is said and leaves it as it is.
        File.WriteAllText(pairs, "eo\tlampegoj\ten\tlamp\n");
        Assert.Equal(["lampegoj"], DictionaryExtension.Run(one, [pairs], one));
        ModelManifest.Read(one).VerifyFiles(one);
        string[] vocabulary = File.ReadAllLines(Path.Combine(one, "vocabulary.txt"));
        Assert.Equal(["postelefonegoj", "lampegoj"], vocabulary[^2..]);
        Assert.Contains("pairs.tsv", Assert.Throws<TrainingException>(() => DictionaryExtension.Run(one, [pairs], one)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
