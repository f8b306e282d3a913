using Retrieval.Evaluation.Queries;
using Retrieval.Search.Fusion;

namespace Retrieval.Evaluation.Fitting;

/// <summary>A judged query with the candidates that both legs found: tells how good any weights rank them. Immutable.</summary>
internal sealed class FittingQuery
{
    private const int Depth = 10;

    private readonly FusionFeatures[] features;
    private readonly double[] grades;
    private readonly double ideal;

    private FittingQuery(string id, FusionFeatures[] features, double[] grades, double ideal)
    {
        Id = id;
        this.features = features;
        this.grades = grades;
        this.ideal = ideal;
    }

    /// <summary>The query's key.</summary>
    public string Id { get; }

    /// <summary>A query with a judgment above 0; null for another.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="candidates">What the engine found for it, by rising document.</param>
    /// <param name="judged">Its judgments.</param>
    public static FittingQuery? Of(string id, IReadOnlyList<FusionCandidate> candidates, IReadOnlyDictionary<string, double> judged)
    {
        double ideal = Gain(judged.Values.OrderDescending());
        if (ideal <= 0) return null;
        double[] grades = [.. candidates.Select(candidate => judged.TryGetValue(candidate.Product, out double grade) ? grade : double.NaN)];
        return new FittingQuery(id, [.. candidates.Select(static candidate => candidate.Features)], grades, ideal);
    }

    /// <summary>
    /// The mean of nDCG@10 and condensed nDCG@10 as <see cref="Metrics.QueryMetrics"/> defines them: the first alone rewards weights for
    /// what judges happened to see, the second alone is blind for what they did not.
    /// </summary>
    /// <param name="fusion">The weights.</param>
    public double Quality(ScoreFusion fusion)
    {
        int[] order = Ranked(fusion);
        double all = Gain(order.Select(i => double.IsNaN(grades[i]) ? 0 : grades[i]));
        double condensed = Gain(order.Where(i => !double.IsNaN(grades[i])).Select(i => grades[i]));
        return (all + condensed) / (2 * ideal);
    }

    /// <summary>The candidates in the order in which the engine puts them: the first by score, then these by what rescoring adds.</summary>
    private int[] Ranked(ScoreFusion fusion)
    {
        var order = new int[features.Length];
        var scores = new float[features.Length];
        for (int i = 0; i < order.Length; i++) (order[i], scores[i]) = (i, fusion.Score(features[i]));
        order.AsSpan().Sort(BetterFirst);
        Span<int> first = order.AsSpan(0, Math.Min(ScoreFusion.Rescored, order.Length));
        foreach (int i in first) scores[i] += fusion.Gain(features[i]);
        first.Sort(BetterFirst);
        return order;

        // Equal scores go by document, as the candidates come.
        int BetterFirst(int a, int b) => scores[a] == scores[b] ? a.CompareTo(b) : scores[b].CompareTo(scores[a]);
    }

    private static double Gain(IEnumerable<double> grades) => grades.Take(Depth).Select(static (grade, i) => grade / Math.Log2(i + 2)).Sum();
}
