using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;

namespace Retrieval.Evaluation.Metrics;

/// <summary>
/// Figures of one query, each 0–1. Gain is the grade itself, discounted by log2(rank + 1) (Järvelin and Kekäläinen, 2002);
/// a document is relevant from two thirds of the set's top grade. NaN where a query has no relevant document.
/// </summary>
/// <param name="Query">The query's id.</param>
/// <param name="Ndcg">nDCG@10, unjudged documents counting 0.</param>
/// <param name="CondensedNdcg">nDCG@10 of the ranking with unjudged documents taken out (Sakai, 2007).</param>
/// <param name="Recall">Share of the relevant documents among the first 100.</param>
/// <param name="ReciprocalRank">1 / rank of the first relevant document among the first 10, else 0.</param>
/// <param name="Judged">Share of the first 10 that are judged.</param>
public sealed record QueryMetrics(string Query, double Ndcg, double CondensedNdcg, double Recall, double ReciprocalRank, double Judged)
{
    private const int Depth = 10;
    private const int RecallDepth = 100;

    /// <summary>Figures of each query that has a judgment above 0, in the judgments' order; a query that the run lacks counts 0.</summary>
    public static IReadOnlyList<QueryMetrics> Of(RankedRun run, Judgments judgments)
    {
        var metrics = new List<QueryMetrics>();
        foreach (string query in judgments.Queries)
        {
            IReadOnlyDictionary<string, double> judged = judgments.Of(query);
            double ideal = Gain(judged.Values.OrderDescending());
            if (ideal > 0) metrics.Add(Of(query, run.Of(query), judged, ideal, judgments.TopGrade));
        }
        return metrics;
    }

    private static QueryMetrics Of(string query, IReadOnlyList<RankedDocument> ranking, IReadOnlyDictionary<string, double> judged, double ideal, double topGrade)
    {
        string[] documents = [.. ranking.Select(ranked => ranked.Document)];
        var relevant = judged.Where(entry => entry.Value >= topGrade * 2 / 3).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        int firstRelevant = Array.FindIndex(documents, 0, Math.Min(Depth, documents.Length), relevant.Contains);
        return new QueryMetrics(
            query,
            Gain(documents.Select(document => judged.GetValueOrDefault(document))) / ideal,
            Gain(documents.Where(judged.ContainsKey).Select(document => judged[document])) / ideal,
            relevant.Count == 0 ? double.NaN : documents.Take(RecallDepth).Count(relevant.Contains) / (double)relevant.Count,
            relevant.Count == 0 ? double.NaN : firstRelevant < 0 ? 0 : 1.0 / (firstRelevant + 1),
            documents.Take(Depth).Count(judged.ContainsKey) / (double)Math.Clamp(documents.Length, 1, Depth));
    }

    private static double Gain(IEnumerable<double> grades) => grades.Take(Depth).Select((grade, i) => grade / Math.Log2(i + 2)).Sum();
}
