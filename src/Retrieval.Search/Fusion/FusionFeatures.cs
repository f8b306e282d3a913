namespace Retrieval.Search.Fusion;

/// <summary>What the fusion weighs of a candidate of one query.</summary>
/// <param name="Words">Share of the query's best score of the words, 0–1.</param>
/// <param name="Meaning">Cosine of query and product, −1 to 1.</param>
/// <param name="Promise">Share of the best cosine, for a product in another language than the query's; 0 for one in the same.</param>
/// <param name="Coverage">Share of the query's words that any field of the product holds, 0–1; 0 until it is rescored.</param>
/// <param name="Pairs">Share of the query's neighbouring words that are neighbours, in this order, in the product's first field, 0–1; 0 until it is rescored.</param>
public readonly record struct FusionFeatures(float Words, float Meaning, float Promise, float Coverage, float Pairs);

/// <summary>A product that either leg found for a request, with what the fusion weighs of it; from these and judgments weights are fitted.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Features">What is weighed.</param>
public readonly record struct FusionCandidate(string Product, FusionFeatures Features);
