using System.Text.Json;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>Reads one value of a forgiving feed: a number or boolean serves as text, a single value as a list; what does not serve is passed over with a warning.</summary>
internal static class JsonValues
{
    /// <summary>Reads the object that the reader stands on into a value; null where nothing of it is usable.</summary>
    public delegate T? ReadObject<T>(ref Utf8JsonReader json, string field, ProductDraft draft, ReadOptions options) where T : class;

    /// <summary>A scalar as text; null for JSON null.</summary>
    public static string? Text(this ref Utf8JsonReader json, string field, ProductDraft draft)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String: return json.GetString();
            case JsonTokenType.Number: return draft.Number(json.ValueSpan);
            case JsonTokenType.True: return "true";
            case JsonTokenType.False: return "false";
            case JsonTokenType.Null: return null;
        }
        draft.Warn(DiagnosticKind.WrongForm, field, $"a single value is expected, not {json.FormName()}");
        json.Skip();
        return null;
    }

    /// <summary>A scalar as one clean line; null where it is empty.</summary>
    public static string? Line(this ref Utf8JsonReader json, string field, ProductDraft draft) => draft.Line(json.Text(field, draft));

    /// <summary>A list of scalars as clean lines without empty ones; a scalar is a list of one.</summary>
    public static IReadOnlyList<string> Texts(this ref Utf8JsonReader json, string field, ProductDraft draft)
    {
        if (json.TokenType != JsonTokenType.StartArray) return json.Line(field, draft) is { } single ? [single] : [];
        var texts = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.Line(field, draft) is { } text) texts.Add(text);
            if (texts.Count <= Limits.ListEntries) continue;
            draft.Refuse(DiagnosticKind.OverLimit, field, $"more than {Limits.ListEntries:N0} entries");
            texts.Clear();
        }
        return texts.Count == 0 ? [] : texts.ToArray();
    }

    /// <summary>A list of objects; an object is a list of one.</summary>
    public static IReadOnlyList<T> Objects<T>(this ref Utf8JsonReader json, string field, ProductDraft draft, ReadOptions options, ReadObject<T> read) where T : class
    {
        if (json.TokenType == JsonTokenType.StartObject) return read(ref json, field, draft, options) is { } single ? [single] : [];
        if (json.TokenType != JsonTokenType.StartArray)
        {
            draft.Warn(DiagnosticKind.WrongForm, field, $"a list of objects is expected, not {json.FormName()}");
            return [];
        }
        var objects = new List<T>();
        for (int i = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == Limits.ListEntries) draft.Refuse(DiagnosticKind.OverLimit, field, $"more than {Limits.ListEntries:N0} entries");
            string entry = $"{field}[{i}]";
            if (json.TokenType != JsonTokenType.StartObject)
            {
                draft.Warn(DiagnosticKind.WrongForm, entry, $"an object is expected, not {json.FormName()}");
                json.Skip();
            }
            else if (i >= Limits.ListEntries)
            {
                json.Skip();
            }
            else if (read(ref json, entry, draft, options) is { } value)
            {
                objects.Add(value);
            }
        }
        return objects.Count == 0 ? [] : objects.ToArray();
    }

    /// <summary>What the reader stands on, for messages.</summary>
    public static string FormName(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };
}
