using Retrieval.Catalog.Products;

namespace Retrieval.Events.Reports;

/// <summary>The mean of orders in one currency with its 95 % confidence interval by Student's t, which for many orders needs no normal amounts.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Orders">Orders in the currency.</param>
/// <param name="Amount">Their mean in minor units.</param>
/// <param name="Low">Lower end of the interval in minor units, at least 0; null of a single order.</param>
/// <param name="High">Upper end; null of a single order.</param>
public sealed record MeanBasket(string Currency, long Orders, long Amount, long? Low, long? High)
{
    /// <summary>A mean for each currency, in their order; two are never added.</summary>
    internal static IReadOnlyList<MeanBasket> Of(IEnumerable<Money> totals) =>
        [.. totals.GroupBy(static total => total.Currency, StringComparer.Ordinal).OrderBy(static same => same.Key, StringComparer.Ordinal).Select(static same => Of(same.Key, [.. same.Select(static total => (double)total.Amount)]))];

    private static MeanBasket Of(string currency, double[] amounts)
    {
        double mean = amounts.Average();
        if (amounts.Length == 1) return new MeanBasket(currency, 1, (long)mean, null, null);
        double variance = amounts.Sum(amount => (amount - mean) * (amount - mean)) / (amounts.Length - 1);
        double halfWidth = StudentT.Quantile(amounts.Length - 1) * Math.Sqrt(variance / amounts.Length);
        return new MeanBasket(currency, amounts.Length, (long)Math.Round(mean), (long)Math.Round(Math.Max(0, mean - halfWidth)), (long)Math.Round(mean + halfWidth));
    }
}
