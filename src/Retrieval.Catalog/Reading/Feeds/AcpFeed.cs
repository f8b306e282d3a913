using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>The Agentic Commerce Protocol's feed in files: <c>metadata.json</c> with <c>products.jsonl</c>, one product with its variants a line.</summary>
internal static class AcpFeed
{
    public const string MetadataName = "metadata.json";
    private static readonly string[] ProductNames = ["products.jsonl", "products.jsonl.gz"];

    /// <summary>The products' file where the path is a folder or metadata of this form; null for any other path.</summary>
    /// <exception cref="CatalogException">There is metadata, but no file of products beside it.</exception>
    public static string? FindProducts(string path, out string? targetCountry)
    {
        targetCountry = null;
        string folder = Directory.Exists(path) ? path : Path.GetFileName(path) == MetadataName ? Path.GetDirectoryName(Path.GetFullPath(path))! : "";
        string metadata = Path.Combine(folder, MetadataName);
        if (folder.Length == 0 || !File.Exists(metadata)) return null;
        targetCountry = TargetCountry(metadata);
        return ProductNames.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists)
            ?? throw new CatalogException($"{metadata} has no {ProductNames[0]} beside it");
    }

    /// <summary>The target country of the metadata beside a file of products; null where none is stated.</summary>
    public static string? TargetCountryBeside(string products)
    {
        if (products == FeedFile.StandardInput) return null;
        string metadata = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(products)) ?? "", MetadataName);
        return File.Exists(metadata) ? TargetCountry(metadata) : null;
    }

    public static IEnumerable<CatalogLine> Read(FeedLines lines, ReadOptions options, string? targetCountry)
    {
        var draft = new ProductDraft();
        foreach (RecordLine entry in JsonRecords.Read(lines))
        {
            if (entry.Record is not JsonRecord record)
            {
                yield return new CatalogLine(null, [entry.Refusal!]);
                continue;
            }
            foreach (CatalogLine line in AcpProduct.Read(record.Json, draft, options, lines.File.Path, entry.Line, targetCountry)) yield return line;
        }
    }

    private static string? TargetCountry(string metadata)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(metadata));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("target_country", out JsonElement country)
                && country.ValueKind == JsonValueKind.String ? country.GetString() : null;
        }
        catch (Exception e) when (JsonLine.IsFault(e) || e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException($"{metadata} cannot be read: {(e is JsonException json ? JsonFault.Told(json) : e.Message)}", e);
        }
    }
}
