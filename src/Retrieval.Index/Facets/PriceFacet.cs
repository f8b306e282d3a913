namespace Retrieval.Index.Facets;

/// <summary>Cuts prices into at most six ranges of about as many products each, at amounts with one leading digit or two.</summary>
internal static class PriceFacet
{
    private const int Ranges = 6;

    /// <summary>The ranges, from the cheapest; none where there is no price.</summary>
    /// <param name="prices">Prices in minor units; sorted in place.</param>
    public static IReadOnlyList<FacetValue> Of(List<long> prices)
    {
        if (prices.Count == 0) return [];
        prices.Sort();
        var bounds = new List<long> { 0 };
        for (int i = 1; i < Ranges; i++)
        {
            long bound = Rounded(prices[(int)((long)prices.Count * i / Ranges)]);
            if (bound > bounds[^1] && bound <= prices[^1]) bounds.Add(bound);
        }
        var ranges = new List<FacetValue>();
        for (int i = 0; i < bounds.Count; i++)
        {
            long? to = i + 1 < bounds.Count ? bounds[i + 1] : null;
            int count = CountBelow(prices, to ?? long.MaxValue) - CountBelow(prices, bounds[i]);
            if (to is null && prices[^1] == long.MaxValue) count++;
            ranges.Add(new FacetValue(null, bounds[i], to, count));
        }
        return ranges;
    }

    // Two leading digits, the second 0 or 5: 1,234 → 1,000; 1,666 → 1,500.
    private static long Rounded(long price)
    {
        long step = 1;
        while (price / step >= 100) step *= 10;
        step *= 5;
        return price < step ? price : price / step * step;
    }

    private static int CountBelow(List<long> sorted, long bound)
    {
        int found = sorted.BinarySearch(bound);
        if (found < 0) return ~found;
        while (found > 0 && sorted[found - 1] == bound) found--;
        return found;
    }
}
