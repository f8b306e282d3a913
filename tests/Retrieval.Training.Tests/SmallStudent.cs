using Retrieval.Training.Texts;

namespace Retrieval.Training.Tests;

/// <summary>A student of a few household things, trained in a second.</summary>
internal static class SmallStudent
{
    public const int Dimension = 64;

    private static readonly string[] Things = ["pan", "blender", "lamp", "chair", "knife", "phone", "cable", "shirt", "shoe", "bottle", "table", "towel", "drill", "hammer", "printer", "monitor"];
    private static readonly string[] Kinds = ["steel", "red", "small", "wooden", "cheap", "large", "black", "kids"];

    public static DistillReport Distil(string folder, string name, string teacher, string cache, string? parent = null, IEnumerable<TrainingText>? more = null)
        => Distillation.Run(
            new DistillOptions
            {
                Teachers = [new TeacherSource(teacher)], Texts = [.. Texts(), .. more ?? []], OutputDirectory = Path.Combine(folder, name), Parent = parent,
                CacheDirectory = cache, Dimension = Dimension, GramRows = 64, Epochs = 3, Threads = 1,
            },
            new Progress<DistillProgress>(), CancellationToken.None);

    private static IEnumerable<TrainingText> Texts()
    {
        foreach (string thing in Things)
        {
            yield return new TrainingText("en", "word", thing);
            foreach (string kind in Kinds)
                yield return new TrainingText("en", "query", $"{kind} {thing}");
        }
    }
}
