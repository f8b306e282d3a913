using System.CommandLine;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Documents;
using Retrieval.Search.Fusion;
using Retrieval.Training.Teachers;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval index</c>: builds or replaces an index from full feeds.</summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var feed = new FeedOptions();
        Option<string> index = CommonOptions.Index();
        var model = new Option<string?>("--model") { Description = "Folder of the embedding model, none for words alone; absent: the one that ships with the engine", HelpName = "DIR|none" };
        Option<string[]> teachers = CommonOptions.Teachers("Folders of the teachers that the model was distilled from: they encode the products beside the model");
        Option<string?> cache = CommonOptions.Cache("teachers in the index's folder");
        var codec = new Option<string>("--codec") { Description = "both: also write the texts with Lucene.Net's own codec, to compare with", DefaultValueFactory = static _ => "ours" };
        codec.AcceptOnlyFromAmong("ours", "both");
        var fields = new Option<string?>("--fields") { Description = "Fields of the lexical leg with boosts, scored per field with BM25 and summed; absent: the engine's own scoring", HelpName = "title^2,description" };
        Option<string?> fusion = CommonOptions.Fusion();
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "index", "Build or replace an index from full feeds; the old index serves until the new one is committed",
            "retrieval index --catalog products.jsonl.gz --index shop",
            "retrieval index --catalog feed.csv --map map.json --currency EUR --index shop",
            "retrieval index --catalog products.jsonl.gz --index shop --model models/mine --teachers teachers/e5-small teachers/minilm-l6",
            "zcat export.jsonl.gz | retrieval index --catalog - --index shop --model none");
        feed.AddTo(command);
        foreach (Option option in (Option[])[index, model, teachers, cache, codec, fields, fusion, threads, json]) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(cache) is not null && result.GetResult(teachers) is null) result.AddError("--cache needs --teachers");
            if (result.GetValue(model) == "none" && result.GetResult(teachers) is not null) result.AddError("--teachers needs a model that encodes the queries");
        });
        command.SetAction((parsed, cancellation) =>
        {
            string? folder = ModelFolders.ForBuild(parsed.GetValue(model));
            using IEncoder? encoder = folder is null ? null : EncoderCatalog.Load(folder, parsed.GetValue(threads));
            string directory = parsed.GetRequiredValue(index);
            using Committee? committee = parsed.GetValue(teachers) is { Length: > 0 } folders
                ? Committee.Open(folder!, folders, parsed.GetValue(cache) ?? Path.Combine(directory, "teachers")) : null;
            var options = new BuildOptions
            {
                Encoder = encoder,
                Finer = committee is null ? null : committee.In,
                ModelFolder = folder,
                Fusion = parsed.GetValue(fusion) is { } weights ? FusionFile.Read(weights).Weights : null,
                Threads = parsed.GetValue(threads),
                Language = feed.Language(parsed),
                Fields = parsed.GetValue(fields) is { } text ? Fields(text) : null,
                StockCodec = parsed.GetValue(codec) == "both",
                Currency = feed.Currency(parsed),
            };
            IndexRun run = IndexRun.Of(parsed.GetRequiredValue(feed.Catalog), feed.Read(parsed), directory, options, cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(run.Figures(encoder?.Identity, committee?.Encoded));
            else run.Print(committee?.Encoded);
            return Task.FromResult(run.Summary.Refused == 0 ? ExitCode.Done : ExitCode.DoneWithFaults);
        });
        return command;
    }

    private static IReadOnlyList<LexicalField> Fields(string text)
    {
        try
        {
            return LexicalFields.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--fields: {wrong.Message}");
        }
    }
}
