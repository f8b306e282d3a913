namespace Retrieval.Lucene.Scoring;

/// <summary>One term of a flat query: a document that holds it gains <c>boost · idf · tf</c> of BM25 in that field.</summary>
/// <param name="Field">The indexed field.</param>
/// <param name="Text">The term as the field's analyzer writes it.</param>
/// <param name="Boost">The factor of this term's contribution, above 0. Terms given twice count twice.</param>
public readonly record struct WeightedTerm(string Field, string Text, float Boost = 1f);
