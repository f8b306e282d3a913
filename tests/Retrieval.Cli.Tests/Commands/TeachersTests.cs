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
        string[] lines = File.ReadAllLines(SampleIndex.Kitchen);
        string feed = sample.NewFile("kitchen.jsonl", string.Join('\n', lines) + "\n");
        JsonElement learned = RetrievalProcess.Run(
            "distill", "--teachers", teacher, "--catalog", feed, "--out", model, "--cache", cache, "--epochs", "1", "--json").Ends(0).Json;
        Assert.True(learned.GetProperty("texts").GetProperty("en").GetInt32() > 100);

        Assert.Equal(0, Indexed(feed, index, model, teacher, cache));
        Assert.True(Indexed(feed, index, model, teacher, null) > 100, "a cache of its own begins empty");
        lines[0] = lines[0].Replace("\"title\":\"", "\"title\":\"New ", StringComparison.Ordinal);
        string changed = sample.NewFile("kitchen.jsonl", string.Join('\n', lines) + "\n");
        Assert.Equal(1, Indexed(changed, index, model, teacher, null));

        JsonElement hits = RetrievalProcess.Run("search", "--index", index, "--raw", "--mode", "semantic", "--json", "frying pan").Ends(0).Json.GetProperty("hits");
        Assert.Contains("pan", hits[0].GetProperty("title").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_build_that_is_killed_goes_on_where_it_was()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string model = sample.NewPath("model"), index = sample.NewPath("index");
        RetrievalProcess.Run("distill", "--teachers", teacher, "--catalog", SampleIndex.Kitchen, "--out", model, "--epochs", "1", "--json").Ends(0);

        string cache = Path.Combine(index, "teachers");
        using (var process = RetrievalProcess.Start(["index", "--catalog", SampleIndex.Kitchen, "--index", index, "--model", model, "--teachers", teacher, "--threads", "1"]))
        {
            while (!process.HasExited && Size(cache) < 20_000) Thread.Sleep(1);
            process.Kill();
            process.WaitForExit();
        }
        int all = Indexed(SampleIndex.Kitchen, sample.NewPath("other"), model, teacher, null);
        int left = Indexed(SampleIndex.Kitchen, index, model, teacher, null);
        Assert.True(left < all, $"{left} of {all} texts were left");

        static long Size(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length) : 0;
    }

    [Fact]
    public void Teachers_that_do_not_fit_have_exit_code_3()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        Index("--model", teacher, "--teachers", teacher).Ends(3).Says("retrieval distill");
        Index("--teachers", "no-such-teacher").Ends(3).Says("no-such-teacher");
    }

    [Fact]
    public void Options_that_miss_another_are_wrong_usage()
    {
        Index("--cache", "somewhere").Ends(2).Says("--teachers");
        Index("--model", "none", "--teachers", "somewhere").Ends(2).Says("--teachers");
        RetrievalProcess.Run("distill", "--teachers", "somewhere", "--out", sample.NewPath("model")).Ends(2).Says("--catalog", "--texts");
    }

    private Outcome Index(params string[] more) => RetrievalProcess.Run(["index", "--catalog", SampleIndex.Kitchen, "--index", sample.NewPath("index"), .. more]);

    private static int Indexed(string feed, string index, string model, string teacher, string? cache)
    {
        string[] where = cache is null ? [] : ["--cache", cache];
        return RetrievalProcess.Run(["index", "--catalog", feed, "--index", index, "--model", model, "--teachers", teacher, "--json", .. where])
            .Ends(0).Json.GetProperty("teacher_texts").GetInt32();
    }
}
