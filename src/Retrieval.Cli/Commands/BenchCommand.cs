using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Evaluation.Bench;
using Retrieval.Evaluation.Queries;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval bench</c>: throughput and latency in process.</summary>
internal static class BenchCommand
{
    private const int Hits = 10;
    private const int Seconds = 10;

    public static Command Create()
    {
        Option<string> index = CommonOptions.Index();
        var queries = new Option<string>("--queries") { Description = "Query file: lines of id, text parted by a tab, or of text", Required = true, HelpName = "FILE" };
        var options = new QueryOptions(Hits);
        Option<int> threads = CommonOptions.AtLeastOne(new("--threads") { Description = "Threads that ask", HelpName = "N", DefaultValueFactory = static _ => 1 });
        Option<int> seconds = CommonOptions.AtLeastOne(new("--seconds") { Description = "How long the timed part lasts", HelpName = "S", DefaultValueFactory = static _ => Seconds });
        var scorer = new Option<string>("--scorer") { Description = "Who scores the words: the engine, or Lucene.Net's own searcher over an index built with --codec both", HelpName = "ours|lucene", DefaultValueFactory = static _ => "ours" };
        scorer.AcceptOnlyFromAmong("ours", "lucene");
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "bench", "Measure throughput and latency of queries in process",
            "retrieval bench --index shop --queries queries.tsv",
            "retrieval bench --index shop --queries queries.tsv --mode lexical --raw --threads 2 --seconds 30 --json",
            "retrieval bench --index corpus --queries queries.tsv --mode lexical --raw --scorer lucene")
        {
            index, queries,
        };
        options.AddTo(command);
        foreach (Option option in (Option[])[threads, seconds, scorer, json]) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            SearchRequest template = options.Request(parsed, query: "") with
            {
                Scorer = parsed.GetValue(scorer) == "lucene" ? WordScorer.Lucene : WordScorer.Ours,
            };
            SearchRequest[] requests = [.. QuerySet.Read(parsed.GetRequiredValue(queries)).Select(query => template with { Query = query.Text })];
            long start = Stopwatch.GetTimestamp();
            using OpenEngine opened = OpenEngine.Open(parsed.GetRequiredValue(index), template.Mode);
            TimeSpan opening = Stopwatch.GetElapsedTime(start);
            // What the engine refuses for every query is told before any thread is started.
            opened.Engine.Search(requests[0], cancellation);
            Screen.Say($"opened in {opening.TotalMilliseconds:N0} ms, first answer after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:N0} ms");
            Screen.Say($"{requests.Length:N0} queries, {parsed.GetValue(threads)} threads, {parsed.GetValue(seconds)} s after a warm-up");
            LatencyReport report = LatencyBench.Run(
                requests.Length, number => opened.Engine.Search(requests[number], cancellation), parsed.GetValue(threads), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(Figures(report));
            else Print(report);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    // Written out, since the contract's "p50_us" is no snake_case of any .NET name.
    private static Dictionary<string, object> Figures(LatencyReport report) => new()
    {
        ["qps"] = Math.Round(report.Qps, 1),
        ["p50_us"] = Math.Round(report.P50Us, 1),
        ["p90_us"] = Math.Round(report.P90Us, 1),
        ["p99_us"] = Math.Round(report.P99Us, 1),
        ["max_us"] = Math.Round(report.MaxUs, 1),
        ["threads"] = report.Threads,
        ["queries"] = report.Queries,
        ["allocated_bytes_per_query"] = report.AllocatedBytesPerQuery,
        ["rss_mb"] = Math.Round(report.RssMb, 1),
    };

    private static void Print(LatencyReport report) => Screen.Print(string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Qps:N0} queries a second · p50 {report.P50Us:N0} µs · p90 {report.P90Us:N0} µs · p99 {report.P99Us:N0} µs · max {report.MaxUs:N0} µs · {report.AllocatedBytesPerQuery:N0} bytes allocated a query · {report.RssMb:N0} MB resident"));
}
