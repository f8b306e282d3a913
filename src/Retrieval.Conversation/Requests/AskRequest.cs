namespace Retrieval.Conversation.Requests;

/// <summary>A shopper's sentence, with the conversation it belongs to.</summary>
public sealed record AskRequest
{
    /// <summary>What the shopper wrote, 1–1,000 characters.</summary>
    public required string Sentence { get; init; }

    /// <summary>Country or subdivision the shopper buys in, such as <c>FR</c> or <c>US-CA</c>; null applies no region.</summary>
    public string? Market { get; init; }

    /// <summary>The context of the previous answer; null begins a conversation.</summary>
    public ConversationContext? Context { get; init; }
}
