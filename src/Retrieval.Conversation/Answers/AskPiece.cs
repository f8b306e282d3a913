using Retrieval.Conversation.Options;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Answers;

/// <summary>A part of an answer that is decided before the whole is: what was understood comes first, then the question back, the options, the recommended one first, or the lines of a basket.</summary>
public abstract record AskPiece
{
    private AskPiece()
    {
    }

    internal static IEnumerable<AskPiece> Of(Answer answer)
    {
        if (answer.Question is { } question) yield return new Asked(question);
        if (answer.Recommended is { } recommended) yield return new Chosen(recommended);
        foreach (Option alternative in answer.Alternatives) yield return new Chosen(alternative);
        foreach (BasketItem item in answer.Items) yield return new Filled(item);
    }

    /// <summary>What is understood of the conversation.</summary>
    public sealed record Understood(ShoppingIntent Intent) : AskPiece;

    /// <summary>A question back.</summary>
    public sealed record Asked(Question Question) : AskPiece;

    /// <summary>An option.</summary>
    public sealed record Chosen(Option Option) : AskPiece;

    /// <summary>A line of a basket.</summary>
    public sealed record Filled(BasketItem Item) : AskPiece;
}
