using System.Text.Json;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Mapping;

/// <summary>
/// How a feed of any form becomes products: for each member of the native form where its value comes from. A small JSON file:
/// <code>
/// { "currency": "EUR", "decimal": ".", "price_unit": "minor", "language": "en", "not_stated": ["null", "N/A"],
///   "delimiter": "\t", "escape": "\\",                        only where the header does not tell, and where \" is a quote within a cell
///   "fields": {
///     "id": "sku",                                            the column, or the path in JSON: "offer.sku", "images[0].url", "tags[*].name"
///     "title": { "join": ["name", "format"], "with": " " },   several in one text
///     "brand": ["maker", "supplier"],                         the first that is stated; all of them where the member is a list
///     "condition": { "value": "new" },                        a constant
///     "price": { "column": "final", "currency_column": "cur" },
///     "size": { "column": "sizes", "separator": "|" },
///     "id": { "row": "off-" },                                the number of the line behind a prefix, for feeds without keys
///     "allergens.contains": { "column": "allergens", "separator": ",", "strip": "en:" } },
///   "attributes": [
///     { "column": "nutriscore_grade", "name": "nutri-score" },
///     { "prefix": "attr_t_" },                                every column of that prefix; "_" in what is left reads as a blank
///     { "column": "specs", "name_path": "name", "value_path": "value" } ] }
/// </code>
/// Immutable; safe to share between threads.
/// </summary>
public sealed class ColumnMap
{
    internal ColumnMap() { }

    /// <summary>Delimiter of the table; null tells it from the header.</summary>
    internal char? Delimiter { get; init; }

    /// <summary>Whether \" within a quoted cell is a quote.</summary>
    internal bool BackslashEscapes { get; init; }

    /// <summary>Currency of prices that state none.</summary>
    internal string? Currency { get; init; }

    /// <summary>Separator of decimals in prices; null lets the rule of prices decide.</summary>
    internal char? Decimal { get; init; }

    /// <summary>Whether bare prices are minor units.</summary>
    internal bool MinorUnits { get; init; }

    /// <summary>Language of every product, as a code.</summary>
    internal string? Language { get; init; }

    /// <summary>Texts that stand for nothing.</summary>
    internal IReadOnlySet<string> NotStated { get; init; } = new HashSet<string>();

    /// <summary>Where each member comes from, in the file's order.</summary>
    internal IReadOnlyList<MappedField> Fields { get; init; } = [];

    /// <summary>Which columns become attributes.</summary>
    internal IReadOnlyList<MappedAttributes> Attributes { get; init; } = [];

    /// <summary>Reads a map from its file.</summary>
    /// <exception cref="CatalogException">The file is missing or is not a map; the message says what is wrong.</exception>
    public static ColumnMap Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CatalogException($"the map {path} does not exist", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CatalogException($"the map {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a map from its JSON.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="CatalogException">It is not a map; the message says what is wrong.</exception>
    public static ColumnMap Parse(ReadOnlyMemory<byte> utf8, string name = "map")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return ColumnMapJson.Read(document.RootElement);
        }
        catch (Exception e) when (JsonLine.IsFault(e) || e is FormatException)
        {
            throw new CatalogException($"{name} is not a column map: {(e is JsonException json ? JsonFault.Told(json) : e.Message)}", e);
        }
    }
}
