using System.Runtime.InteropServices;

namespace Retrieval.Search.Fusion;

/// <summary>
/// Puts the scores of both legs together: each is brought to 0–1 over the candidates of the query, then a convex combination is taken
/// (Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023, who find it better than reciprocal ranks).
/// Every candidate carries the exact score of both legs, so that none is punished for a leg that merely did not list it.
/// </summary>
/// <param name="Semantic">Weight of the meaning, 0–1; words have the rest.</param>
public sealed record ScoreFusion(float Semantic)
{
    /// <summary>The weight measured on the development sets; ARCHITECTURE.md has the figures.</summary>
    public static ScoreFusion Default { get; } = new(0.4f);

    /// <summary>Fills the fused scores and orders the candidates, best first; equal scores by document.</summary>
    internal void Order(List<Candidate> candidates)
    {
        Span<Candidate> all = CollectionsMarshal.AsSpan(candidates);
        (float lexicalLow, float lexicalHigh) = (0, 0);
        (float semanticLow, float semanticHigh) = (float.MaxValue, float.MinValue);
        foreach (ref readonly Candidate candidate in all)
        {
            lexicalHigh = MathF.Max(lexicalHigh, candidate.Lexical);
            semanticLow = MathF.Min(semanticLow, candidate.Semantic);
            semanticHigh = MathF.Max(semanticHigh, candidate.Semantic);
        }
        foreach (ref Candidate candidate in all)
        {
            float words = Share(candidate.Lexical, lexicalLow, lexicalHigh);
            float meaning = Share(candidate.Semantic, semanticLow, semanticHigh);
            candidate = candidate with { Score = ((1 - Semantic) * words) + (Semantic * meaning) };
        }
        all.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Document.CompareTo(b.Document));
    }

    private static float Share(float value, float low, float high) => high > low ? (value - low) / (high - low) : 0;
}
