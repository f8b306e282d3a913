using System.Text.Json;
using System.Text.Unicode;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>Reads one line of native JSON, as it comes in a feed or a request.</summary>
public static class NativeLine
{
    [ThreadStatic]
    private static ProductDraft? reused;

    /// <summary>Reads a product, or tells why it is refused. Never throws for any bytes. Safe to call from many threads.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <param name="options">The language and currency of products that state none.</param>
    /// <param name="file">The file's name for diagnostics.</param>
    /// <param name="line">The line's number for diagnostics.</param>
    public static CatalogLine Read(ReadOnlySpan<byte> utf8, ReadOptions options, string file = "", long line = 1)
        => Read(utf8, options, file, line, lineOffset: 0);

    internal static CatalogLine Read(ReadOnlySpan<byte> utf8, ReadOptions options, string file, long line, long lineOffset)
    {
        ProductDraft draft = reused ??= new ProductDraft();
        draft.Begin(file, line);
        if (!JsonLine.Check(utf8, draft, lineOffset)) return draft.Finish(options);
        try
        {
            var json = new Utf8JsonReader(utf8);
            if (JsonLine.Begins(ref json, draft))
            {
                NativeJson.ReadProduct(ref json, draft, options);
                JsonLine.Ends(ref json, draft);
            }
        }
        catch (Exception e) when (JsonLine.IsFault(e))
        {
            JsonLine.Refuse(e, draft);
        }
        return draft.Finish(options);
    }
}
