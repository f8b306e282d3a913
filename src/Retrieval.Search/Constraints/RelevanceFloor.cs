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
    /// <summary>The floor of a query by its unconstrained candidates.</summary>
    public static RelevanceFloor Of(IReadOnlyCollection<Candidate> unconstrained) => unconstrained.Count == 0
        ? default
        : new RelevanceFloor(unconstrained.Max(candidate => candidate.Lexical), unconstrained.Max(candidate => candidate.Semantic));

    /// <summary>The least score of a candidate that is the thing: a share of what a product has that is best by words and meaning.</summary>
    /// <param name="fusion">How both legs' scores go together.</param>
    /// <param name="share">The share, 0–1.</param>
    public float Least(ScoreFusion fusion, float share) => share * ((Lexical > 0 ? 1 : 0) + (fusion.Meaning * Semantic));
}
