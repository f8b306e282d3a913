using System.Globalization;
using System.Runtime.InteropServices;
using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Hygiene;

/// <summary>A product whose price lies far from those of its category.</summary>
internal readonly record struct PriceOutlier(string Id, string Detail);

/// <summary>
/// Finds prices that are zero, and prices far from their category: more than five robust standard deviations (1.4826 times the
/// median absolute deviation, of logarithms) from the median and at least ten times above or below it, among twenty or more.
/// </summary>
internal sealed class PriceCheck
{
    private const int FewestPrices = 20;
    private const double MostDeviations = 5;
    private const double RobustDeviation = 1.4826;
    private static readonly double LeastFactor = Math.Log(10);

    private readonly record struct Price(double Log, Money Money, string Id);

    private readonly Dictionary<(string Category, string Currency), List<Price>> byCategory = [];

    /// <summary>Takes a product's price; the finding where it is zero.</summary>
    public string? Add(Product product)
    {
        if (product.Price is not { } price) return null;
        if (price.Amount == 0) return product.Title;
        if (product.Category.Count == 0) return null;
        ref List<Price>? prices = ref CollectionsMarshal.GetValueRefOrAddDefault(byCategory, (product.Category[^1], price.Currency), out _);
        (prices ??= []).Add(new Price(Math.Log((double)price.Major), price, product.Id));
        return null;
    }

    public IEnumerable<PriceOutlier> Outliers()
    {
        foreach (((string category, string currency), List<Price> prices) in byCategory)
        {
            if (prices.Count < FewestPrices) continue;
            double median = Median(prices.Select(p => p.Log));
            double deviation = RobustDeviation * Median(prices.Select(p => Math.Abs(p.Log - median)));
            double bound = Math.Max(MostDeviations * deviation, LeastFactor);
            string usual = Math.Exp(median).ToString("0.##", CultureInfo.InvariantCulture);
            foreach (Price price in prices)
            {
                if (Math.Abs(price.Log - median) > bound)
                    yield return new PriceOutlier(price.Id, $"{price.Money} in \"{category}\", where {usual} {currency} is usual");
            }
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
