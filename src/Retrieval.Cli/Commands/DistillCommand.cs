using System.CommandLine;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Index.Documents;
using Retrieval.Text.Languages;
using Retrieval.Training;
using Retrieval.Training.Texts;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval distill</c>: trains a student from teachers on one's own texts.</summary>
internal static class DistillCommand
{
    public static Command Create()
    {
        var defaults = new DistillOptions { Teachers = [], TextFiles = [], OutputDirectory = "" };
        Option<string[]> teachers = CommonOptions.Teachers("Folders of teacher models; at least one knows English. Without teachers only the words of --pairs are added");
        var feed = new FeedOptions(required: false);
        var texts = new Option<string[]>("--texts")
        {
            Description = "Texts to learn from, such as what shoppers typed: JSON Lines with text, lang, kind; or lines of lang, kind, text parted by tabs; or bare texts",
            HelpName = "FILE", AllowMultipleArgumentsPerToken = true,
        };
        var from = new Option<string?>("--from") { Description = "Student to go on from, none to begin anew; absent: the one that ships with the engine", HelpName = "DIR|none" };
        var pairs = new Option<string[]>("--pairs") { Description = "Pairs of texts that mean the same: lang, text, lang, text parted by tabs", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--out") { Description = "Folder of the student", Required = true, HelpName = "DIR" };
        Option<string?> cache = CommonOptions.Cache(".distill beside the output");
        var name = new Option<string>("--name") { Description = "Name of the student", DefaultValueFactory = _ => defaults.Name };
        var licence = new Option<string?>("--licence") { Description = "Licence of the student and notes on it, for its manifest" };
        var words = CommonOptions.AtLeastOne(new Option<int>("--words") { Description = "Most words that get a row of their own", HelpName = "N", DefaultValueFactory = _ => defaults.MaxWords });
        var epochs = CommonOptions.AtLeastOne(new Option<int>("--epochs") { Description = "Most times that all texts are seen", HelpName = "N", DefaultValueFactory = _ => defaults.Epochs });
        var seed = new Option<int>("--seed") { Description = "Seed of everything random", HelpName = "N", DefaultValueFactory = _ => defaults.Seed };
        var cachedOnly = new Option<bool>("--cached-only") { Description = "Learn only from texts whose teacher vectors are in the cache" };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "distill", "Train a small, fast student model from teacher models on your own catalogue and texts; a run that was stopped goes on where it was",
            "retrieval distill --teachers teachers/e5-small teachers/minilm-l6 --catalog products.jsonl.gz --out models/mine",
            "retrieval distill --teachers teachers/e5-small teachers/minilm-l6 --catalog products.jsonl.gz --texts queries.tsv --out models/mine",
            "retrieval distill --teachers teachers/e5-small teachers/minilm-l6 --from none --texts titles.tsv words.tsv --out models/new",
            "retrieval distill --pairs dictionary.tsv --out models/mine")
        {
            teachers,
        };
        feed.AddTo(command);
        foreach (Option option in (Option[])[texts, pairs, from, output, cache, name, licence, words, epochs, seed, cachedOnly, threads, json]) command.Add(option);
        command.Validators.Add(result =>
        {
            bool hasTexts = result.GetResult(feed.Catalog) is not null || result.GetResult(texts) is not null;
            if (result.GetResult(teachers) is null)
            {
                if (hasTexts) result.AddError("texts teach nothing without teachers; give --teachers, or --pairs alone to add the words of a dictionary");
                else if (result.GetResult(pairs) is null) result.AddError("nothing to learn from; give --teachers with --catalog or --texts, or --pairs alone to add the words of a dictionary");
            }
            else if (!hasTexts)
            {
                result.AddError("nothing to learn from; give --catalog, --texts or both");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(teachers) is not { Length: > 0 } committee) return Task.FromResult(Extend(parsed.GetValue(from), parsed.GetRequiredValue(pairs), parsed.GetRequiredValue(output), parsed.GetValue(json)));
            var options = new DistillOptions
            {
                Teachers = [.. committee.Select(static folder => new TeacherSource(folder))],
                TextFiles = parsed.GetValue(texts) ?? [],
                Texts = parsed.GetValue(feed.Catalog) is { Length: > 0 } catalog ? CatalogueTexts(catalog, feed.Read(parsed)) : [],
                Parent = ModelFolders.ForBuild(parsed.GetValue(from)),
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

    private static int Extend(string? from, string[] pairs, string output, bool json)
    {
        string parent = ModelFolders.ForBuild(from) ?? throw new UsageException("--from none begins anew, which wants --teachers; words of a dictionary are added to a student");
        IReadOnlyList<string> added = DictionaryExtension.Run(parent, pairs, output);
        if (json) JsonOutput.Write(new { Model = output, Words = added });
        else Screen.Print($"student in {output}: {added.Count:N0} words of dictionaries added to that of {parent}");
        return ExitCode.Done;
    }

    // All names first: they say most, and a run that is stopped early has them.
    private static List<TrainingText> CatalogueTexts(string[] catalog, ReadOptions read)
    {
        var products = CatalogReader.Read(catalog, read, new ReadSummary()).Select(static line => line.Product).OfType<Product>();
        return [.. products.SelectMany(product => ProductTexts.Of(product, read.Language).Index())
            .OrderBy(static text => text.Index)
            .Select(static text => new TrainingText(text.Item.Language.Code(), "title", text.Item.Text))];
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
