using System.CommandLine;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Updates;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Index.Updates;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval update</c>: takes products, offers and deletions into the index that serves.</summary>
internal static class UpdateCommand
{
    // Large enough that a commit costs little an update, small enough that a stream shows soon.
    private const int BatchSize = 10_000;

    public static Command Create()
    {
        Option<string> index = CommonOptions.Index();
        var input = new Option<string>("--input") { Description = "JSON Lines of updates, .gz as they are; - is standard input", Required = true, HelpName = "FILE" };
        var currency = new Option<string?>("--currency") { Description = "Currency of prices that state none (ISO 4217)", HelpName = "CUR" };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "update", "Take changes into an index; all that was taken is durable when it returns",
            "retrieval update --index shop --input changes.jsonl",
            "echo '{\"op\":\"offer\",\"id\":\"A-1\",\"price\":\"19.99 EUR\",\"availability\":\"in_stock\"}' | retrieval update --index shop --input -")
        {
            index, input, currency, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var run = new UpdateRun(parsed.GetRequiredValue(input));
            using (OpenEngine opened = OpenEngine.Open(parsed.GetRequiredValue(index), SearchMode.Hybrid))
            using (IndexUpdater updater = IndexUpdater.Open(opened.Index, opened.Encoder, "retrieval update"))
            {
                var options = new ReadOptions { Currency = parsed.GetValue(currency)?.ToUpperInvariant() };
                foreach (UpdateLine[] batch in UpdateReader.Read(run.Input, options).Chunk(BatchSize))
                {
                    cancellation.ThrowIfCancellationRequested();
                    updater.Follow();
                    run.Apply(batch, updater);
                }
                updater.Follow();
            }
            run.Close();
            if (parsed.GetValue(json)) JsonOutput.Write(run.Figures());
            else Screen.Print($"{run.Upserted:N0} products written, {run.Offers:N0} offers changed, {run.Deleted:N0} products deleted, {run.Refused:N0} lines refused");
            return Task.FromResult(run.Refused == 0 ? ExitCode.Done : ExitCode.DoneWithFaults);
        });
        return command;
    }

    /// <summary>Counts of a run, over all its batches.</summary>
    private sealed class UpdateRun(string input)
    {
        private const int ShownUnknown = 5;

        private readonly DiagnosticLog diagnostics = new();
        private long unknown;

        public string Input => input;

        public long Upserted { get; private set; }

        public long Offers { get; private set; }

        public long Deleted { get; private set; }

        public long Refused { get; private set; }

        public void Apply(UpdateLine[] batch, IndexUpdater updater)
        {
            foreach (UpdateLine line in batch) diagnostics.Add(line.Diagnostics);
            UpdateLine[] taken = [.. batch.Where(static line => line.Update is not null)];
            Refused += batch.Length - taken.Length;
            UpdateReport report = updater.Apply([.. taken.Select(static line => line.Update!)]);
            Upserted += report.Upserted;
            Offers += report.Offers;
            Deleted += report.Deleted;
            Refused += report.Refused.Count;
            foreach (RefusedUpdate refused in report.Refused)
            {
                if (++unknown <= ShownUnknown) Screen.Say($"refused: {input}:{taken[refused.Position].Line}: {refused.Id}: {refused.Reason}");
            }
        }

        public void Close()
        {
            diagnostics.Close();
            if (unknown > ShownUnknown) Screen.Say($"refused: {unknown - ShownUnknown:N0} more that the index did not take");
        }

        public object Figures() => new { Upserted, Offers, Deleted, Refused };
    }
}
