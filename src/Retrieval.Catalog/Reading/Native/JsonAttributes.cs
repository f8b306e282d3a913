using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>
/// Attributes of the native form, and unknown members, which are kept as attributes: a string, number, boolean, a list of them, or
/// <c>{"value":0.6,"unit":"l"}</c>. Any other object is flattened: <c>{"box":{"width":3}}</c> is the attribute "box width".
/// </summary>
internal static class JsonAttributes
{
    public static void ReadAll(ref Utf8JsonReader json, ProductDraft draft)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            draft.Warn(DiagnosticKind.WrongForm, "attributes", $"an object is expected, not {json.FormName()}");
            json.Skip();
            return;
        }
        ReadMembers(ref json, "", draft);
    }

    public static void ReadOne(ref Utf8JsonReader json, string name, ProductDraft draft)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null: break;
            case JsonTokenType.StartObject: ReadObject(ref json, name, draft); break;
            case JsonTokenType.StartArray: ReadList(ref json, name, draft); break;
            default:
                AttributeKind kind = KindOf(json.TokenType);
                if (json.Line(name, draft) is { } value) draft.AddAttribute(name, [value], kind);
                break;
        }
    }

    private static void ReadMembers(ref Utf8JsonReader json, string prefix, ProductDraft draft)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = prefix + json.GetString();
            json.Read();
            ReadOne(ref json, name, draft);
        }
    }

    private static void ReadObject(ref Utf8JsonReader json, string name, ProductDraft draft)
    {
        Utf8JsonReader ahead = json;
        if (TryReadMeasure(ref ahead, name, draft))
        {
            json = ahead;
            return;
        }
        ReadMembers(ref json, name + " ", draft);
    }

    /// <summary>Reads an object that has a "value" (a scalar or a list of them), a "unit" and nothing else.</summary>
    private static bool TryReadMeasure(ref Utf8JsonReader json, string name, ProductDraft draft)
    {
        List<string>? values = null;
        AttributeKind? kind = null;
        string? unit = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isValue = json.ValueTextEquals("value"u8), isUnit = json.ValueTextEquals("unit"u8);
            json.Read();
            if (isValue && json.TokenType != JsonTokenType.StartObject) values = ReadScalars(ref json, name, draft, nested: false, ref kind);
            else if (isUnit && json.TokenType == JsonTokenType.String) unit = draft.Line(json.GetString());
            else return false;
        }
        if (unit is null || values is null) return false;
        draft.AddAttribute(name, values.ToArray(), kind ?? AttributeKind.Text, unit);
        return true;
    }

    /// <summary>A list of one kind keeps it; a mixed one is text. Objects within are flattened beside it.</summary>
    private static void ReadList(ref Utf8JsonReader json, string name, ProductDraft draft)
    {
        AttributeKind? kind = null;
        if (ReadScalars(ref json, name, draft, nested: true, ref kind) is { Count: > 0 } values)
            draft.AddAttribute(name, values.ToArray(), kind ?? AttributeKind.Text);
    }

    /// <summary>A scalar or the scalars of a list; null where a list holds more than scalars and may not (<paramref name="nested"/>).</summary>
    private static List<string>? ReadScalars(ref Utf8JsonReader json, string name, ProductDraft draft, bool nested, ref AttributeKind? kind)
    {
        var values = new List<string>();
        bool isList = json.TokenType == JsonTokenType.StartArray;
        while (!isList || (json.Read() && json.TokenType != JsonTokenType.EndArray))
        {
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (!nested) return null;
                ReadOne(ref json, name, draft);
                continue;
            }
            AttributeKind its = KindOf(json.TokenType);
            if (json.Line(name, draft) is { } value)
            {
                kind = kind is null || kind == its ? its : AttributeKind.Text;
                values.Add(value);
            }
            if (!isList) break;
            if (values.Count <= Limits.ListEntries) continue;
            draft.Refuse(DiagnosticKind.OverLimit, name, $"more than {Limits.ListEntries:N0} values");
            values.Clear();
        }
        return values;
    }

    private static AttributeKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => AttributeKind.Number,
        JsonTokenType.True or JsonTokenType.False => AttributeKind.Boolean,
        _ => AttributeKind.Text,
    };
}
