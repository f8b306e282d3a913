namespace Retrieval.Lucene.Impacts;

/// <summary>
/// How a weighted frequency w counts: <c>p + (1 − p) · w / (k1 + w)</c>, from p for a word that is barely there to 1. With p = 0 it is BM25's
/// saturation; above, a product that has all words of a query gains on one that repeats some of them (BM25+ up to a factor, δ = p / (1 − p):
/// Lv and Zhai, "Lower-Bounding Term Frequency Normalization", 2011).
/// </summary>
/// <param name="K1">BM25's k1, above 0.</param>
/// <param name="Presence">p, what a word's presence alone is worth, 0–1.</param>
public readonly record struct ImpactSaturation(float K1, float Presence = 0)
{
    /// <summary>The share of a term's full worth that a weight gains, 0–1; by an <see cref="ImpactCode"/>.</summary>
    public float Of(int code)
    {
        float weight = ImpactCode.Weight(code);
        return Presence + ((1 - Presence) * weight / (K1 + weight));
    }
}
