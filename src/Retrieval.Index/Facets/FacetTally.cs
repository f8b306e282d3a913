namespace Retrieval.Index.Facets;

/// <summary>Adds counts by folded value and remembers the commonest way of writing each.</summary>
internal sealed class FacetTally
{
    private readonly Dictionary<string, (int Count, int MostOfOne, string Shown)> counts = new(StringComparer.Ordinal);

    public void Add(string folded, string shown, int count)
    {
        counts.TryGetValue(folded, out (int Count, int MostOfOne, string Shown) sum);
        bool commoner = sum.Shown is null || count > sum.MostOfOne;
        counts[folded] = (sum.Count + count, commoner ? count : sum.MostOfOne, commoner ? shown : sum.Shown!);
    }

    /// <summary>The commonest values, equal counts in the order of their text.</summary>
    public IReadOnlyList<FacetValue> Top(int top) =>
    [
        .. counts.Values
            .OrderByDescending(static entry => entry.Count).ThenBy(static entry => entry.Shown, StringComparer.Ordinal)
            .Take(top)
            .Select(static entry => new FacetValue(entry.Shown, null, null, entry.Count)),
    ];
}
