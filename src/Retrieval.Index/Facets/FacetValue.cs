namespace Retrieval.Index.Facets;

/// <summary>A value of a facet, or a range of prices, and how many documents have it.</summary>
/// <param name="Value">The value as most of the documents write it; null for a range.</param>
/// <param name="From">Least price of a range in minor units, inclusive.</param>
/// <param name="To">Highest price of a range in minor units, exclusive; null is open.</param>
/// <param name="Count">Documents.</param>
public sealed record FacetValue(string? Value, long? From, long? To, int Count);
