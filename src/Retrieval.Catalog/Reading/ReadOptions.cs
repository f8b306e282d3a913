using Retrieval.Catalog.Reading.Mapping;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading;

/// <summary>How a feed is to be read.</summary>
public sealed record ReadOptions
{
    /// <summary>Everything told by the feed itself.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>The format; <see cref="FeedFormat.Auto"/> tells it from each file's beginning.</summary>
    public FeedFormat Format { get; init; }

    /// <summary>Columns or JSON paths of a feed of any other form; implies <see cref="FeedFormat.Csv"/>.</summary>
    public ColumnMap? Map { get; init; }

    /// <summary>Language of products that state none; null leaves them <see cref="Text.Languages.Language.Und"/>.</summary>
    public Language? Language { get; init; }

    /// <summary>ISO 4217 code of prices that state no currency; null refuses them.</summary>
    public string? Currency { get; init; }
}

/// <summary>The formats of <c>--format</c>.</summary>
public enum FeedFormat : byte
{
    /// <summary>Told from the beginning of each file.</summary>
    Auto,
    /// <summary>Native JSON Lines.</summary>
    Native,
    /// <summary>OpenAI product feed, delimited or JSON Lines.</summary>
    OpenAi,
    /// <summary>Agentic Commerce Protocol, <c>metadata.json</c> with <c>products.jsonl</c>.</summary>
    Acp,
    /// <summary>Google Merchant product data, TSV or XML.</summary>
    Google,
    /// <summary>Delimited text or JSON Lines with columns named as the native members, or named by a map.</summary>
    Csv,
}

/// <summary>Names of formats as the command writes them.</summary>
public static class FeedFormats
{
    /// <summary>Every name: <c>auto native openai acp google csv</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "native", "openai", "acp", "google", "csv"];

    /// <summary>Reads a name, of either case.</summary>
    public static bool TryParse(string name, out FeedFormat format)
    {
        int index = Names.ToList().IndexOf(name.ToLowerInvariant());
        format = index < 0 ? default : (FeedFormat)index;
        return index >= 0;
    }
}
