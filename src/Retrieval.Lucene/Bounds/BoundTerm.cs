using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Bounds;

/// <summary>One term of a word whose bounds are kept.</summary>
/// <param name="Field">Its field.</param>
/// <param name="Scoring">How its frequencies or weights saturate.</param>
/// <param name="Boost">Its boost.</param>
/// <param name="Weight">Its contribution at a saturated frequency of 1.</param>
/// <param name="AverageLength">The average length of the field's documents.</param>
internal readonly record struct BoundTerm(string Field, Saturation Scoring, float Boost, float Weight, float AverageLength);
