using System.CommandLine;
using System.Globalization;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Evaluation.Metrics;
using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;
using Retrieval.Search;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Spectre.Console;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval eval</c>: answers a query set, writes the run, measures it against judgments and another run.</summary>
internal static class EvalCommand
{
    private const int Hits = 100;

    public static Command Create()
    {
        Option<string> index = CommonOptions.Index();
        var queries = new Option<string>("--queries") { Description = "Query file: lines of id, text parted by a tab", Required = true, HelpName = "FILE" };
        var qrels = new Option<string?>("--qrels") { Description = "Judgments: lines of `query 0 product grade`", HelpName = "FILE" };
        var options = new QueryOptions(Hits);
        var run = new Option<string?>("--run") { Description = "Where the run goes, in TREC's form", HelpName = "OUT" };
        var compare = new Option<string?>("--compare") { Description = "Another run to test the difference against; needs --qrels", HelpName = "RUN" };
        Option<string?> fusion = CommonOptions.Fusion();
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "eval", "Answer a query set, write the run, and measure it against judgments",
            "retrieval eval --index shop --queries queries.tsv --qrels qrels --run hybrid.run",
            "retrieval eval --index shop --queries queries.tsv --qrels qrels --mode lexical --compare hybrid.run")
        {
            index, queries, qrels,
        };
        options.AddTo(command);
        foreach (Option option in (Option[])[run, compare, fusion, json]) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(compare) is not null && result.GetResult(qrels) is null) result.AddError("--compare needs the judgments of --qrels");
        });
        command.SetAction((parsed, cancellation) =>
        {
            IReadOnlyList<Query> asked = QuerySet.Read(parsed.GetRequiredValue(queries));
            Judgments? judgments = parsed.GetValue(qrels) is { } judged ? Judgments.Read(judged) : null;
            RankedRun? other = parsed.GetValue(compare) is { } compared ? RankedRun.Read(compared) : null;
            if (other is not null && !asked.Any(query => other.Rankings.ContainsKey(query.Id)))
                throw new UsageException($"--compare {parsed.GetValue(compare)} answers none of these queries; compare a run of the same query file");
            SearchRequest template = options.Request(parsed, query: "");
            using OpenEngine opened = OpenEngine.Open(parsed.GetRequiredValue(index), template.Mode);
            SearchEngine engine = parsed.GetValue(fusion) is { } weights ? opened.Engine.With(FusionFile.Read(weights)) : opened.Engine;
            string tag = template.Mode.ToString().ToLowerInvariant();
            RankedRun answered = ProgressDisplay.During("evaluating", tell => EngineRun.Of(engine, asked, template, tag, new Teller(asked.Count, tell), cancellation));
            if (parsed.GetValue(run) is { } path) Write(answered, path);
            RunMetrics? metrics = judgments is null ? null : RunMetrics.Of(answered, judgments);
            Significance? difference = other is null ? null : Significance.Of(metrics!, RunMetrics.Of(other, judgments!));
            if (parsed.GetValue(json)) JsonOutput.Write(Figures(asked.Count, tag, metrics, difference));
            else Print(asked.Count, tag, metrics, difference);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(RankedRun run, string path)
    {
        using var writer = new StreamWriter(path);
        run.Write(writer);
    }

    // Names of members as trec_eval's tradition writes them, which snake_case of our own names would not give.
    private static Dictionary<string, object?> Figures(int queries, string mode, RunMetrics? metrics, Significance? difference)
    {
        var figures = new Dictionary<string, object?> { ["queries"] = queries, ["mode"] = mode };
        if (metrics is not null)
        {
            figures["judged_queries"] = metrics.Queries.Count;
            figures["ndcg@10"] = metrics.Ndcg;
            figures["condensed_ndcg@10"] = metrics.CondensedNdcg;
            figures["mrr@10"] = metrics.ReciprocalRank;
            figures["recall@100"] = metrics.Recall;
            figures["judged@10"] = metrics.Judged;
        }
        if (difference is not null) figures["compare"] = new { difference.Difference, difference.PValue, difference.Better, difference.Worse };
        return figures;
    }

    private static void Print(int queries, string mode, RunMetrics? metrics, Significance? difference)
    {
        if (metrics is null)
        {
            Screen.Print($"{queries:N0} queries answered ({mode}); give --qrels to measure them");
            return;
        }
        Table table = new Table().Border(TableBorder.Minimal);
        foreach (string column in (string[])["mode", "nDCG@10", "condensed", "MRR@10", "recall@100", "judged@10", "queries"]) table.AddColumn(new TableColumn(column).RightAligned());
        table.AddRow([mode, .. new[] { metrics.Ndcg, metrics.CondensedNdcg, metrics.ReciprocalRank, metrics.Recall, metrics.Judged }.Select(Shown), metrics.Queries.Count.ToString(CultureInfo.InvariantCulture)]);
        Screen.Results.Write(table);
        if (difference is not null)
        {
            Screen.Print(string.Create(
                CultureInfo.InvariantCulture,
                $"nDCG@10 against the other run: {difference.Difference:+0.0000;-0.0000}, p = {difference.PValue:0.0000}, {difference.Better} queries better, {difference.Worse} worse"));
        }
    }

    private static string Shown(double figure) => figure.ToString("0.0000", CultureInfo.InvariantCulture);

    private sealed class Teller(int queries, ProgressDisplay.Report tell) : IProgress<int>
    {
        public void Report(int answered) => tell((double)answered / queries, $"{answered:N0} of {queries:N0} queries");
    }
}
