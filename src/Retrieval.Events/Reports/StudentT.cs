namespace Retrieval.Events.Reports;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>
    /// The quantile that leaves 2.5 % on each side. Exact for one and two degrees of freedom; beyond, the expansion of Abramowitz and Stegun,
    /// "Handbook of Mathematical Functions" (1964), 26.7.5, wrong by 0.15 % at three and by less with more.
    /// </summary>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Quantile(int freedom)
    {
        const double UpTo = 0.975;
        if (freedom == 1) return Math.Tan(Math.PI * (UpTo - 0.5));
        if (freedom == 2) return (2 * UpTo - 1) / Math.Sqrt(2 * UpTo * (1 - UpTo));
        double z = Share.Z, z2 = z * z, n = freedom;
        double first = z * (z2 + 1) / 4;
        double second = z * (5 * z2 * z2 + 16 * z2 + 3) / 96;
        double third = z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / 384;
        double fourth = z * (79 * z2 * z2 * z2 * z2 + 776 * z2 * z2 * z2 + 1482 * z2 * z2 - 1920 * z2 - 945) / 92160;
        return z + first / n + second / (n * n) + third / (n * n * n) + fourth / (n * n * n * n);
    }
}
