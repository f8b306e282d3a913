using Google.Protobuf;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Text.Languages;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Messages;

/// <summary>The assistant's answers as the messages that go out.</summary>
internal static class AnswerMessages
{
    public static Wire.AskResponse Of(AskResponse response, ByteString context) => new()
    {
        Answer = Of(response.Answer),
        Understanding = UnderstandingMessage.Of(response.Understanding),
        Context = context,
        TookMs = response.Took.TotalMilliseconds,
    };

    /// <summary>An answer piece by piece: understanding, question, options and items in their order, the whole.</summary>
    public static IEnumerable<Wire.AskEvent> Pieces(Wire.AskResponse response)
    {
        yield return new Wire.AskEvent { Understanding = response.Understanding };
        Wire.Answer answer = response.Answer;
        if (answer.Question is not null) yield return new Wire.AskEvent { Question = answer.Question };
        if (answer.Recommended is not null) yield return new Wire.AskEvent { Option = answer.Recommended };
        foreach (Wire.Option alternative in answer.Alternatives) yield return new Wire.AskEvent { Option = alternative };
        foreach (Wire.BasketItem item in answer.Items) yield return new Wire.AskEvent { Item = item };
        yield return new Wire.AskEvent { Done = response };
    }

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
        if (answer.Question is { } question) message.Question = new Wire.Question { Text = question.Text, Choices = { question.Choices } };
        if (answer.Escalate is { } escalation) message.Escalate = new Wire.Escalation { Reason = escalation.Reason, Text = escalation.Text };
        return message;
    }

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
