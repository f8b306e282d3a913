using Retrieval.Search.Fusion;

namespace Retrieval.Search.Constraints;

/// <summary>
/// Tells whether what was found under constraints is still the thing asked for. The nearest neighbour under "at most 5 €" of a blender is
/// a spoon: compared with what the same words find without constraints it shares neither words nor meaning.
/// </summary>
/// <param name="Lexical">Best score of the words without constraints.</param>
/// <param name="Semantic">Best cosine without constraints.</param>
internal readonly record struct RelevanceFloor(float Lexical, float Semantic)
{
    // Chosen on data-samples: twice the share and half the distance lost many products judged 2 or 3 (recall@100 0.71 against 0.80).
    private const float LexicalShare = 0.2f;
    private const float SemanticDistance = 0.35f;

    /// <summary>The floor of a query by its unconstrained candidates.</summary>
    public static RelevanceFloor Of(IReadOnlyCollection<Candidate> unconstrained) => unconstrained.Count == 0
        ? default
        : new RelevanceFloor(unconstrained.Max(candidate => candidate.Lexical), unconstrained.Max(candidate => candidate.Semantic));

    /// <summary>True where a candidate is near enough to the best that the words can find.</summary>
    public bool IsReachedBy(Candidate candidate) =>
        (Lexical > 0 && candidate.Lexical >= LexicalShare * Lexical) || (Semantic > 0 && candidate.Semantic >= Semantic - SemanticDistance);
}
