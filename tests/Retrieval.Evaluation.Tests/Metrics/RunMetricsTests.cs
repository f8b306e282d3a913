using System.Diagnostics;
using System.Globalization;
using Retrieval.Evaluation.Metrics;
using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;
using Retrieval.Tests.Shared;

namespace Retrieval.Evaluation.Tests.Metrics;

/// <summary>Figures equal those worked out by hand, and those of the outside scorer on random runs; files survive a round trip.</summary>
public sealed class RunMetricsTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_small_run_has_the_figures_worked_out_by_hand()
    {
        Judgments judgments = WriteJudgments("q1 0 a 3\nq1 0 b 2\nq1 0 c 0\n");
        var run = new RankedRun("t", new Dictionary<string, IReadOnlyList<RankedDocument>>
        {
            ["q1"] = [new("x", 3), new("b", 2), new("a", 1)],
        });

        RunMetrics metrics = RunMetrics.Of(run, judgments);

        double ideal = 3 + (2 / Math.Log2(3));
        Assert.Equal(((2 / Math.Log2(3)) + (3 / Math.Log2(4))) / ideal, metrics.Ndcg, precision: 12);
        Assert.Equal((2 + (3 / Math.Log2(3))) / ideal, metrics.CondensedNdcg, precision: 12);
        Assert.Equal(1, metrics.Recall);
        Assert.Equal(0.5, metrics.ReciprocalRank);
        Assert.Equal(2 / 3.0, metrics.Judged, precision: 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Figures_equal_those_of_the_outside_scorer(int seed)
    {
        string scorer = Workspace.Outside("spec", "score.py");
        var random = new Random(seed);
        var lines = new List<string>();
        var rankings = new Dictionary<string, IReadOnlyList<RankedDocument>>();
        for (int q = 0; q < 30; q++)
        {
            int[] documents = [.. Enumerable.Range(0, 200)];
            random.Shuffle(documents);
            foreach (int document in documents.Take(random.Next(1, 30))) lines.Add($"q{q} 0 d{document} {random.Next(0, 4)}");
            random.Shuffle(documents);
            // Equal scores on purpose: the written run must keep their order.
            rankings[$"q{q}"] = [.. documents.Take(random.Next(0, 150)).Select((document, i) => new RankedDocument($"d{document}", 10 - (i / 3)))];
        }
        Judgments judgments = WriteJudgments(string.Join('\n', lines));
        var run = new RankedRun("t", rankings);
        string runFile = Path.Combine(folder, "run");
        using (var writer = new StreamWriter(runFile)) run.Write(writer);

        RunMetrics metrics = RunMetrics.Of(run, judgments);
        double[] expected = Score(scorer, runFile);

        double[] actual = [metrics.Ndcg, metrics.CondensedNdcg, metrics.Recall, metrics.ReciprocalRank, metrics.Judged];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance: 0.000051);
        RunMetrics reread = RunMetrics.Of(RankedRun.Read(runFile), judgments);
        Assert.Equal(metrics.Ndcg, reread.Ndcg, precision: 12);
    }

    [Fact]
    public void A_run_that_is_better_everywhere_is_significantly_better_and_one_compared_with_itself_is_not()
    {
        Judgments judgments = WriteJudgments(string.Join('\n', Enumerable.Range(0, 20).Select(q => $"q{q} 0 a 1")));
        RunMetrics good = RunMetrics.Of(Ranking("a", "b"), judgments);
        RunMetrics bad = RunMetrics.Of(Ranking("b", "a"), judgments);

        Assert.True(Significance.Of(good, bad).PValue < 0.001);
        Assert.Equal(20, Significance.Of(good, bad).Better);
        Assert.Equal(1, Significance.Of(good, good).PValue);

        static RankedRun Ranking(params string[] documents) => new("t", Enumerable.Range(0, 20).ToDictionary(
            q => $"q{q}", q => (IReadOnlyList<RankedDocument>)[.. documents.Select((document, i) => new RankedDocument(document, -i))]));
    }

    [Fact]
    public void A_broken_line_of_judgments_is_named_with_its_place()
    {
        var error = Assert.Throws<EvaluationException>(() => WriteJudgments("q1 0 a 3\nq1 a\n"));
        Assert.Contains("line 2", error.Message);
    }

    [Fact]
    public void Queries_without_a_tab_are_numbered_by_line()
    {
        string path = Path.Combine(folder, "queries.tsv");
        File.WriteAllText(path, "a\tblender\n\nsmoothie maker\n");
        Assert.Equal([new Query("a", "blender"), new Query("3", "smoothie maker")], QuerySet.Read(path));
    }

    private Judgments WriteJudgments(string lines)
    {
        string path = Path.Combine(folder, "qrels");
        File.WriteAllText(path, lines);
        return Judgments.Read(path);
    }

    private double[] Score(string scorer, string runFile)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [scorer, Path.Combine(folder, "qrels"), runFile]) { RedirectStandardOutput = true })!;
        string table = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        string[] cells = table.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. cells.Skip(1).Take(5).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
    }
}
