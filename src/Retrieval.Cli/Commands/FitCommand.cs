using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Evaluation.Fitting;
using Retrieval.Evaluation.Metrics;
using Retrieval.Evaluation.Queries;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Spectre.Console;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval fit</c>: fits the weights of the fusion on judgments.</summary>
internal static class FitCommand
{
    private const int Hits = 100;

    public static Command Create()
    {
        Option<string> index = CommonOptions.Index();
        var queries = new Option<string>("--queries") { Description = "Query file: lines of id, text parted by a tab", Required = true, HelpName = "FILE" };
        var qrels = new Option<string>("--qrels") { Description = "Judgments: lines of `query 0 product grade`", Required = true, HelpName = "FILE" };
        var output = new Option<string>("--out") { Description = "Where the weights go, for `retrieval index --fusion`", Required = true, HelpName = "FILE" };
        Option<string?> market = CommonOptions.Market();
        var raw = new Option<bool>("--raw") { Description = "Take whole queries as words, with no understanding" };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "fit", "Fit on judgments how the scores of words and meaning go together; figures are of queries that the weights have not seen",
            "retrieval fit --index shop --queries queries.tsv --qrels qrels --out fusion.json",
            "retrieval index --catalog feed.jsonl --index shop --fusion fusion.json")
        {
            index, queries, qrels, output, market, raw, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            IReadOnlyList<Query> asked = QuerySet.Read(parsed.GetRequiredValue(queries));
            Judgments judgments = Judgments.Read(parsed.GetRequiredValue(qrels));
            var template = new SearchRequest { Query = "", Top = Hits, Market = parsed.GetValue(market), Raw = parsed.GetValue(raw) };
            using OpenEngine opened = OpenEngine.Open(parsed.GetRequiredValue(index), SearchMode.Hybrid);
            FitReport report = ProgressDisplay.During("fitting", tell => FusionFit.Run(opened.Engine, asked, judgments, template, new Teller(tell), cancellation));
            string path = parsed.GetRequiredValue(output);
            FusionFile.Write(path, report.Weights, Fitted(report));
            if (parsed.GetValue(json)) JsonOutput.Write(Figures(report));
            else Print(report, path);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static JsonObject Fitted(FitReport report) => new()
    {
        ["queries"] = report.Queries,
        ["ndcg@10"] = report.OutOfFold.Ndcg,
        ["condensed_ndcg@10"] = report.OutOfFold.CondensedNdcg,
        ["ndcg@10_before"] = report.Present.Ndcg,
        ["condensed_ndcg@10_before"] = report.Present.CondensedNdcg,
    };

    private static Dictionary<string, object?> Figures(FitReport report)
    {
        static Dictionary<string, double>? Of(RunMetrics? run) => run is null ? null : new()
        {
            ["ndcg@10"] = run.Ndcg, ["condensed_ndcg@10"] = run.CondensedNdcg, ["mrr@10"] = run.ReciprocalRank, ["recall@100"] = run.Recall,
        };
        return new()
        {
            ["queries"] = report.Queries,
            ["lexical"] = Of(report.Words),
            ["semantic"] = Of(report.Meaning),
            ["before"] = Of(report.Present),
            ["out_of_fold"] = Of(report.OutOfFold),
            ["against_before"] = report.AgainstPresent,
            ["against_better_leg"] = report.AgainstBetterLeg,
            ["weights_before"] = report.Before.Weights,
            ["weights_fitted"] = report.Fitted.Weights,
            ["gains"] = report.Gains,
        };
    }

    private static void Print(FitReport report, string path)
    {
        Table table = new Table().Border(TableBorder.Minimal);
        foreach (string column in (string[])["", "nDCG@10", "condensed", "recall@100", "meaning", "other language", "coverage", "neighbours"]) table.AddColumn(new TableColumn(column).RightAligned());
        void Row(string name, RunMetrics? run, ScoreFusion? weights)
        {
            if (run is null) return;
            double[] figures = [run.Ndcg, run.CondensedNdcg, run.Recall];
            table.AddRow([name, .. figures.Select(static figure => figure.ToString("0.0000", CultureInfo.InvariantCulture)),
                .. weights is null ? ["", "", "", ""] : weights.Weights.Values.Select(static weight => weight.ToString("0.00", CultureInfo.InvariantCulture))]);
        }
        Row("words alone", report.Words, null);
        Row("meaning alone", report.Meaning, null);
        Row("weights before", report.Present, report.Before);
        Row("fitted, out of fold", report.OutOfFold, report.Fitted);
        Screen.Results.Write(table);
        Screen.Print($"{report.Queries:N0} queries. Out of fold against the weights before: {Told(report.AgainstPresent)}; against the better leg: {Told(report.AgainstBetterLeg)}");
        Screen.Print(report.Gains ? $"fitted weights in {path}" : $"they gain nothing for queries that they have not seen: the weights before are in {path}");
    }

    private static string Told(Significance difference) => string.Create(CultureInfo.InvariantCulture, $"{difference.Difference:+0.0000;-0.0000}, p = {difference.PValue:0.0000}");

    private sealed class Teller(ProgressDisplay.Report tell) : IProgress<double>
    {
        public void Report(double share) => tell(share, "cross-validating");
    }
}
