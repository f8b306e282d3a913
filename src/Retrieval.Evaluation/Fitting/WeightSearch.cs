using Retrieval.Search.Fusion;

namespace Retrieval.Evaluation.Fitting;

/// <summary>
/// Coordinate ascent on the ranking's own quality (Metzler and Croft, "Linear Feature-Based Models for Information Retrieval", 2007): one
/// weight after the other is moved by a step while that helps, then the step is halved. Deterministic.
/// </summary>
internal static class WeightSearch
{
    private const float FirstStep = 0.2f;
    private const float LastStep = 0.02f;

    // A gain below it is not worth leaving the weights that others were measured with.
    private const double LeastGain = 1e-4;

    /// <summary>The best weights found from a start, on the mean quality of the queries.</summary>
    public static ScoreFusion Ascend(IReadOnlyList<FittingQuery> queries, ScoreFusion start, CancellationToken cancellation)
    {
        ScoreFusion best = start;
        double quality = Quality(queries, best);
        for (float step = FirstStep; step >= LastStep; step /= 2)
        {
            for (bool moved = true; moved;)
            {
                moved = false;
                foreach (ScoreFusion next in Neighbours(best, step).ToArray())
                {
                    cancellation.ThrowIfCancellationRequested();
                    double reached = Quality(queries, next);
                    if (reached <= quality + LeastGain) continue;
                    (best, quality, moved) = (next, reached, true);
                    break;
                }
            }
        }
        return best;
    }

    /// <summary>Mean quality of the queries, 0–1.</summary>
    public static double Quality(IReadOnlyList<FittingQuery> queries, ScoreFusion fusion)
    {
        var single = new double[queries.Count];
        Parallel.For(0, single.Length, i => single[i] = queries[i].Quality(fusion));
        return single.Average();
    }

    private static IEnumerable<ScoreFusion> Neighbours(ScoreFusion at, float step)
    {
        foreach (float move in (float[])[step, -step])
        {
            yield return at with { Meaning = MathF.Max(0, at.Meaning + move) };
            yield return at with { Coverage = MathF.Max(0, at.Coverage + move) };
            yield return at with { Pairs = MathF.Max(0, at.Pairs + move) };
            yield return at with { OtherLanguage = Math.Clamp(at.OtherLanguage + move, 0, 1) };
        }
    }
}
