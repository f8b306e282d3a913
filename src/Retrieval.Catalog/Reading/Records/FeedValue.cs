using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>A cell of a table, an element of XML or a member of JSON: text, or JSON that text may hold as well.</summary>
internal readonly struct FeedValue
{
    private readonly string? text;
    private readonly JsonElement json;

    public FeedValue(string? text) => this.text = text;

    public FeedValue(JsonElement json) => this.json = json;

    /// <summary>The JSON form that a scalar had; text that is no JSON is always <see cref="AttributeKind.Text"/>.</summary>
    public AttributeKind Kind => json.ValueKind switch
    {
        JsonValueKind.Number => AttributeKind.Number,
        JsonValueKind.True or JsonValueKind.False => AttributeKind.Boolean,
        _ => AttributeKind.Text,
    };

    /// <summary>A scalar's text; null for JSON null, lists and objects.</summary>
    public string? Scalar => text ?? json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => JsonNumberText.Of(JsonNumber(json)),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>The list or object, of JSON itself or written in text; null where it is neither.</summary>
    public JsonElement? Structure
    {
        get
        {
            if (text is null) return json.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? json : null;
            ReadOnlySpan<char> start = text.AsSpan().TrimStart();
            if (start.IsEmpty || start[0] is not ('[' or '{')) return null;
            try
            {
                return JsonElement.Parse(text);
            }
            catch (JsonException)
            {
                return null; // "[Descripción] …" is text that only begins like JSON
            }
        }
    }

    /// <summary>The scalars: of a list each, of a scalar itself, cut at the separator where one is given.</summary>
    public IEnumerable<string> Scalars(string? separator = null)
    {
        if (Structure is { ValueKind: JsonValueKind.Array } list)
            return list.EnumerateArray().Select(e => new FeedValue(e).Scalar).OfType<string>();
        if (Scalar is not { } scalar) return [];
        return separator is null ? [scalar] : scalar.Split(separator);
    }

    private static byte[] JsonNumber(JsonElement number) => Encoding.ASCII.GetBytes(number.GetRawText());
}
