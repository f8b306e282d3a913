using Retrieval.Embedding.Encoders;
using Retrieval.Tests.Shared;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Tests;

/// <summary>The whole way with a real teacher, where the teachers are: a student comes out, twice the same.</summary>
public sealed class DistillationTests
{
    [Fact]
    public void A_student_comes_out_twice_the_same()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string folder = Workspace.NewFolder();
        string cache = Path.Combine(folder, "cache");

        DistillReport first = SmallStudent.Distil(folder, "first", teacher, cache);
        DistillReport second = SmallStudent.Distil(folder, "second", teacher, cache);

        Assert.Equal(first.HeldOutCosine, second.HeldOutCosine);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "first", "student.onnx")), File.ReadAllBytes(Path.Combine(folder, "second", "student.onnx")));
        using IEncoder student = EncoderCatalog.Load(Path.Combine(folder, "first"));
        Assert.Equal(SmallStudent.Dimension, student.Dimension);
        Assert.True(Likeness(student, "red lamp", "black lamp") > Likeness(student, "red lamp", "steel knife"), "two lamps are nearer than a lamp and a knife");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_student_that_goes_on_keeps_its_words_and_learns_new_ones()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string folder = Workspace.NewFolder();
        string cache = Path.Combine(folder, "cache"), parent = Path.Combine(folder, "parent");
        SmallStudent.Distil(folder, "parent", teacher, cache);
        string[] samovars = ["samovar", "brass samovar", "large samovar", "samovar lamp"];
        DistillReport report = SmallStudent.Distil(folder, "child", teacher, cache, parent, samovars.Select(text => new TrainingText("en", "title", text)));

        using IEncoder before = EncoderCatalog.Load(parent), after = EncoderCatalog.Load(Path.Combine(folder, "child"));
        string[] words = File.ReadAllLines(Path.Combine(parent, "vocabulary.txt"));
        Assert.Equal(words, File.ReadAllLines(Path.Combine(folder, "child", "vocabulary.txt")).Take(words.Length));
        Assert.Equal(words.Length + 1, report.Words);
        Assert.True(report.HeldOutCosine[0] > 0.8, $"what it knew counts from the start: {report.HeldOutCosine[0]}");
        Assert.True(Likeness(before, after, "wooden chair") > 0.8, "it stays in its coordinates");
        Assert.True(Likeness(after, "samovar", "brass samovar") > Likeness(after, "samovar", "cheap shirt") + 0.2, "the new word is known");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Texts_that_no_teacher_knows_are_an_error_that_says_so()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string folder = Workspace.NewFolder();
        File.WriteAllText(Path.Combine(folder, "texts.tsv"), "fr\tquery\tlampe rouge\n");
        TrainingException e = Assert.Throws<TrainingException>(() => Distillation.Run(
            new DistillOptions { Teachers = [new TeacherSource(teacher)], TextFiles = [Path.Combine(folder, "texts.tsv")], OutputDirectory = Path.Combine(folder, "out") },
            new Progress<DistillProgress>(), CancellationToken.None));
        Assert.Contains("language", e.Message);
        Directory.Delete(folder, recursive: true);
    }

    private static float Likeness(IEncoder one, IEncoder other, string text)
    {
        float[] vectors = new float[2 * one.Dimension];
        one.Encode(text, TextKind.Query, vectors.AsSpan(0, one.Dimension));
        other.Encode(text, TextKind.Query, vectors.AsSpan(one.Dimension));
        return System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors.AsSpan(0, one.Dimension), vectors.AsSpan(one.Dimension));
    }

    private static float Likeness(IEncoder student, string one, string other)
    {
        float[] vectors = new float[2 * student.Dimension];
        student.EncodeBatch([one, other], TextKind.Query, vectors);
        return System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors.AsSpan(0, student.Dimension), vectors.AsSpan(student.Dimension));
    }
}
