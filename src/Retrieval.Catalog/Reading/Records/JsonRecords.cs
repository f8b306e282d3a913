using System.Text.Json;
using System.Text.Unicode;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>JSON Lines of other feeds than the native form.</summary>
internal static class JsonRecords
{
    /// <summary>Reads the objects; each is valid until the next is asked for.</summary>
    public static IEnumerable<RecordLine> Read(FeedLines lines)
    {
        while (true)
        {
            LineState state = lines.Next();
            if (state == LineState.End) yield break;
            if (state == LineState.TooLong)
            {
                yield return new RecordLine(lines.Number, null, lines.TooLong().Refusal);
                continue;
            }
            if (lines.IsBlank) continue;
            using JsonDocument? document = Parse(lines, out Diagnostic? refusal);
            yield return new RecordLine(lines.Number, document is null ? null : new JsonRecord(document.RootElement), refusal);
        }
    }

    private static JsonDocument? Parse(FeedLines lines, out Diagnostic? refusal)
    {
        refusal = null;
        JsonDocument? document = null;
        try
        {
            if (!Utf8.IsValid(lines.Current.Span))
            {
                refusal = Refusal(DiagnosticKind.NotUtf8, JsonLine.NotUtf8(lines.Current.Span, lines.Offset));
                return null;
            }
            document = JsonDocument.Parse(lines.Current);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            refusal = Refusal(DiagnosticKind.Malformed, "one JSON object a line is expected");
        }
        catch (JsonException e)
        {
            refusal = Refusal(DiagnosticKind.Malformed, JsonLine.Fault(e));
        }
        document?.Dispose();
        return null;

        Diagnostic Refusal(DiagnosticKind kind, string reason) => new(lines.File.Path, lines.Number, "", reason, kind);
    }
}
