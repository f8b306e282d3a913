using System.CommandLine;
using Retrieval.Catalog.Hygiene;
using Retrieval.Catalog.Reading;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Index.Markets;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval check</c>: validation and hygiene of a catalogue, without indexing it.</summary>
internal static class CheckCommand
{
    private const int ShownExamples = 3;

    public static Command Create()
    {
        var feed = new FeedOptions();
        var report = new Option<string?>("--report") { Description = "Also write a report that a browser shows", HelpName = "FILE.html" };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "check", "Validate a catalogue and tell what could be better, without indexing it",
            "retrieval check --catalog products.jsonl --report report.html",
            "retrieval check --catalog feed.csv --map map.json --json");
        feed.AddTo(command);
        command.Add(report);
        command.Add(json);
        command.SetAction(parsed =>
        {
            string[] paths = parsed.GetRequiredValue(feed.Catalog);
            DateTimeOffset now = EngineClock.Process.GetUtcNow();
            HygieneReport found = HygieneReport.Of(paths, feed.Read(parsed), now);
            if (parsed.GetValue(report) is { } file) File.WriteAllText(file, HygieneHtml.Write(found, string.Join(", ", paths), now));
            if (parsed.GetValue(json)) JsonOutput.Write(writer => HygieneJson.Write(found, writer));
            else Print(found);
            return found.HasFailures ? ExitCode.DoneWithFaults : ExitCode.Done;
        });
        return command;
    }

    private static void Print(HygieneReport report)
    {
        IAnsiConsole screen = Screen.Results;
        Screen.Print($"{report.Products:N0} products taken, {report.Refused:N0} refused");
        foreach (HygieneFinding finding in report.Findings)
        {
            Color color = finding.Kind.Severity switch { Severity.Error => Color.Red, Severity.Warning => Color.Yellow, _ => Color.Default };
            screen.Write(new Cell($"{finding.Kind.Severity.ToString().ToLowerInvariant()}: {finding.Kind.Heading}: {finding.Count:N0}", new Style(color)));
            Screen.Print("");
            foreach (HygieneExample example in finding.Examples.Take(ShownExamples)) Screen.Print($"    {example.Place} {example.Id} {example.Detail}");
            Screen.Print($"    → {finding.Kind.Advice}");
        }
    }
}
