namespace Retrieval.Text.Measures;

/// <summary>A physical quantity found in a text, in its dimension's own unit; a single value has equal bounds.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Dimension">What is measured.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Highest value.</param>
public readonly record struct MeasureMatch(int Start, int Length, Dimension Dimension, double Min, double Max)
{
    /// <summary>True for a single value.</summary>
    public bool IsExact => Min == Max;
}
