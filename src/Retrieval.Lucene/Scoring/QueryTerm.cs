namespace Retrieval.Lucene.Scoring;

/// <summary>A term of a prepared query.</summary>
/// <param name="Field">Its field.</param>
/// <param name="Text">Its text.</param>
/// <param name="Boost">Its boost.</param>
/// <param name="View">Its field in the reader.</param>
/// <param name="Weight">Its contribution at a saturated frequency of 1; 0 where no segment has it.</param>
internal readonly record struct QueryTerm(string Field, string Text, float Boost, FieldView View, float Weight = 0);
