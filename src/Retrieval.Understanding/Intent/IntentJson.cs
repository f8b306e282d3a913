using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;

namespace Retrieval.Understanding.Intent;

/// <summary>The JSON form of an intent, as <c>retrieval understand --json</c> prints it and the service carries it; one line, UTF-8.</summary>
public static class IntentJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Purposes = ["find", "gift", "list", "compare", "complement"];

    /// <summary>Writes an intent as one line of JSON.</summary>
    public static string Write(ShoppingIntent intent)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(intent, json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes an intent as an object into JSON under construction.</summary>
    public static void Write(ShoppingIntent intent, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("language", intent.Language.Code());
        json.WriteString("text", intent.Text);
        json.WriteStartArray("constraints");
        foreach (Constraint constraint in intent.Constraints) Write(constraint, json);
        json.WriteEndArray();
        json.WriteStartArray("preferences");
        foreach (Preference preference in intent.Preferences) Write(preference, json);
        json.WriteEndArray();
        json.WriteString("purpose", Purposes[(int)intent.Purpose]);
        if (intent.Corrected.Count > 0) Write(intent.Corrected, json);
        json.WriteEndObject();
    }

    /// <summary>Reads an intent back.</summary>
    /// <exception cref="FormatException">A member is missing or of a kind that the contract does not know; the message names it.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ShoppingIntent Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>Reads an intent from a parsed object.</summary>
    /// <exception cref="FormatException">A member is missing or of a kind that the contract does not know; the message names it.</exception>
    public static ShoppingIntent Read(JsonElement intent)
    {
        string code = Text(intent, "language"), purpose = Text(intent, "purpose");
        Language language = Language.Und;
        if (code != Language.Und.Code() && !LanguageCodes.TryParse(code, out language)) throw Unknown("language", code);
        int index = Array.IndexOf(Purposes, purpose);
        if (index < 0) throw Unknown("purpose", purpose);
        Constraint[] constraints = [.. Member(intent, "constraints").EnumerateArray().Select(ReadConstraint)];
        Preference[] preferences = [.. Member(intent, "preferences").EnumerateArray().Select(ReadPreference)];
        Correction[] corrected = intent.TryGetProperty("corrected", out JsonElement words) ? [.. words.EnumerateArray().Select(static word => new Correction(Text(word, "written"), Text(word, "read")))] : [];
        return new ShoppingIntent(language, Text(intent, "text"), constraints, preferences, (Purpose)index) { Corrected = corrected };
    }

    /// <summary>Writes one constraint as an object into JSON under construction.</summary>
    public static void Write(Constraint constraint, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        switch (constraint)
        {
            case Constraint.Price price:
                json.WriteString("kind", "price");
                if (price.Min is { } least) json.WriteNumber("min", Trim(least));
                if (price.Max is { } most) json.WriteNumber("max", Trim(most));
                json.WriteString("currency", price.Currency);
                if (price.Approximate) json.WriteBoolean("approximate", true);
                break;
            case Constraint.Quantity quantity:
                json.WriteString("kind", "measure");
                json.WriteString("dimension", quantity.Dimension.Name());
                WriteBounds(json, quantity.Min, quantity.Max);
                json.WriteString("unit", quantity.Dimension.Unit());
                break;
            case Constraint.Count count:
                json.WriteString("kind", "count");
                WriteBounds(json, count.Min, count.Max);
                break;
            case Constraint.Named named:
                json.WriteString("kind", named.Kind);
                json.WriteString("value", named.Value);
                if (named.Allergen is { } allergen) json.WriteString("allergen", allergen);
                break;
            case Constraint.Rating rating:
                json.WriteString("kind", "rating");
                json.WriteNumber("min", Trim(rating.Min));
                break;
            case Constraint.Delivery delivery:
                json.WriteString("kind", "delivery");
                json.WriteNumber("within_days", delivery.WithinDays);
                break;
            case Constraint.OnSale:
                json.WriteString("kind", "on_sale");
                break;
        }
        json.WriteEndObject();
    }

    private static void Write(IReadOnlyList<Correction> corrected, Utf8JsonWriter json)
    {
        json.WriteStartArray("corrected");
        foreach (Correction correction in corrected)
        {
            json.WriteStartObject();
            json.WriteString("written", correction.Written);
            json.WriteString("read", correction.Read);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBounds(Utf8JsonWriter json, double? min, double? max)
    {
        if (min is { } least) json.WriteNumber("min", Trim(least));
        if (max is { } most) json.WriteNumber("max", Trim(most));
    }

    /// <summary>Values after conversion carry noise of the last bits; six significant decimals are more than any shopper says.</summary>
    private static double Trim(double value) => Math.Round(value, 6);
    private static decimal Trim(decimal value) => value / 1.000000000000000000000000000000000m;

    private static void Write(Preference preference, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (preference is Preference.Sort sort)
        {
            json.WriteString("kind", "sort");
            json.WriteString("by", sort.By);
            json.WriteString("order", sort.Descending ? "desc" : "asc");
        }
        else if (preference is Preference.Named named)
        {
            json.WriteString("kind", named.Kind);
            json.WriteString("value", named.Value);
        }
        json.WriteEndObject();
    }

    private static Constraint ReadConstraint(JsonElement item)
    {
        string kind = Text(item, "kind");
        switch (kind)
        {
            case "price":
                bool approximate = item.TryGetProperty("approximate", out JsonElement flag) && flag.GetBoolean();
                return new Constraint.Price((decimal?)Number(item, "min"), (decimal?)Number(item, "max"), Text(item, "currency"), approximate);
            case "measure":
                string name = Text(item, "dimension");
                if (!Dimensions.TryParse(name, out Dimension dimension)) throw Unknown("dimension", name);
                return new Constraint.Quantity(dimension, Number(item, "min"), Number(item, "max"));
            case "count":
                return new Constraint.Count(Number(item, "min"), Number(item, "max"));
            case "rating":
                return new Constraint.Rating(Member(item, "min").GetDouble());
            case "delivery":
                return new Constraint.Delivery(Member(item, "within_days").GetInt32());
            case "on_sale":
                return new Constraint.OnSale();
            case "color" or "material" or "size" or "gender" or "age_group" or "condition" or "availability" or "diet" or "exclude" or "brand":
                return new Constraint.Named(kind, Text(item, "value")) { Allergen = item.TryGetProperty("allergen", out JsonElement allergen) ? allergen.GetString() : null };
            default:
                throw Unknown("kind", kind);
        }
    }

    private static Preference ReadPreference(JsonElement item) => Text(item, "kind") switch
    {
        "sort" => new Preference.Sort(Text(item, "by"), Text(item, "order") == "desc"),
        "like" or "occasion" or "recipient" => new Preference.Named(Text(item, "kind"), Text(item, "value")),
        var kind => throw Unknown("kind", kind),
    };

    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;
    private static string Text(JsonElement item, string name) => Member(item, name).GetString() ?? throw new FormatException($"Intent: \"{name}\" must be a string.");
    private static JsonElement Member(JsonElement item, string name)
        => item.TryGetProperty(name, out JsonElement value) ? value : throw new FormatException($"Intent: \"{name}\" is missing in {item.GetRawText()}.");
    private static FormatException Unknown(string name, string value) => new($"Intent: unknown {name} \"{value}\".");
}
