using System.Diagnostics;
using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// With a real teacher, where the teachers are: <c>distill --catalog</c> adapts the shipped student, <c>index --teachers</c> encodes
/// products by the teacher, only those that changed the next time, and queries of the student find them. What cannot be is said.
/// </summary>
public sealed class TeachersTests(SampleIndex sample)
{
    [Fact]
    public void A_catalogue_is_adapted_to_and_its_products_are_encoded_once()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string model = sample.NewPath("model"), cache = sample.NewPath("cache"), index = sample.NewPath("index");
        // The whole sample shop: a space wants more English texts than its kitchen has.
        string shop = string.Concat(Directory.EnumerateFiles(Workspace.PathOf("data-samples", "catalog"), "*.jsonl").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        string feed = sample.NewFile("shop.jsonl", shop);
        JsonElement learned = RetrievalProcess.Run(
            "distill", "--teachers", teacher, "--catalog", feed, "--out", model, "--cache", cache, "--epochs", "1", "--json").Ends(0).Json;
        int all = learned.GetProperty("texts").GetProperty("en").GetInt32();
        Assert.Equal(0, Indexed(feed, index, model, teacher, "--cache", cache));

        using (Process killed = RetrievalProcess.Start(["index", "--catalog", feed, "--index", index, "--model", model, "--teachers", teacher, "--threads", "1"]))
        {
            while (!killed.HasExited && Size(Path.Combine(index, "teachers")) < 20_000) Thread.Sleep(1);
            killed.Kill();
            killed.WaitForExit();
        }
        int left = Indexed(feed, index, model, teacher);
        Assert.True(left < all, $"{left} of {all} texts were left after a build that was killed");
        string changed = sample.NewFile("shop.jsonl", shop.Replace("\"Elastic No-Tie Laces", "\"Elastic Laces", StringComparison.Ordinal));
        Assert.Equal(1, Indexed(changed, index, model, teacher));

        JsonElement hits = RetrievalProcess.Run("search", "--index", index, "--raw", "--json", "running shoes").Ends(0).Json.GetProperty("hits");
        JsonElement nearest = hits.EnumerateArray().MaxBy(hit => hit.GetProperty("semantic_score").GetDouble());
        Assert.Contains("Running Shoes", nearest.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_keeps_no_space_has_exit_code_3()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        Index("--model", teacher, "--teachers", teacher).Ends(3).Says("retrieval distill");
    }

    [Fact]
    public void Options_that_miss_another_are_wrong_usage()
    {
        Index("--cache", "somewhere").Ends(2).Says("--teachers");
        Index("--model", "none", "--teachers", "somewhere").Ends(2).Says("--teachers");
        RetrievalProcess.Run("distill", "--teachers", "somewhere", "--out", sample.NewPath("model")).Ends(2).Says("--catalog", "--texts");
        RetrievalProcess.Run("distill", "--out", sample.NewPath("model")).Ends(2).Says("--teachers", "--pairs");
        RetrievalProcess.Run("distill", "--texts", "somewhere", "--pairs", "somewhere", "--out", sample.NewPath("model")).Ends(2).Says("--teachers", "--pairs alone");
        RetrievalProcess.Run("distill", "--from", "none", "--pairs", "somewhere", "--out", sample.NewPath("model")).Ends(2).Says("--teachers");
    }

    [Fact]
    public void Words_of_a_dictionary_are_added_to_a_student_without_teachers()
    {
        string pairs = sample.NewPath("pairs.tsv"), model = sample.NewPath("model");
        File.WriteAllText(pairs, "eo\tlampegoj\ten\tlamp\n");
        Assert.Equal("lampegoj", RetrievalProcess.Run("distill", "--pairs", pairs, "--out", model, "--json").Ends(0).Json.GetProperty("words")[0].GetString());
        Assert.EndsWith("lampegoj", File.ReadAllText(Path.Combine(model, "vocabulary.txt")).TrimEnd());
    }

    private Outcome Index(params string[] more) => RetrievalProcess.Run(["index", "--catalog", SampleIndex.Kitchen, "--index", sample.NewPath("index"), .. more]);

    private static int Indexed(string feed, string index, string model, string teacher, params string[] more) =>
        RetrievalProcess.Run(["index", "--catalog", feed, "--index", index, "--model", model, "--teachers", teacher, "--json", .. more])
            .Ends(0).Json.GetProperty("teacher_texts").GetInt32();

    private static long Size(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length) : 0;
}
