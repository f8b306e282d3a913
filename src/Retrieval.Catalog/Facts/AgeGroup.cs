namespace Retrieval.Catalog.Facts;

/// <summary>
/// The contract's groups of age: under 3 months newborn, 3–12 months infant, 1–2 years toddler, 3–12 years kids, older adult. Ages are in months.
/// Safe for concurrent use.
/// </summary>
public static class AgeGroup
{
    private static readonly (string Group, int Beginning)[] All = [("newborn", 0), ("infant", 3), ("toddler", 12), ("kids", 36), ("adult", 13 * AgeSpan.Year)];

    /// <summary>The groups of children, the youngest first.</summary>
    public static IReadOnlyList<string> Children { get; } = [.. All.SkipLast(1).Select(static each => each.Group)];

    /// <summary>True for the name of a group.</summary>
    public static bool IsKnown(string name) => Array.Exists(All, each => each.Group == name);

    /// <summary>The group of an age.</summary>
    public static string Of(double months) => At(months).Group;

    /// <summary>Where the group of an age begins.</summary>
    public static int BeginningOf(double months) => At(months).Beginning;

    private static (string Group, int Beginning) At(double months) => All.Last(each => each.Beginning <= Math.Max(months, 0));
}
