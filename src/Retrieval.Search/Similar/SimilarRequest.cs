using Retrieval.Search.Requests;

namespace Retrieval.Search.Similar;

/// <summary>A question for products like a given one.</summary>
public sealed record SimilarRequest
{
    /// <summary>The product's id.</summary>
    public required string Id { get; init; }

    /// <summary>Country or subdivision the shopper buys in; null applies no region.</summary>
    public string? Market { get; init; }

    /// <summary>Number of products wanted, 1–<see cref="SearchRequest.MostHits"/>.</summary>
    public int Top { get; init; } = 10;
}
