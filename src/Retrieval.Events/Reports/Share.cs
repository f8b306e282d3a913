namespace Retrieval.Events.Reports;

/// <summary>
/// A share of independent things with its 95 % confidence interval, the score interval of Wilson ("Probable inference, the law of succession,
/// and statistical inference", 1927): it holds for few things and for shares near 0 and 1, where the usual one does not.
/// </summary>
/// <param name="Part">How many.</param>
/// <param name="Of">Of how many.</param>
public sealed record Share(long Part, long Of)
{
    /// <summary>The standard normal's quantile that leaves 2.5 % on each side.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>The share, 0–1; null of nothing.</summary>
    public double? Value => Of == 0 ? null : (double)Part / Of;

    /// <summary>Lower end of the interval; null of nothing.</summary>
    public double? Low => Of == 0 ? null : Part == 0 ? 0 : Math.Max(0, Middle - HalfWidth);

    /// <summary>Upper end of the interval; null of nothing.</summary>
    public double? High => Of == 0 ? null : Part == Of ? 1 : Math.Min(1, Middle + HalfWidth);

    private double Middle => ((double)Part / Of + Z * Z / (2.0 * Of)) / (1 + Z * Z / Of);

    private double HalfWidth
    {
        get
        {
            double share = (double)Part / Of;
            return Z / (1 + Z * Z / Of) * Math.Sqrt(share * (1 - share) / Of + Z * Z / (4.0 * Of * Of));
        }
    }
}
