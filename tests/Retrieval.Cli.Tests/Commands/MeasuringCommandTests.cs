using System.Text.Json;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// What must hold of <c>eval</c>, <c>bench</c> and <c>check</c>: their figures under the contract's names; a run compared with itself differs
/// by nothing; a catalogue with faults has exit code 1.
/// </summary>
public sealed class MeasuringCommandTests(SampleIndex sample)
{
    private string Queries => sample.NewFile("queries.tsv", "q1\tmixeur smoothie\nq2\tfrying pan\n");

    [Fact]
    public void Eval_writes_a_run_measures_it_and_compares_it()
    {
        string queries = Queries, run = sample.NewPath("hybrid.run");
        RetrievalProcess.Run("eval", "--index", sample.Folder, "--queries", queries, "--run", run, "--top", "20").Ends(0);
        string[] lines = File.ReadAllLines(run);
        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.Equal(6, line.Split(' ').Length));

        string best = lines[0].Split(' ')[2];
        string qrels = sample.NewFile("qrels", $"q1 0 {best} 3\n");
        JsonElement figures = RetrievalProcess.Run(
            "eval", "--index", sample.Folder, "--queries", queries, "--qrels", qrels, "--compare", run, "--top", "20", "--json").Ends(0).Json;
        Assert.Equal(1, figures.GetProperty("ndcg@10").GetDouble(), 9);
        Assert.Equal(1, figures.GetProperty("mrr@10").GetDouble(), 9);
        Assert.Equal(1, figures.GetProperty("recall@100").GetDouble(), 9);
        Assert.Equal(0, figures.GetProperty("compare").GetProperty("difference").GetDouble(), 9);
        Assert.Equal(1, figures.GetProperty("compare").GetProperty("p_value").GetDouble(), 9);
        string foreign = sample.NewFile("foreign.run", "elsewhere Q0 X-1 1 0.5 other\n");
        RetrievalProcess.Run("eval", "--index", sample.Folder, "--queries", queries, "--qrels", qrels, "--compare", foreign).Ends(2).Says("none of these queries");
    }

    [Fact]
    public void Judgments_of_another_form_have_exit_code_3() =>
        RetrievalProcess.Run("eval", "--index", sample.Folder, "--queries", Queries, "--qrels", sample.NewFile("qrels", "q1 A-1\n")).Ends(3).Says("line 1");

    [Fact]
    public void Bench_tells_the_contracts_figures()
    {
        JsonElement figures = RetrievalProcess.Run("bench", "--index", sample.Folder, "--queries", Queries, "--seconds", "1", "--threads", "2", "--json").Ends(0).Json;
        string[] members = ["qps", "p50_us", "p90_us", "p99_us", "max_us", "threads", "queries", "allocated_bytes_per_query", "rss_mb"];
        Assert.Equal(members, figures.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(2, figures.GetProperty("threads").GetInt32());
        Assert.True(figures.GetProperty("queries").GetInt64() > 0);
    }

    [Fact]
    public void Check_reports_faults_and_writes_a_page()
    {
        string feed = sample.NewFile("feed.jsonl", "{\"id\":\"A-1\",\"title\":\"Pan\",\"gtin\":\"123\"}\n{\"title\":\"no id\"}\n");
        string page = sample.NewPath("report.html");
        Outcome outcome = RetrievalProcess.Run("check", "--catalog", feed, "--json", "--report", page).Ends(1);
        Assert.Equal(JsonValueKind.Object, outcome.Json.ValueKind);
        Assert.Contains("<html", File.ReadAllText(page));
        Assert.Contains("refused", RetrievalProcess.Run("check", "--catalog", feed).Ends(1).Output);
    }
}
