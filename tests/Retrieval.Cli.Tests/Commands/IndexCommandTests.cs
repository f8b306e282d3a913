using System.Text;
using System.Text.Json;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// What must hold of <c>retrieval index</c>: good lines are taken and bad ones told with their place (exit code 1); what cannot be read at
/// all has exit code 3 and leaves the old index serving; <c>rollback</c> brings the generation before back.
/// </summary>
public sealed class IndexCommandTests(SampleIndex sample)
{
    private const string Two = """
        {"id":"A-1","title":"Copper pan","price":"49.90 EUR"}
        {"id":"A-2","title":"Iron pan","price":"29.90 EUR"}

        """;

    [Fact]
    public void Bad_lines_are_told_with_their_place_and_do_not_stop_the_job()
    {
        string feed = sample.NewFile("feed.jsonl", Two + "{\"id\":\"A-3\"}\n{\"id\":\"A-1\",\"title\":\"Copper pan, new\",\"price\":\"50.00 EUR\"}\nnot json\n");
        string index = sample.NewPath("index");
        Outcome outcome = RetrievalProcess.Run("index", "--catalog", feed, "--index", index, "--model", "none", "--json").Ends(1).Says($"{feed}:3", "title", $"{feed}:5");
        JsonElement told = outcome.Json;
        Assert.Equal(2, told.GetProperty("products").GetInt32());
        Assert.Equal(2, told.GetProperty("refused").GetInt32());
        Assert.Equal(1, told.GetProperty("replaced").GetInt32());
        Assert.Equal(1, told.GetProperty("refusals").GetProperty("no_title").GetInt32());
        JsonElement hits = RetrievalProcess.Run("search", "--index", index, "--json", "copper").Ends(0).Json.GetProperty("hits");
        Assert.Equal("Copper pan, new", hits[0].GetProperty("title").GetString());
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused_with_their_line()
    {
        string feed = sample.NewPath("latin1.jsonl");
        File.WriteAllBytes(feed, Encoding.Latin1.GetBytes(Two + "{\"id\":\"A-3\",\"title\":\"Poêle\"}\n"));
        RetrievalProcess.Run("index", "--catalog", feed, "--index", sample.NewPath("index"), "--model", "none").Ends(1).Says($"{feed}:3", "UTF-8");
    }

    [Fact]
    public void A_feed_can_come_from_standard_input()
    {
        string index = sample.NewPath("index");
        Outcome outcome = RetrievalProcess.Run(Two, ["index", "--catalog", "-", "--index", index, "--model", "none"]).Ends(0);
        Assert.Contains("2 products", outcome.Output);
    }

    [Fact]
    public void A_folder_where_a_feed_is_meant_has_exit_code_3() =>
        RetrievalProcess.Run("index", "--catalog", sample.Folder, "--index", sample.NewPath("index"), "--model", "none").Ends(3).Says(sample.Folder);

    [Fact]
    public void A_missing_feed_has_exit_code_3() =>
        RetrievalProcess.Run("index", "--catalog", "nowhere.jsonl", "--index", sample.NewPath("index"), "--model", "none").Ends(3).Says("nowhere.jsonl");

    [Fact]
    public void An_unknown_model_has_exit_code_3() =>
        RetrievalProcess.Run("index", "--catalog", SampleIndex.Kitchen, "--index", sample.NewPath("index"), "--model", "no-such-model").Ends(3).Says("no-such-model");

    [Theory]
    [InlineData("--fields", "titel^2", "titel")]
    [InlineData("--language", "xx", "xx")]
    [InlineData("--threads", "0", "1 is the least")]
    [InlineData("--format", "excel", "excel")]
    public void An_option_that_cannot_be_is_wrong_usage(string option, string value, string said) =>
        RetrievalProcess.Run("index", "--catalog", SampleIndex.Kitchen, "--index", sample.NewPath("index"), "--model", "none", option, value).Ends(2).Says(said);

    [Fact]
    public void A_build_that_fails_leaves_the_old_index_serving_and_rollback_brings_the_one_before_back()
    {
        string index = sample.NewPath("index"), feed = sample.NewFile("feed.jsonl", Two);
        RetrievalProcess.Run("rollback", "--index", index).Ends(3).Says("retrieval index");
        RetrievalProcess.Run("index", "--catalog", feed, "--index", index, "--model", "none").Ends(0);
        RetrievalProcess.Run("index", "--catalog", sample.NewFile("empty.jsonl", "\n"), "--index", index, "--model", "none").Ends(3).Says("no product");
        Assert.Equal(2, Total(index, "pan"));
        RetrievalProcess.Run("rollback", "--index", index).Ends(3).Says("nothing to roll back to");

        RetrievalProcess.Run("index", "--catalog", sample.NewFile("third.jsonl", "{\"id\":\"B-1\",\"title\":\"Kettle\"}\n"), "--index", index, "--model", "none").Ends(0);
        Assert.Equal(0, Total(index, "pan"));
        Assert.Equal(2, RetrievalProcess.Run("rollback", "--index", index, "--json").Ends(0).Json.GetProperty("products").GetInt32());
        Assert.Equal(2, Total(index, "pan"));
    }

    private static int Total(string index, string query) => RetrievalProcess.Run("search", "--index", index, "--raw", "--json", query).Ends(0).Json.GetProperty("total").GetInt32();
}
