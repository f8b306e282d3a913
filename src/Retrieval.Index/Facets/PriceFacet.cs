namespace Retrieval.Index.Facets;

/// <summary>Cuts prices into at most six ranges of about as many products each, at amounts with one leading digit or two.</summary>
internal static class PriceFacet
{
    private const int Ranges = 6;
    // Where the ranges begin is a matter of looks: every so many-th price decides it as well as all of them.
    private const int SampleSize = 4096;

    /// <summary>The ranges, from the cheapest, with exact counts; none where there is no price.</summary>
    /// <param name="prices">Prices in minor units, from 0 on, in any order.</param>
    public static IReadOnlyList<FacetValue> Of(IReadOnlyList<long> prices)
    {
        if (prices.Count == 0) return [];
        long[] bounds = Bounds(prices);
        var counts = new int[bounds.Length];
        for (int i = 0; i < prices.Count; i++)
        {
            int range = bounds.Length - 1;
            while (range > 0 && prices[i] < bounds[range]) range--;
            counts[range]++;
        }
        var ranges = new FacetValue[bounds.Length];
        for (int i = 0; i < ranges.Length; i++) ranges[i] = new FacetValue(null, bounds[i], i + 1 < bounds.Length ? bounds[i + 1] : null, counts[i]);
        return ranges;
    }

    private static long[] Bounds(IReadOnlyList<long> prices)
    {
        int stride = 1 + ((prices.Count - 1) / SampleSize);
        var sample = new List<long>();
        for (int i = 0; i < prices.Count; i += stride) sample.Add(prices[i]);
        sample.Sort();
        var bounds = new List<long> { 0 };
        for (int i = 1; i < Ranges; i++)
        {
            long bound = Rounded(sample[(int)((long)sample.Count * i / Ranges)]);
            if (bound > bounds[^1] && bound <= sample[^1]) bounds.Add(bound);
        }
        return [.. bounds];
    }

    // Two leading digits, the second 0 or 5: 1,234 → 1,000; 1,666 → 1,500.
    private static long Rounded(long price)
    {
        long step = 1;
        while (price / step >= 100) step *= 10;
        step *= 5;
        return price < step ? price : price / step * step;
    }
}
