using Retrieval.Catalog.Reading;

namespace Retrieval.Catalog.Hygiene;

/// <summary>A product or line that shows a finding.</summary>
/// <param name="Id">The product's id; empty where the line was refused.</param>
/// <param name="Place">File and line, where they are known; else empty.</param>
/// <param name="Detail">What was found, in a sentence.</param>
public sealed record HygieneExample(string Id, string Place, string Detail);

/// <summary>Everything of one kind that was found.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">The first few.</param>
public sealed record HygieneFinding(HygieneKind Kind, long Count, IReadOnlyList<HygieneExample> Examples);

/// <summary>How many products state a field.</summary>
/// <param name="Field">The member's name.</param>
/// <param name="Stated">Products that state it.</param>
public sealed record FieldCoverage(string Field, long Stated);

/// <summary>What <c>retrieval check</c> reports of a catalogue. Immutable.</summary>
/// <param name="Products">Lines taken.</param>
/// <param name="Refused">Lines refused.</param>
/// <param name="Findings">What was found, the worst and most frequent first.</param>
/// <param name="Coverage">The fields in the contract's order.</param>
/// <param name="Languages">Products by the language of their text, the most frequent first.</param>
public sealed record HygieneReport(
    long Products, long Refused, IReadOnlyList<HygieneFinding> Findings, IReadOnlyList<FieldCoverage> Coverage, IReadOnlyList<KeyValuePair<string, long>> Languages)
{
    /// <summary>Whether anything is wrong, advice aside: the check failed.</summary>
    public bool HasFailures => Findings.Any(f => f.Kind.Severity != Severity.Advice);

    /// <summary>Reads a catalogue and reports on it.</summary>
    /// <param name="paths">The feeds, as <see cref="CatalogReader.Read"/> takes them.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="now">The moment by which products are expired.</param>
    /// <param name="examples">Most examples of one kind.</param>
    /// <param name="summary">Filled with counts while the reading goes on; null where nobody looks.</param>
    /// <exception cref="CatalogException">A feed cannot be read at all.</exception>
    public static HygieneReport Of(IEnumerable<string> paths, ReadOptions options, DateTimeOffset now, int examples = 10, ReadSummary? summary = null)
    {
        var check = new HygieneCheck(now, examples);
        foreach (CatalogLine line in CatalogReader.Read(paths, options, summary)) check.Add(line);
        return check.Report();
    }
}
