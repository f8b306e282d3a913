namespace Retrieval.Evaluation.Metrics;

/// <summary>How one run differs from another over the same queries.</summary>
/// <param name="Difference">Mean difference of nDCG@10, this run minus the other.</param>
/// <param name="PValue">Two-sided p of the paired randomisation test.</param>
/// <param name="Better">Queries where this run is better.</param>
/// <param name="Worse">Queries where it is worse.</param>
public sealed record Significance(double Difference, double PValue, int Better, int Worse)
{
    private const int Permutations = 10_000;
    private const int Seed = 1;

    /// <summary>
    /// The paired randomisation test (Fisher; Smucker, Allan and Carterette, 2007) on nDCG@10: how often random swaps of the two runs
    /// within each query give a mean difference at least as large. 10,000 permutations, fixed seed; never 0, since the identity is one of them.
    /// </summary>
    public static Significance Of(RunMetrics run, RunMetrics other)
    {
        var others = other.Queries.ToDictionary(query => query.Query, query => query.Ndcg, StringComparer.Ordinal);
        double[] differences = [.. run.Queries.Where(query => others.ContainsKey(query.Query)).Select(query => query.Ndcg - others[query.Query])];
        double observed = Math.Abs(differences.Sum());
        var random = new Random(Seed);
        int asLarge = 0;
        for (int i = 0; i < Permutations; i++)
        {
            double sum = 0;
            foreach (double difference in differences) sum += random.Next(2) == 0 ? difference : -difference;
            if (Math.Abs(sum) >= observed - 1e-12) asLarge++;
        }
        return new Significance(
            differences.DefaultIfEmpty(0).Average(),
            (1.0 + asLarge) / (Permutations + 1),
            differences.Count(difference => difference > 0),
            differences.Count(difference => difference < 0));
    }
}
