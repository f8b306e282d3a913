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
    public static RelevanceFloor Of(ReadOnlySpan<Candidate> unconstrained)
    {
        if (unconstrained.IsEmpty) return default;
        (float lexical, float semantic) = (unconstrained[0].Lexical, unconstrained[0].Semantic);
        foreach (ref readonly Candidate candidate in unconstrained) (lexical, semantic) = (MathF.Max(lexical, candidate.Lexical), MathF.Max(semantic, candidate.Semantic));
        return new RelevanceFloor(lexical, semantic);
    }

    // Measured on data-samples: at 0.7 things that were judged relevant are lost, at 0.6 coffee passed for a blender.
    private const float WordsShare = 0.5f, MeaningShare = 0.65f;

    // What is told to be the nearest must not miss a thing that is described in another language.
    private const float NearestMeaningShare = 0.5f;

    /// <summary>True where a candidate has a good part of the best words or lies about as near in meaning: it is the thing, not just what the constraints left over.</summary>
    /// <param name="candidate">The candidate, scored by the words of the thing alone.</param>
    /// <param name="isRelaxed">True where constraints were given up.</param>
    public bool IsReachedBy(Candidate candidate, bool isRelaxed) =>
        (Lexical > 0 && candidate.Lexical >= WordsShare * Lexical) || candidate.Semantic >= (isRelaxed ? NearestMeaningShare : MeaningShare) * Semantic;

    /// <summary>The least score of a candidate that is the thing: a share of what a product has that is best by words and meaning.</summary>
    /// <param name="fusion">How both legs' scores go together.</param>
    /// <param name="share">The share, 0–1.</param>
    public float Least(ScoreFusion fusion, float share) => share * ((Lexical > 0 ? 1 : 0) + (fusion.Meaning * Semantic));
}
