using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;

namespace Retrieval.Evaluation.Metrics;

/// <summary>Means over the queries of a run, each 0–1; see <see cref="QueryMetrics"/> for their definitions.</summary>
/// <param name="Ndcg">Mean nDCG@10.</param>
/// <param name="CondensedNdcg">Mean condensed nDCG@10.</param>
/// <param name="ReciprocalRank">MRR@10 over queries with a relevant document.</param>
/// <param name="Recall">Mean recall@100 over queries with a relevant document.</param>
/// <param name="Judged">Mean share of judged documents among the first 10.</param>
/// <param name="Queries">The single queries.</param>
public sealed record RunMetrics(double Ndcg, double CondensedNdcg, double ReciprocalRank, double Recall, double Judged, IReadOnlyList<QueryMetrics> Queries)
{
    /// <summary>Measures a run.</summary>
    public static RunMetrics Of(RankedRun run, Judgments judgments)
    {
        IReadOnlyList<QueryMetrics> queries = QueryMetrics.Of(run, judgments);
        return new RunMetrics(
            Mean(queries, query => query.Ndcg),
            Mean(queries, query => query.CondensedNdcg),
            Mean(queries, query => query.ReciprocalRank),
            Mean(queries, query => query.Recall),
            Mean(queries, query => query.Judged),
            queries);
    }

    private static double Mean(IReadOnlyList<QueryMetrics> queries, Func<QueryMetrics, double> figure) =>
        queries.Select(figure).Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).Average();
}
