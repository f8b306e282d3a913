using System.Text.Json.Serialization;
using Retrieval.Catalog.Products;

namespace Retrieval.Events.Funnel;

/// <summary>One step of a shopper through the funnel. Holds names and amounts alone, nothing of what the shopper wrote.</summary>
public sealed record FunnelEvent
{
    /// <summary>The caller's key; a second event of the same one is the same event sent again.</summary>
    [JsonPropertyName("event_id")]
    public required string Id { get; init; }

    /// <summary>What was done.</summary>
    [JsonPropertyName("kind")]
    public required FunnelStep Step { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The conversation.</summary>
    [JsonPropertyName("session_id")]
    public required string Session { get; init; }

    /// <summary>The answer that it follows from; null where the caller does not know.</summary>
    [JsonPropertyName("answer_id")]
    public string? Answer { get; init; }

    /// <summary>Template that the answer was worded with, as language/intent/variant; null where it is not told.</summary>
    public string? Template { get; init; }

    /// <summary>What ordered the answer's products, such as <c>hybrid</c>; null where it is not told.</summary>
    public string? Ranker { get; init; }

    /// <summary>True where the products were proposed, or chosen, together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bundle { get; init; }

    /// <summary>What all products cost together; null where it is not told.</summary>
    public Money? Total { get; init; }

    /// <summary>The products, in the order that they were shown.</summary>
    public IReadOnlyList<EventProduct> Products { get; init; } = [];
}

/// <summary>A product of an event.</summary>
/// <param name="Id">The merchant's key.</param>
/// <param name="Rank">Its place in the answer, 1 for the first; null where it is not told.</param>
/// <param name="Quantity">Pieces; null where it is not told.</param>
/// <param name="Price">Price of one piece; null where it is not told.</param>
public sealed record EventProduct(string Id, int? Rank = null, int? Quantity = null, Money? Price = null);
