using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Requests;
using Retrieval.Service.Configuration;
using Retrieval.Service.Conversations;
using Retrieval.Service.Messages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Service.Mcp;

/// <summary>The assistant as a tool.</summary>
internal sealed class AskTool(AskedIndex asked, SignedContext contexts, LivePolicies policies)
{
    [McpServerTool(Name = "ask", Title = "Ask the shop assistant", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(AskedAnswer))]
    [Description("Answer a shopper as a good shop assistant does: at most three options with facts and reasons, a basket, or one short question back. Send back the context to go on: a choice, or a refinement such as \"cheaper\".")]
    public CallToolResult Ask(
        [Description("What the shopper wrote, in their own words and language; up to 1,000 characters.")] string sentence,
        [Description("Country (FR) or subdivision (US-CA) that the shopper buys in.")] string? market = null,
        [Description("The context of the previous answer, unchanged; none begins a conversation.")] string? context = null,
        [Description("Name of the index where several are served; the first where not given.")] string? index = null,
        CancellationToken cancellation = default)
    {
        (AskResponse answer, ByteString next) = asked.Of(index, (name, served) =>
        {
            var request = new AskRequest { Sentence = AnswerMessages.Sentence(sentence), Market = market, Context = contexts.Open(Bytes(context), name) };
            AskResponse response = served.Advise(policies[name], assistant => assistant.Ask(request, cancellation: cancellation));
            return (response, contexts.Seal(response.Context, name));
        });
        return ToolAnswer.Of(AskedAnswer.Of(answer, next.ToBase64()), Readable(answer.Answer));
    }

    private static byte[] Bytes(string? base64)
    {
        try
        {
            return Convert.FromBase64String(base64 ?? "");
        }
        catch (FormatException)
        {
            throw new InvalidContextException("the context is refused: it is not base64; send back what the previous answer gave, unchanged");
        }
    }

    private static string Readable(Answer answer)
    {
        var text = new StringBuilder().Append(answer.Text).Append('\n');
        if (answer.Escalate is { } escalation) text.Append(escalation.Text).Append('\n');
        foreach (Relaxation relaxation in answer.Relaxed) text.Append(relaxation.Text).Append('\n');
        foreach (UnavailableProduct product in answer.Unavailable) text.Append(product.Text).Append('\n');
        foreach (string choice in answer.Question?.Choices ?? []) text.Append(CultureInfo.InvariantCulture, $"? {choice}\n");
        if (answer.Recommended is { } first) Add(text, "1.", first);
        for (int i = 0; i < answer.Alternatives.Count; i++) Add(text, $"{i + 2}.", answer.Alternatives[i]);
        foreach (BasketItem item in answer.Items) Add(text, $"{item.Quantity} ×", item.Option);
        if (answer.Total is { } total) text.Append(CultureInfo.InvariantCulture, $"= {total}\n");
        foreach (Option complement in answer.Complements) Add(text, "+", complement);
        foreach (string warning in answer.Warnings) text.Append(CultureInfo.InvariantCulture, $"! {warning}\n");
        return text.ToString();
    }

    private static void Add(StringBuilder text, string mark, Option option)
    {
        text.Append(CultureInfo.InvariantCulture, $"{mark} {option.Title}");
        if (option.Price is { } price) text.Append(CultureInfo.InvariantCulture, $", {price}");
        text.Append(CultureInfo.InvariantCulture, $" [{option.Id}]");
        if (option.Url is { } url) text.Append(CultureInfo.InvariantCulture, $" {url}");
        if (option.Facts.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\n   {string.Join(" · ", option.Facts)}");
        text.Append('\n');
    }
}

/// <summary>The structured answer of <c>ask</c>: answer and understanding as <c>retrieval ask --json</c> prints them, and the context for the next sentence.</summary>
internal sealed record AskedAnswer(JsonObject Answer, JsonObject Understanding, string Context)
{
    public static AskedAnswer Of(AskResponse response, string context)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer)) AnswerJson.Write(response.Answer, json);
        return new AskedAnswer(JsonNode.Parse(buffer.WrittenSpan)!.AsObject(), JsonNode.Parse(IntentJson.Write(response.Understanding))!.AsObject(), context);
    }
}
