using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Reading.Feeds;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading;

/// <summary>How the text of a file is laid out, whatever its format.</summary>
internal enum Layout : byte
{
    /// <summary>Delimited text.</summary>
    Table,
    /// <summary>JSON Lines.</summary>
    JsonLines,
    /// <summary>XML.</summary>
    Xml,
}

/// <summary>Tells a file's layout and format from its beginning.</summary>
internal static class FormatDetection
{
    // Enough for the first object of nearly every feed; of one that is longer the members within it are looked at.
    private const int PeekBytes = 1 << 16;

    public static (Layout Layout, FeedFormat Format) Of(FeedLines lines)
    {
        ReadOnlySpan<byte> head = lines.Peek(PeekBytes).TrimStart(" \t\r\n"u8);
        if (head.IsEmpty) return (Layout.JsonLines, FeedFormat.Native);
        return head[0] switch
        {
            (byte)'{' => (Layout.JsonLines, OfObject(head)),
            (byte)'[' => throw new CatalogException($"{lines.File.Path} is a JSON list; one JSON object a line is expected (JSON Lines)"),
            (byte)'<' => (Layout.Xml, FeedFormat.Google),
            _ when IsNamedJsonLines(lines.File.Path) => (Layout.JsonLines, OfLaterObject(head)),
            _ => (Layout.Table, OfHeader(head)),
        };
    }

    /// <summary>Where the first line of a file of JSON Lines is broken, its name still tells what it is.</summary>
    private static bool IsNamedJsonLines(string path)
        => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    private static FeedFormat OfLaterObject(ReadOnlySpan<byte> head)
    {
        int next = head.IndexOf("\n{"u8);
        return next < 0 ? FeedFormat.Native : OfObject(head[(next + 1)..]);
    }

    private static FeedFormat OfObject(ReadOnlySpan<byte> head)
    {
        var names = new HashSet<string>();
        var json = new Utf8JsonReader(head, isFinalBlock: false, state: default);
        try
        {
            while (json.Read() && (json.CurrentDepth > 0 || json.TokenType != JsonTokenType.EndObject))
            {
                if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName) names.Add(json.GetString()!);
            }
        }
        catch (Exception e) when (JsonLine.IsFault(e))
        {
            // The line is told as malformed when it is read; what was seen of it decides the format.
        }
        if (names.Contains("variants")) return FeedFormat.Acp;
        if (OpenAiFeed.Knows(names)) return FeedFormat.OpenAi;
        return GoogleFeed.Knows(names) ? FeedFormat.Google : FeedFormat.Native;
    }

    private static FeedFormat OfHeader(ReadOnlySpan<byte> head)
    {
        int newline = head.IndexOf((byte)'\n');
        string header = Encoding.UTF8.GetString(newline < 0 ? head : head[..newline]).TrimEnd('\r');
        var row = new DelimitedRow(TableRecords.Delimiter(header));
        row.Add(header);
        HashSet<string> names = [.. row.Take().Select(n => n.Trim().ToLowerInvariant().Replace(' ', '_'))];
        if (OpenAiFeed.Knows(names)) return FeedFormat.OpenAi;
        return GoogleFeed.Knows(names) ? FeedFormat.Google : FeedFormat.Csv;
    }
}
