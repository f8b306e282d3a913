namespace Retrieval.Search.Fusion;

/// <summary>A document that at least one leg found, with the exact scores of both.</summary>
/// <param name="Document">The document in the snapshot's numbering.</param>
/// <param name="Lexical">Score of the words; 0 where none matched.</param>
/// <param name="Semantic">Cosine of query and document; 0 where either has no vector.</param>
/// <param name="Score">The fused score, filled by <see cref="ScoreFusion"/>.</param>
internal readonly record struct Candidate(int Document, float Lexical, float Semantic, float Score)
{
    /// <summary>What the score was made of.</summary>
    public FusionFeatures Features { get; init; }
}
