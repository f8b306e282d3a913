using System.Diagnostics;
using Google.Protobuf;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Messages;

/// <summary>What the assistant is asked, and its answers as the messages that go out.</summary>
internal static class AnswerMessages
{
    /// <summary>The sentence of a request.</summary>
    /// <exception cref="InvalidRequestException">It is empty or too long.</exception>
    public static string Sentence(string sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence)) throw new InvalidRequestException("sentence", "the sentence is empty; write what you are looking for");
        return sentence.Length <= SearchRequest.LongestQuery ? sentence
            : throw new InvalidRequestException("sentence", $"the sentence has {sentence.Length:N0} characters; {SearchRequest.LongestQuery:N0} are the most");
    }

    public static Wire.AskResponse Of(AskResponse response, ByteString context) => new()
    {
        Answer = Of(response.Answer),
        Understanding = UnderstandingMessage.Of(response.Understanding),
        Context = context,
        TookMs = response.Took.TotalMilliseconds,
    };

    /// <summary>An answer once more, with the time that it took this time; it shares all else.</summary>
    public static Wire.AskResponse Again(Wire.AskResponse response, TimeSpan took) => new()
    {
        Answer = response.Answer,
        Understanding = response.Understanding,
        Context = response.Context,
        TookMs = took.TotalMilliseconds,
    };

    public static Wire.AskEvent Of(AskPiece piece) => piece switch
    {
        AskPiece.Understood understood => new() { Understanding = UnderstandingMessage.Of(understood.Intent) },
        AskPiece.Asked asked => new() { Question = Of(asked.Question) },
        AskPiece.Chosen chosen => new() { Option = Of(chosen.Option) },
        AskPiece.Filled filled => new() { Item = Of(filled.Item) },
        _ => throw new UnreachableException(),
    };

    private static Wire.Answer Of(Answer answer)
    {
        var message = new Wire.Answer
        {
            Kind = answer.Kind.Name(),
            Language = answer.Language.Code(),
            Text = answer.Text,
            Alternatives = { answer.Alternatives.Select(Of) },
            Items = { answer.Items.Select(Of) },
            Relaxed = { answer.Relaxed.Select(SearchMessages.Of) },
            Unavailable = { answer.Unavailable.Select(static product => new Wire.UnavailableProduct { Id = product.Id, Title = product.Title, Text = product.Text }) },
            Complements = { answer.Complements.Select(Of) },
            Warnings = { answer.Warnings },
            Template = answer.Template,
        };
        if (answer.Recommended is { } recommended) message.Recommended = Of(recommended);
        if (answer.Total is { } total) message.Total = ProductMessage.Of(total);
        if (answer.Question is { } question) message.Question = Of(question);
        if (answer.Escalate is { } escalation) message.Escalate = new Wire.Escalation { Reason = escalation.Reason, Text = escalation.Text };
        return message;
    }

    private static Wire.Question Of(Question question) => new() { Text = question.Text, Choices = { question.Choices } };

    private static Wire.Option Of(Option option)
    {
        var message = new Wire.Option
        {
            Id = option.Id,
            Title = option.Title,
            Url = option.Url ?? "",
            Facts = { option.Facts },
            Reasons = { option.Reasons.Select(SearchMessages.Of) },
            Fit = SearchMessages.Of(option.Fit),
            Differs = { option.Differs },
        };
        if (option.Price is { } price) message.Price = ProductMessage.Of(price);
        return message;
    }

    private static Wire.BasketItem Of(BasketItem item) => new()
    {
        For = item.For, Quantity = item.Quantity, Option = Of(item.Option), Alternatives = { item.Alternatives.Select(Of) },
    };
}
