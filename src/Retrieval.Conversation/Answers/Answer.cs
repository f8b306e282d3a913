using Retrieval.Catalog.Products;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Answers;

/// <summary>What kind of answer it is.</summary>
public enum AnswerKind : byte
{
    /// <summary>Up to three products to choose from.</summary>
    Options,
    /// <summary>Several things at once, with their total.</summary>
    Basket,
    /// <summary>A short question back, with choices.</summary>
    Clarify,
    /// <summary>Nothing to offer.</summary>
    Nothing,
    /// <summary>The shop does not sell this, or not to this person.</summary>
    Refused,
}

/// <summary>The answer to a shopper. Members that do not belong to the kind are null or empty. Immutable.</summary>
public sealed record Answer
{
    /// <summary>What kind of answer it is.</summary>
    public required AnswerKind Kind { get; init; }
    /// <summary>Language it is written in: the sentence's.</summary>
    public required Language Language { get; init; }
    /// <summary>Which template the text was made with, as <c>language/intent/variant</c>, so that two can be compared.</summary>
    public required string Template { get; init; }
    /// <summary>What the assistant says first, one or two sentences.</summary>
    public required string Text { get; init; }
    /// <summary>The first choice.</summary>
    public Option? Recommended { get; init; }
    /// <summary>At most two others that differ from the first in something that matters.</summary>
    public IReadOnlyList<Option> Alternatives { get; init; } = [];
    /// <summary>The lines of a basket.</summary>
    public IReadOnlyList<BasketItem> Items { get; init; } = [];
    /// <summary>Price of all items with their quantities; null where there is no basket.</summary>
    public Money? Total { get; init; }
    /// <summary>The question back.</summary>
    public Question? Question { get; init; }
    /// <summary>What was given up because nothing keeps it.</summary>
    public IReadOnlyList<Relaxation> Relaxed { get; init; } = [];
    /// <summary>Products that the sentence names and that cannot be bought now.</summary>
    public IReadOnlyList<UnavailableProduct> Unavailable { get; init; } = [];
    /// <summary>Products that go with the first choice.</summary>
    public IReadOnlyList<Option> Complements { get; init; } = [];
    /// <summary>The merchant's and the products' own warnings, to be shown.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
    /// <summary>That a person should take over; null where not.</summary>
    public Escalation? Escalate { get; init; }

    /// <summary>All products offered for the question itself, complements aside.</summary>
    public IEnumerable<Option> Offered => (Recommended is null ? [] : new[] { Recommended }).Concat(Alternatives).Concat(Items.SelectMany(static item => item.Alternatives.Prepend(item.Option)));
}

/// <summary>A line of a basket.</summary>
/// <param name="For">What the shopper asked for, in their words.</param>
/// <param name="Quantity">How many of it, at least 1.</param>
/// <param name="Option">The product taken.</param>
/// <param name="Alternatives">Other products for the same line, at most two.</param>
public sealed record BasketItem(string For, int Quantity, Option Option, IReadOnlyList<Option> Alternatives);

/// <summary>A short question back.</summary>
/// <param name="Text">The question in the shopper's language.</param>
/// <param name="Choices">Two to four answers, from the catalogue's own categories or values.</param>
public sealed record Question(string Text, IReadOnlyList<string> Choices);

/// <summary>A product that the sentence names and that cannot be bought now.</summary>
/// <param name="Id">The merchant's key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">The same said in the shopper's language.</param>
public sealed record UnavailableProduct(string Id, string Title, string Text);

/// <summary>A matter for a person.</summary>
/// <param name="Reason"><c>order</c>, <c>payment</c>, <c>return</c>, <c>complaint</c>, or a reason of the merchant's policy.</param>
/// <param name="Text">What to tell the shopper.</param>
public sealed record Escalation(string Reason, string Text);

/// <summary>An answer with what it came from.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Understanding">What is understood of the conversation up to this sentence.</param>
/// <param name="Context">What the next sentence goes on from.</param>
/// <param name="Took">Time from request to answer.</param>
public sealed record AskResponse(Answer Answer, ShoppingIntent Understanding, ConversationContext Context, TimeSpan Took);
