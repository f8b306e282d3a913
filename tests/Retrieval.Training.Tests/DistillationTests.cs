using System.Text;
using Retrieval.Embedding.Encoders;
using Retrieval.Tests.Shared;
using Retrieval.Training;

namespace Retrieval.Training.Tests;

/// <summary>The whole way with a real teacher, where the teachers are: a student comes out, twice the same.</summary>
public sealed class DistillationTests
{
    private static readonly string[] Things = ["pan", "blender", "lamp", "chair", "knife", "phone", "cable", "shirt", "shoe", "bottle", "table", "towel", "drill", "hammer", "printer", "monitor"];
    private static readonly string[] Kinds = ["steel", "red", "small", "wooden", "cheap", "large", "black", "kids"];

    [Fact]
    public void A_student_comes_out_twice_the_same()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string folder = Workspace.NewFolder();
        string texts = Path.Combine(folder, "texts.tsv");
        StringBuilder lines = new();
        foreach (string thing in Things)
        {
            lines.AppendLine($"en\tword\t{thing}");
            foreach (string kind in Kinds)
                lines.AppendLine($"en\tquery\t{kind} {thing}");
        }
        File.WriteAllText(texts, lines.ToString());

        DistillReport first = Distil("first");
        DistillReport second = Distil("second");

        Assert.Equal(first.HeldOutCosine, second.HeldOutCosine);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "first", "student.onnx")), File.ReadAllBytes(Path.Combine(folder, "second", "student.onnx")));
        using IEncoder student = EncoderCatalog.Load(Path.Combine(folder, "first"));
        Assert.Equal(64, student.Dimension);
        Assert.True(Likeness(student, "red lamp", "black lamp") > Likeness(student, "red lamp", "steel knife"), "two lamps are nearer than a lamp and a knife");
        Directory.Delete(folder, recursive: true);

        DistillReport Distil(string name) => Distillation.Run(
            new DistillOptions
            {
                Teachers = [new TeacherSource(teacher)], TextFiles = [texts], OutputDirectory = Path.Combine(folder, name),
                CacheDirectory = Path.Combine(folder, "cache"), Dimension = 64, GramRows = 64, Epochs = 3, Threads = 1,
            },
            new Progress<DistillProgress>(), CancellationToken.None);
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

    private static float Likeness(IEncoder student, string one, string other)
    {
        float[] vectors = new float[2 * student.Dimension];
        student.EncodeBatch([one, other], TextKind.Query, vectors);
        return System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors.AsSpan(0, student.Dimension), vectors.AsSpan(student.Dimension));
    }
}
