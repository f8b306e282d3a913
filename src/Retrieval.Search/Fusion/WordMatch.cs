namespace Retrieval.Search.Fusion;

/// <summary>How a product holds the words of a query, which sums of term weights do not tell.</summary>
/// <param name="Coverage">Share of the words that any field holds, 0–1.</param>
/// <param name="Pairs">Share of the neighbouring words that are neighbours, in this order, in the first field, 0–1.</param>
internal readonly record struct WordMatch(float Coverage, float Pairs);
