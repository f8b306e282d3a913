namespace Retrieval.Lucene.Scoring;

/// <summary>One hit: a document of the whole reader and its score.</summary>
/// <param name="Document">The document's number in the top-level reader, 0 to MaxDoc - 1.</param>
/// <param name="Score">The sum of the contributions of the terms it holds, above 0.</param>
public readonly record struct ScoredDocument(int Document, float Score);
