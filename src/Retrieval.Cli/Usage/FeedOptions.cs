using System.CommandLine;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Mapping;
using Retrieval.Text.Languages;

namespace Retrieval.Cli.Usage;

/// <summary>The options of commands that read feeds.</summary>
internal sealed class FeedOptions
{
    public Option<string[]> Catalog { get; } = new("--catalog", "-c")
    {
        Description = "Feeds to read, .gz as they are; - is standard input; an ACP feed may be a folder",
        HelpName = "PATH", AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "Format of the feeds; auto tells it from each file's beginning", DefaultValueFactory = static _ => FeedFormats.Names[0],
    };

    private readonly Option<string?> map = new("--map") { Description = "JSON file that says which column or path holds what (data-samples/maps has examples)", HelpName = "FILE" };
    private readonly Option<string?> language = new("--language") { Description = "Language of products that state none (en, fr, …); und: no stemming, no stop words; absent: detected", HelpName = "CC|und" };
    private readonly Option<string?> currency = new("--currency") { Description = "Currency of prices that state none (ISO 4217)", HelpName = "CUR" };

    public FeedOptions(bool required = true)
    {
        Catalog.Required = required;
        format.AcceptOnlyFromAmong([.. FeedFormats.Names]);
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Catalog, format, map, language, currency]) command.Add(option);
    }

    /// <summary>The language that is told; null where none is.</summary>
    public Language? Language(ParseResult parsed)
    {
        if (parsed.GetValue(language) is not { } code) return null;
        if (code == Text.Languages.Language.Und.Code()) return Text.Languages.Language.Und;
        return LanguageCodes.TryParse(code, out Language known) ? known
            : throw new UsageException($"--language \"{code}\" is not known; there are {string.Join(", ", LanguageCodes.All.Select(static each => each.Code()))} and und");
    }

    public string? Currency(ParseResult parsed) => parsed.GetValue(currency)?.ToUpperInvariant();

    public ReadOptions Read(ParseResult parsed)
    {
        FeedFormats.TryParse(parsed.GetValue(format)!, out FeedFormat chosen);
        return new ReadOptions
        {
            Format = chosen,
            Map = parsed.GetValue(map) is { } path ? ColumnMap.Load(path) : null,
            Language = Language(parsed),
            Currency = Currency(parsed),
        };
    }
}
