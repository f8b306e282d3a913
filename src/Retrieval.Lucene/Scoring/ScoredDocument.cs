namespace Retrieval.Lucene.Scoring;

/// <summary>One hit: a document of the whole reader and its score.</summary>
/// <param name="Document">The document's number in the top-level reader, 0 to MaxDoc - 1.</param>
/// <param name="Score">Of terms, the sum of the contributions of those it holds, above 0; of vectors, the inner product, of any sign.</param>
public readonly record struct ScoredDocument(int Document, float Score);
