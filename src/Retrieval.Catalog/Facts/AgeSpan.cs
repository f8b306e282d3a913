namespace Retrieval.Catalog.Facts;

/// <summary>Ages in whole months, both ends inclusive. Immutable.</summary>
/// <param name="From">The lowest age; null where none is stated.</param>
/// <param name="To">The highest age, to the last month of a year: "to 4 years" is 59; null where none is stated.</param>
public readonly record struct AgeSpan(int? From, int? To)
{
    /// <summary>Months of a year.</summary>
    public const int Year = 12;

    /// <summary>The shortest span that holds both.</summary>
    public AgeSpan With(AgeSpan other) => new(
        From is { } low && other.From is { } otherLow ? Math.Min(low, otherLow) : null,
        To is { } high && other.To is { } otherHigh ? Math.Max(high, otherHigh) : null);
}
