using System.Text.Json;
using Retrieval.Conversation.Options;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Answers;

/// <summary>The JSON form of an answer, as the contract of <c>retrieval ask --json</c> names its members.</summary>
public static class AnswerJson
{
    private static readonly string[] Kinds = ["options", "basket", "clarify", "nothing", "refused"];

    /// <summary>The contract's name of a kind.</summary>
    public static string Name(this AnswerKind kind) => Kinds[(int)kind];

    /// <summary>Writes an answer with its understanding and context.</summary>
    public static void Write(AskResponse response, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("answer");
        Write(response.Answer, json);
        json.WritePropertyName("understanding");
        IntentJson.Write(response.Understanding, json);
        json.WriteNumber("took_ms", Math.Round(response.Took.TotalMilliseconds, 3));
        json.WritePropertyName("context");
        response.Context.Write(json);
        json.WriteEndObject();
    }

    /// <summary>Writes an answer.</summary>
    public static void Write(Answer answer, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", answer.Kind.Name());
        json.WriteString("language", answer.Language.Code());
        json.WriteString("text", answer.Text);
        json.WritePropertyName("recommended");
        if (answer.Recommended is { } recommended) Write(recommended, withReasons: true, json);
        else json.WriteNullValue();
        Write("alternatives", answer.Alternatives, withReasons: true, json);
        json.WriteStartArray("items");
        foreach (BasketItem item in answer.Items) Write(item, json);
        json.WriteEndArray();
        json.WritePropertyName("total");
        SearchJson.Write(answer.Total, json);
        Write(answer.Question, json);
        json.WriteStartArray("relaxed");
        foreach (Relaxation relaxation in answer.Relaxed) SearchJson.Write(relaxation, json);
        json.WriteEndArray();
        json.WriteStartArray("unavailable");
        foreach (UnavailableProduct product in answer.Unavailable)
        {
            json.WriteStartObject();
            json.WriteString("id", product.Id);
            json.WriteString("title", product.Title);
            json.WriteString("text", product.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write("complements", answer.Complements, withReasons: false, json);
        WriteStrings("warnings", answer.Warnings, json);
        Write(answer.Escalate, json);
        json.WriteString("template", answer.Template);
        json.WriteEndObject();
    }

    private static void Write(string name, IReadOnlyList<Option> options, bool withReasons, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (Option option in options) Write(option, withReasons, json);
        json.WriteEndArray();
    }

    private static void Write(Option option, bool withReasons, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", option.Id);
        json.WriteString("title", option.Title);
        json.WritePropertyName("price");
        SearchJson.Write(option.Price, json);
        json.WriteString("url", option.Url);
        WriteStrings("facts", option.Facts, json);
        if (withReasons)
        {
            json.WritePropertyName("reasons");
            SearchJson.Write(option.Reasons, json);
        }
        json.WritePropertyName("fit");
        SearchJson.Write(option.Fit, json);
        WriteStrings("differs", option.Differs, json);
        json.WriteEndObject();
    }

    private static void Write(BasketItem item, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("for", item.For);
        json.WriteNumber("quantity", item.Quantity);
        json.WritePropertyName("option");
        Write(item.Option, withReasons: true, json);
        Write("alternatives", item.Alternatives, withReasons: true, json);
        json.WriteEndObject();
    }

    private static void Write(Question? question, Utf8JsonWriter json)
    {
        if (question is null)
        {
            json.WriteNull("question");
            return;
        }
        json.WriteStartObject("question");
        json.WriteString("text", question.Text);
        WriteStrings("choices", question.Choices, json);
        json.WriteEndObject();
    }

    private static void Write(Escalation? escalation, Utf8JsonWriter json)
    {
        if (escalation is null)
        {
            json.WriteNull("escalate");
            return;
        }
        json.WriteStartObject("escalate");
        json.WriteString("reason", escalation.Reason);
        json.WriteString("text", escalation.Text);
        json.WriteEndObject();
    }

    /// <summary>Writes a member that holds a list of texts.</summary>
    internal static void WriteStrings(string name, IEnumerable<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
