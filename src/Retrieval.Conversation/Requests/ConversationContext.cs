using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Requests;

/// <summary>
/// What a conversation has come to: all that the next sentence needs, so that any process can answer it. Carried by the caller as JSON of
/// at most <see cref="MostBytes"/>. Immutable.
/// </summary>
public sealed record ConversationContext
{
    /// <summary>Version of the form; another one is refused.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Longest JSON form.</summary>
    public const int MostBytes = 8192;

    internal const int MostCategories = 40;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The sentence that the conversation began with, and what refined it.</summary>
    public required string Sentence { get; init; }

    /// <summary>What is understood of the conversation.</summary>
    public required ShoppingIntent Intent { get; init; }

    /// <summary>Categories that a choice has narrowed the conversation to; empty for all.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Choices that are still open, each with the categories it stands for.</summary>
    public IReadOnlyList<OpenChoice> Choices { get; init; } = [];

    /// <summary>Ids of the products shown last, the first choice first.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Price of the first choice; null where none was shown.</summary>
    public Money? Price { get; init; }

    /// <summary>The JSON form.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(json);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the context as an object into JSON under construction.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", CurrentVersion);
        json.WriteString("sentence", Sentence);
        json.WritePropertyName("intent");
        IntentJson.Write(Intent, json);
        // Who said to be 16 is so in the next sentence.
        if (Intent.Age is { } age) json.WriteNumber("age", age);
        if (Intent.Ages?.From is { } youngest) json.WriteNumber("months_from", youngest);
        if (Intent.Ages?.To is { } oldest) json.WriteNumber("months_to", oldest);
        // What is asked for is of its kind in every turn.
        if (Intent.Kinds.Count > 0) AnswerJson.WriteStrings("kinds", Intent.Kinds, json);
        WriteNorms(Intent.Norms, json);
        if (Intent.Persons is { } persons)
        {
            json.WriteStartObject("persons");
            json.WriteNumber("least", persons.Least);
            json.WriteString("words", persons.Words);
            json.WriteEndObject();
        }
        if (Intent.Head is { } head) json.WriteString("head", head);
        AnswerJson.WriteStrings("categories", Categories, json);
        json.WriteStartArray("choices");
        foreach (OpenChoice choice in Choices)
        {
            json.WriteStartObject();
            json.WriteString("label", choice.Label);
            AnswerJson.WriteStrings("categories", choice.Categories.Take(MostCategories / Choices.Count), json);
            if (choice.Allergen is { } allergen) json.WriteString("allergen", allergen);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        AnswerJson.WriteStrings("shown", Shown, json);
        if (Price is { } price)
        {
            json.WriteStartObject("price");
            json.WriteNumber("amount", price.Amount);
            json.WriteString("currency", price.Currency);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Reads a context back: the context itself, or a whole answer that holds it as <c>context</c>.</summary>
    /// <exception cref="InvalidContextException">It is no context of this version.</exception>
    public static ConversationContext Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("context", out JsonElement inner)) root = inner;
            return Read(root);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new InvalidContextException($"the context cannot be read ({broken.Message}); send back what the previous answer gave, unchanged");
        }
    }

    private static ConversationContext Read(JsonElement root)
    {
        int version = root.GetProperty("version").GetInt32();
        if (version != CurrentVersion) throw new InvalidContextException($"the context has version {version}, this engine reads {CurrentVersion}; begin the conversation anew");
        if (root.GetRawText().Length > MostBytes) throw new InvalidContextException($"the context is longer than {MostBytes} bytes; send back what the previous answer gave, unchanged");
        return new ConversationContext
        {
            Sentence = root.GetProperty("sentence").GetString() ?? "",
            Intent = IntentJson.Read(root.GetProperty("intent")) with
            {
                Age = Number(root, "age"),
                Ages = (Number(root, "months_from"), Number(root, "months_to")) is var (from, to) && (from ?? to) is not null ? new AgeSpan(from, to) : null,
                Kinds = root.TryGetProperty("kinds", out _) ? Strings(root, "kinds") : [],
                Norms = root.TryGetProperty("norms", out JsonElement norms) ? [.. norms.EnumerateArray().Select(ReadNorm)] : [],
                Persons = root.TryGetProperty("persons", out JsonElement persons) ? new Constraint.Persons(persons.GetProperty("least").GetInt32(), persons.GetProperty("words").GetString() ?? "") : null,
                Head = root.TryGetProperty("head", out JsonElement head) ? head.GetString() : null,
            },
            Categories = Strings(root, "categories"),
            Choices = [.. root.GetProperty("choices").EnumerateArray().Select(choice => new OpenChoice(
                choice.GetProperty("label").GetString() ?? "", Strings(choice, "categories"), choice.TryGetProperty("allergen", out JsonElement allergen) ? allergen.GetString() : null))],
            Shown = Strings(root, "shown"),
            Price = root.TryGetProperty("price", out JsonElement price) ? new Money(price.GetProperty("amount").GetInt64(), price.GetProperty("currency").GetString() ?? "") : null,
        };
    }

    /// <summary>Who asked for induction asks for it in every turn.</summary>
    private static void WriteNorms(IReadOnlyList<Constraint.Norm> norms, Utf8JsonWriter json)
    {
        if (norms.Count == 0) return;
        json.WriteStartArray("norms");
        foreach (Constraint.Norm norm in norms)
        {
            json.WriteStartObject();
            AnswerJson.WriteStrings("terms", norm.Terms, json);
            json.WriteBoolean("all", norm.IsAll);
            json.WriteString("words", norm.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static Constraint.Norm ReadNorm(JsonElement norm) => new(Strings(norm, "terms"), norm.GetProperty("all").GetBoolean(), norm.GetProperty("words").GetString() ?? "");

    private static int? Number(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement number) ? number.GetInt32() : null;

    private static string[] Strings(JsonElement owner, string name) => [.. owner.GetProperty(name).EnumerateArray().Select(static item => item.GetString() ?? "")];
}

/// <summary>A choice of a question back.</summary>
/// <param name="Label">What the shopper was shown.</param>
/// <param name="Categories">Category paths that it stands for.</param>
/// <param name="Allergen">The canonical allergen that it stands for, where the question was about an allergy; else null.</param>
public sealed record OpenChoice(string Label, IReadOnlyList<string> Categories, string? Allergen = null);

/// <summary>A context that was not made by this engine, or by another version of it.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class InvalidContextException(string message) : Exception(message);
