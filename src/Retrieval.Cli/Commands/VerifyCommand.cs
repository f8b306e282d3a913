using System.CommandLine;
using System.Globalization;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Verify;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval verify</c>: checks every file and invariant of an index.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Option<string> index = CommonOptions.Index();
        var recall = new Option<bool>("--recall") { Description = "Also measure the vector search against exact scan" };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "verify", "Check every file and invariant of an index",
            "retrieval verify --index shop",
            "retrieval verify --index shop --recall --json")
        {
            index, recall, json,
        };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(index);
            using IEncoder? encoder = parsed.GetValue(recall) ? Encoder(folder) : null;
            VerificationReport report = IndexVerifier.Verify(folder, parsed.GetValue(recall), encoder);
            if (parsed.GetValue(json)) JsonOutput.Write(Figures(report));
            else Print(report);
            return report.Passed ? ExitCode.Done : ExitCode.DoneWithFaults;
        });
        return command;
    }

    private static IEncoder? Encoder(string folder)
    {
        using ProductIndex opened = ProductIndex.Open(folder);
        return ModelFolders.Load(opened.Manifest);
    }

    private static Dictionary<string, object?> Figures(VerificationReport report) => new()
    {
        ["passed"] = report.Passed,
        ["generation"] = report.Generation,
        ["checks"] = report.Checks,
        ["recall"] = report.Recall is { } recall ? new Dictionary<string, object> { ["queries"] = recall.Queries, ["recall@10"] = recall.At10, ["recall@100"] = recall.At100 } : null,
    };

    private static void Print(VerificationReport report)
    {
        foreach (VerificationCheck check in report.Checks) Screen.Print($"{(check.Passed ? "ok    " : "FAILED")} {check.Name}: {check.Detail}");
        if (report.Recall is { } recall)
            Screen.Print(string.Create(CultureInfo.InvariantCulture, $"vector search against exact scan: recall@10 {recall.At10:0.0000}, recall@100 {recall.At100:0.0000}, {recall.Queries} queries"));
        Screen.Print(report.Passed ? $"{report.Generation} is sound" : $"{report.Generation} is damaged; `retrieval rollback` lets the generation before serve, or index again");
    }
}
