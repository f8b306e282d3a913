using System.CommandLine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Events.Recording;
using Retrieval.Events.Reports;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval events report</c>: the funnel of what a service recorded.</summary>
internal static class EventsCommand
{
    private static readonly string[] Examples =
    [
        "retrieval events report --input /var/lib/retrieval/events",
        "retrieval events report --input /var/lib/retrieval/events/shop-fr --costs costs.json --json",
    ];

    public static Command Create() => new DocumentedCommand("events", "What shoppers did with the answers", Examples) { Report() };

    private static DocumentedCommand Report()
    {
        var input = new Option<string>("--input") { Description = "Folder of recorded events, of one index or of all", Required = true, HelpName = "DIR" };
        var costs = new Option<string?>("--costs")
        {
            Description = "What the assistant costs, such as {\"fixed\": \"1200.00 EUR\", \"per_thousand_sessions\": \"3.50 EUR\", \"per_thousand_answers\": \"0.80 EUR\"}", HelpName = "FILE",
        };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand("report", "The funnel from answer to order, in all and for each answer template and ranker, with 95 % confidence intervals", Examples) { input, costs, json };
        command.SetAction(parsed =>
        {
            FunnelReport report = FunnelReport.Of(EventFolder.Read(parsed.GetRequiredValue(input)), parsed.GetValue(costs) is { } file ? FunnelCosts.Read(file) : null);
            if (parsed.GetValue(json)) JsonOutput.Write(report);
            else FunnelScreen.Write(report);
            return report.Broken > 0 ? ExitCode.DoneWithFaults : ExitCode.Done;
        });
        return command;
    }
}
