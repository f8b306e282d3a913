using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Updates;

/// <summary>
/// Reads updates as JSON Lines: <c>{"op":"upsert","product":{…}}</c>, <c>{"op":"offer","id":"A-1","price":"19.99 EUR","quantity":null}</c>,
/// <c>{"op":"delete","id":"A-1"}</c>. A line that is wrong is refused alone. In an offer a price that cannot be read refuses the
/// line; any other member that cannot be read stays as it was, with a warning.
/// </summary>
public static class UpdateReader
{
    [ThreadStatic]
    private static ProductDraft? reused;

    /// <summary>Reads a file, compressed or not, or standard input for <c>-</c>.</summary>
    /// <exception cref="CatalogException">While enumerating: the file cannot be read at all.</exception>
    public static IEnumerable<UpdateLine> Read(string path, ReadOptions options)
    {
        using FeedFile file = FeedFile.Open(path);
        var lines = new FeedLines(file);
        while (true)
        {
            LineState state = lines.Next();
            if (state == LineState.End) yield break;
            if (state == LineState.TooLong) yield return new UpdateLine(lines.Number, null, lines.TooLong().Diagnostics);
            else if (!lines.IsBlank) yield return ReadLine(lines.Current.Span, options, path, lines.Number, lines.Offset);
        }
    }

    /// <summary>Reads one line. Never throws for any bytes. Safe to call from many threads.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <param name="options">The language and currency of products and prices that state none.</param>
    /// <param name="file">The file's name for diagnostics.</param>
    /// <param name="line">The line's number for diagnostics.</param>
    /// <param name="offset">Bytes before the line, for diagnostics.</param>
    public static UpdateLine ReadLine(ReadOnlySpan<byte> utf8, ReadOptions options, string file = "", long line = 1, long offset = 0)
    {
        ProductDraft draft = reused ??= new ProductDraft();
        draft.Begin(file, line);
        CatalogUpdate? update = null;
        try
        {
            var json = new Utf8JsonReader(utf8);
            if (JsonLine.Check(utf8, draft, offset) && JsonLine.Begins(ref json, draft)) update = ReadUpdate(utf8, draft, options, file, line);
        }
        catch (Exception e) when (JsonLine.IsFault(e))
        {
            JsonLine.Refuse(e, draft);
        }
        return draft.Refusal is { } refusal ? new UpdateLine(line, null, [refusal]) : new UpdateLine(line, update, draft.TakeWarnings());
    }

    /// <summary>The operation may stand behind its product, so the members are found first and read then.</summary>
    private static CatalogUpdate? ReadUpdate(ReadOnlySpan<byte> utf8, ProductDraft draft, ReadOptions options, string file, long line)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        string? op = null, id = null;
        int productStart = -1, productEnd = -1;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isOp = json.ValueTextEquals("op"u8), isId = json.ValueTextEquals("id"u8), isProduct = json.ValueTextEquals("product"u8);
            json.Read();
            if (isOp)
            {
                op = json.Line("op", draft);
            }
            else if (isId)
            {
                id = NativeJson.ReadId(ref json, draft)?.Trim();
            }
            else
            {
                if (isProduct) productStart = (int)json.TokenStartIndex;
                json.Skip();
                if (isProduct) productEnd = (int)json.BytesConsumed;
            }
        }
        JsonLine.Ends(ref json, draft);
        if (draft.IsRefused) return null;
        switch (op)
        {
            case "upsert" when productStart >= 0: return Upsert(utf8[productStart..productEnd], draft, options, file, line);
            case "upsert": draft.Refuse(DiagnosticKind.Malformed, "product", "missing; an upsert has a \"product\""); return null;
            case "offer" when IsKey(id, draft): return OfferReader.Read(utf8, id!, draft, options);
            case "delete" when IsKey(id, draft): return new CatalogUpdate.Delete(id!);
            case "offer" or "delete": return null;
        }
        draft.Refuse(DiagnosticKind.BadOperation, "op", $"\"{ProductDraft.Shown(op ?? "")}\" is none of upsert, offer, delete");
        return null;
    }

    private static CatalogUpdate? Upsert(ReadOnlySpan<byte> product, ProductDraft draft, ReadOptions options, string file, long line)
    {
        CatalogLine read = NativeLine.Read(product, options, file, line);
        foreach (Diagnostic diagnostic in read.Diagnostics)
        {
            string field = diagnostic.Field.Length == 0 ? "product" : $"product.{diagnostic.Field}";
            if (diagnostic.IsRefusal) draft.Refuse(diagnostic.Kind, field, diagnostic.Reason);
            else draft.Warn(diagnostic.Kind, field, diagnostic.Reason);
        }
        return read.Product is { } taken ? new CatalogUpdate.Upsert(taken) : null;
    }

    private static bool IsKey(string? id, ProductDraft draft)
    {
        if (string.IsNullOrEmpty(id)) draft.Refuse(DiagnosticKind.BadId, "id", "missing; it names the product to change");
        else draft.SetId(id);
        return !draft.IsRefused;
    }
}
