using System.CommandLine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Training;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval distill</c>: trains a student from teachers on one's own texts.</summary>
internal static class DistillCommand
{
    public static Command Create()
    {
        var defaults = new DistillOptions { Teachers = [], TextFiles = [], OutputDirectory = "" };
        var teachers = new Option<string[]>("--teacher") { Description = "Folders of teacher models; at least one knows English", Required = true, HelpName = "DIR", AllowMultipleArgumentsPerToken = true };
        var texts = new Option<string[]>("--texts")
        {
            Description = "Texts to learn from: JSON Lines with text, lang, kind; or lines of lang, kind, text parted by tabs; or bare texts",
            Required = true, HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var pairs = new Option<string[]>("--pairs") { Description = "Pairs of texts that mean the same: lang, text, lang, text parted by tabs", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--out") { Description = "Folder of the student", Required = true, HelpName = "DIR" };
        var cache = new Option<string?>("--cache") { Description = "Folder of the teachers' vectors, kept between runs; absent: .distill beside the output", HelpName = "DIR" };
        var name = new Option<string>("--name") { Description = "Name of the student", DefaultValueFactory = _ => defaults.Name };
        var licence = new Option<string?>("--licence") { Description = "Licence of the student and notes on it, for its manifest" };
        var words = CommonOptions.AtLeastOne(new Option<int>("--words") { Description = "Most words that get a row of their own", HelpName = "N", DefaultValueFactory = _ => defaults.MaxWords });
        var epochs = CommonOptions.AtLeastOne(new Option<int>("--epochs") { Description = "Most times that all texts are seen", HelpName = "N", DefaultValueFactory = _ => defaults.Epochs });
        var seed = new Option<int>("--seed") { Description = "Seed of everything random", HelpName = "N", DefaultValueFactory = _ => defaults.Seed };
        var cachedOnly = new Option<bool>("--cached-only") { Description = "Learn only from texts whose teacher vectors are in the cache" };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "distill", "Train a small, fast student model from teacher models on your own texts; a run that was stopped goes on where it was",
            "retrieval distill --teacher teachers/e5-small teachers/minilm-l6 --texts titles.tsv queries.tsv --out models/mine")
        {
            teachers, texts, pairs, output, cache, name, licence, words, epochs, seed, cachedOnly, threads, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new DistillOptions
            {
                Teachers = [.. parsed.GetRequiredValue(teachers).Select(static folder => new TeacherSource(folder))],
                TextFiles = parsed.GetRequiredValue(texts),
                PairFiles = parsed.GetValue(pairs) ?? [],
                OutputDirectory = parsed.GetRequiredValue(output),
                CacheDirectory = parsed.GetValue(cache),
                Name = parsed.GetValue(name)!,
                Licence = parsed.GetValue(licence),
                MaxWords = parsed.GetValue(words),
                Epochs = parsed.GetValue(epochs),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                CachedOnly = parsed.GetValue(cachedOnly),
            };
            DistillReport report = ProgressDisplay.During("distilling", tell => Distillation.Run(options, new Teller(tell), cancellation));
            if (parsed.GetValue(json)) JsonOutput.Write(report);
            else Print(options, report);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Print(DistillOptions options, DistillReport report)
    {
        Screen.Print($"student in {options.OutputDirectory}: {report.Words:N0} words, learned from {report.Texts.Values.Sum():N0} texts ({string.Join(", ", report.Texts.Select(static entry => $"{entry.Key} {entry.Value:N0}"))})");
        Screen.Print($"cosine to the teachers on {report.HeldOut:N0} held-out texts: {string.Join(" → ", report.HeldOutCosine.Select(static cosine => cosine.ToString("0.0000")))}, epoch {report.BestEpoch} kept");
        Screen.Print($"{report.TeacherSeconds:N0} s in the teachers, {report.TrainingSeconds:N0} s in the rest");
    }

    private sealed class Teller(ProgressDisplay.Report tell) : IProgress<DistillProgress>
    {
        public void Report(DistillProgress progress) => tell(
            progress.Total == 0 ? null : (double)progress.Done / progress.Total,
            progress.Note is null ? progress.Stage : $"{progress.Stage}, {progress.Note}");
    }
}
