using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Reading.Feeds;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Mapping;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading;

/// <summary>Reads feeds of any format, product by product, in memory that does not grow with the feed but for a fingerprint an id.</summary>
public static class CatalogReader
{
    /// <summary>Reads the files one after the other.</summary>
    /// <param name="paths">Files, compressed by gzip or not; <c>-</c> is standard input; a folder only where it holds an ACP feed.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="summary">Filled with counts while the reading goes on; null where nobody looks.</param>
    /// <returns>A line for each product, taken or refused, in the files' order. Enumerating reads; it can be done once for standard input.</returns>
    /// <exception cref="CatalogException">The options name a currency that does not exist; while enumerating: a file cannot be read at all.</exception>
    public static IEnumerable<CatalogLine> Read(IEnumerable<string> paths, ReadOptions options, ReadSummary? summary = null)
    {
        if (options.Currency is { } currency && !Currencies.TryGet(currency, out _, out _))
            throw new CatalogException($"\"{currency}\" is not a currency of ISO 4217; give one such as EUR");
        return ReadAll(paths, options, summary ?? new ReadSummary());
    }

    /// <summary>The moment that files tell of: when the oldest of them was last written; null where one is standard input or missing.</summary>
    /// <param name="paths">As <see cref="Read"/> takes them.</param>
    public static DateTimeOffset? WrittenAt(IEnumerable<string> paths)
    {
        string[] files = [.. paths.Select(static path => AcpFeed.FindProducts(path, out _) ?? path)];
        return files.Length > 0 && files.All(File.Exists) ? files.Min(File.GetLastWriteTimeUtc) : null;
    }

    private static IEnumerable<CatalogLine> ReadAll(IEnumerable<string> paths, ReadOptions options, ReadSummary summary)
    {
        string[] all = [.. paths];
        summary.BytesTotal = TotalBytes(all);
        long before = 0;
        foreach (string path in all)
        {
            using FeedFile file = FeedFile.Open(AcpFeed.FindProducts(path, out string? targetCountry) ?? path);
            foreach (CatalogLine line in ReadFile(file, options, targetCountry))
            {
                summary.Count(line);
                summary.BytesRead = before + file.BytesRead;
                yield return line;
            }
            summary.BytesRead = before += file.BytesRead;
        }
    }

    private static IEnumerable<CatalogLine> ReadFile(FeedFile file, ReadOptions options, string? targetCountry)
    {
        var lines = new FeedLines(file);
        (Layout layout, FeedFormat found) = FormatDetection.Of(lines);
        FeedFormat format = options.Map is not null ? FeedFormat.Csv : options.Format == FeedFormat.Auto ? found : options.Format;
        if (layout == Layout.Xml && format != FeedFormat.Google) throw new CatalogException($"{file.Path} is XML, which only the google format reads");
        switch (format)
        {
            case FeedFormat.Native: return NativeFeed.Read(lines, options);
            case FeedFormat.Acp: return AcpFeed.Read(lines, options, targetCountry ?? AcpFeed.TargetCountryBeside(file.Path));
        }
        IEnumerable<RecordLine> records = layout switch
        {
            Layout.Xml => GoogleXml.Read(lines),
            Layout.JsonLines => JsonRecords.Read(lines),
            _ => new TableRecords(lines).Read(options.Map?.Delimiter, options.Map?.BackslashEscapes ?? false),
        };
        return RecordFeed.Read(file.Path, records, Binding(format, options), options);
    }

    private static RecordBinding Binding(FeedFormat format, ReadOptions options) => format switch
    {
        FeedFormat.OpenAi => OpenAiFeed.Bind,
        FeedFormat.Google => GoogleFeed.Bind,
        _ => options.Map is { } map ? new MapBinding(map).Bind : PlainFeed.Bind,
    };

    private static long? TotalBytes(string[] paths)
    {
        long total = 0;
        foreach (string path in paths)
        {
            string file = AcpFeed.FindProducts(path, out _) ?? path;
            if (!File.Exists(file)) return null;
            total += new FileInfo(file).Length;
        }
        return total;
    }
}
