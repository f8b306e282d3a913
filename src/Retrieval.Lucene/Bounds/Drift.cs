namespace Retrieval.Lucene.Bounds;

/// <summary>How a word's contributions moved since its bounds were built, as documents come and go.</summary>
/// <param name="Least">The least that one may have been multiplied by.</param>
/// <param name="Most">The most.</param>
internal readonly record struct Drift(float Least, float Most)
{
    public static readonly Drift None = new(1, 1);
}
