using System.Buffers;
using System.Text.Json;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;

namespace Retrieval.Conversation.Tests.Support;

/// <summary>Holds the printed JSON of an answer to the contract: its members, their forms, and a context that comes back as it went.</summary>
internal static class ContractCheck
{
    private static readonly string[] Kinds = ["options", "basket", "clarify", "nothing", "refused"];

    public static void Check(AskResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer)) AnswerJson.Write(response, json);
        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        JsonElement root = document.RootElement, answer = root.GetProperty("answer");
        Assert.Equal(JsonValueKind.Object, root.GetProperty("understanding").ValueKind);
        Assert.Contains(answer.GetProperty("kind").GetString(), Kinds);
        Assert.Equal(2, answer.GetProperty("language").GetString()!.Length);
        Assert.NotEmpty(answer.GetProperty("template").GetString()!);
        CheckOption(answer.GetProperty("recommended"), withReasons: true);
        foreach (JsonElement option in answer.GetProperty("alternatives").EnumerateArray()) CheckOption(option, withReasons: true);
        foreach (JsonElement option in answer.GetProperty("complements").EnumerateArray()) CheckOption(option, withReasons: false);
        foreach (JsonElement item in answer.GetProperty("items").EnumerateArray())
        {
            Assert.NotEmpty(item.GetProperty("for").GetString()!);
            Assert.True(item.GetProperty("quantity").GetInt32() >= 1);
            CheckOption(item.GetProperty("option"), withReasons: true);
            foreach (JsonElement option in item.GetProperty("alternatives").EnumerateArray()) CheckOption(option, withReasons: true);
        }
        CheckMoney(answer.GetProperty("total"));
        foreach (JsonElement relaxed in answer.GetProperty("relaxed").EnumerateArray())
        {
            Assert.NotEmpty(relaxed.GetProperty("constraint").GetProperty("kind").GetString()!);
            Assert.True(relaxed.GetProperty("to").ValueKind is JsonValueKind.Number or JsonValueKind.Null);
            Assert.NotEmpty(relaxed.GetProperty("text").GetString()!);
        }
        foreach (JsonElement product in answer.GetProperty("unavailable").EnumerateArray())
            Assert.All((string[])["id", "title", "text"], name => Assert.NotEmpty(product.GetProperty(name).GetString()!));
        Assert.All(answer.GetProperty("warnings").EnumerateArray(), static warning => Assert.NotEmpty(warning.GetString()!));
        if (answer.GetProperty("escalate") is { ValueKind: JsonValueKind.Object } escalation)
            Assert.All((string[])["reason", "text"], name => Assert.NotEmpty(escalation.GetProperty(name).GetString()!));
        CheckContext(response.Context, buffer.WrittenSpan);
    }

    private static void CheckOption(JsonElement option, bool withReasons)
    {
        if (option.ValueKind == JsonValueKind.Null) return;
        Assert.NotEmpty(option.GetProperty("id").GetString()!);
        Assert.NotEmpty(option.GetProperty("title").GetString()!);
        CheckMoney(option.GetProperty("price"));
        Assert.True(option.GetProperty("url").ValueKind is JsonValueKind.String or JsonValueKind.Null);
        Assert.InRange(option.GetProperty("facts").GetArrayLength(), 1, 3);
        Assert.Equal(withReasons, option.TryGetProperty("reasons", out JsonElement reasons));
        if (withReasons) Assert.Equal(JsonValueKind.Array, reasons.ValueKind);
        JsonElement fit = option.GetProperty("fit");
        if (fit.ValueKind == JsonValueKind.String)
        {
            Assert.Equal("fits", fit.GetString());
            return;
        }
        Assert.Equal("not_stated", fit.GetProperty("tier").GetString());
        Assert.NotEmpty(fit.GetProperty("of").EnumerateArray());
    }

    private static void CheckMoney(JsonElement money)
    {
        if (money.ValueKind == JsonValueKind.Null) return;
        Assert.True(money.GetProperty("amount").GetInt64() >= 0);
        Assert.Matches("^[A-Z]{3}$", money.GetProperty("currency").GetString());
    }

    private static void CheckContext(ConversationContext context, ReadOnlySpan<byte> printed)
    {
        byte[] bytes = context.ToUtf8();
        Assert.InRange(bytes.Length, 1, ConversationContext.MostBytes);
        Assert.Equal(bytes, ConversationContext.Read(bytes).ToUtf8());
        Assert.Equal(bytes, ConversationContext.Read(printed).ToUtf8());
    }
}
