using System.Text.Json;
using System.Text.Unicode;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>What every line of JSON has to be: UTF-8, one object, nothing behind it.</summary>
internal static class JsonLine
{
    /// <summary>Refuses a line that is not UTF-8, naming the offending byte's place in the file.</summary>
    public static bool Check(ReadOnlySpan<byte> utf8, ProductDraft draft, long lineOffset)
    {
        if (Utf8.IsValid(utf8)) return true;
        draft.Refuse(DiagnosticKind.NotUtf8, "", NotUtf8(utf8, lineOffset));
        return false;
    }

    /// <summary>The message for bytes that are not UTF-8.</summary>
    public static string NotUtf8(ReadOnlySpan<byte> bytes, long lineOffset)
    {
        int valid = 0;
        Span<char> scratch = stackalloc char[256];
        while (true)
        {
            Utf8.ToUtf16(bytes[valid..], scratch, out int read, out _, replaceInvalidSequences: false);
            if (read == 0) break;
            valid += read;
        }
        return $"not UTF-8 at byte offset {lineOffset + valid} (0x{bytes[Math.Min(valid, bytes.Length - 1)]:X2}); save the file as UTF-8";
    }

    public static bool Begins(ref Utf8JsonReader json, ProductDraft draft)
    {
        if (json.Read() && json.TokenType == JsonTokenType.StartObject) return true;
        draft.Refuse(DiagnosticKind.Malformed, "", $"one JSON object a line is expected, not {json.FormName()}");
        return false;
    }

    public static void Ends(ref Utf8JsonReader json, ProductDraft draft)
    {
        if (json.Read()) draft.Refuse(DiagnosticKind.Malformed, "", "something stands behind the JSON object");
    }

    /// <summary>Whether the exception is the line's fault: not JSON, nested too deeply, or half a surrogate pair in a string.</summary>
    public static bool IsFault(Exception e) => e is JsonException or InvalidOperationException;

    public static void Refuse(Exception e, ProductDraft draft) => draft.Refuse(DiagnosticKind.Malformed, "", Fault(e));

    /// <summary>The message for a line that <see cref="IsFault"/>.</summary>
    public static string Fault(Exception e)
    {
        string place = e is JsonException { BytePositionInLine: { } at } ? $" at byte {at} of the line" : "";
        return $"not JSON{place}: {(e is JsonException json ? JsonFault.Problem(json) : "a text in it is not valid Unicode")}";
    }
}
