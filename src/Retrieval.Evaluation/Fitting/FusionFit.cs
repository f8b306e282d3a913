using System.IO.Hashing;
using System.Text;
using Retrieval.Evaluation.Metrics;
using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;
using Retrieval.Search;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;

namespace Retrieval.Evaluation.Fitting;

/// <summary>
/// Fits the fusion's weights on judged queries by cross-validation: the queries fall into folds by their ids, and each fold is answered by
/// the engine itself with weights that were fitted on the others, so that the figures tell what the weights do for queries they have not seen.
/// </summary>
public static class FusionFit
{
    /// <summary>Fewer judged queries cannot tell a gain from chance.</summary>
    public const int LeastQueries = 20;

    private const int Folds = 5;

    /// <summary>Fits weights, starting from the engine's own.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="judgments">Their judgments.</param>
    /// <param name="template">Everything of the requests but the query; its mode is hybrid.</param>
    /// <param name="progress">Told what is done, 0–1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="EvaluationException">Fewer than <see cref="LeastQueries"/> queries have a judgment above 0.</exception>
    public static FitReport Run(
        SearchEngine engine, IReadOnlyList<Query> queries, Judgments judgments, SearchRequest template, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ScoreFusion present = engine.Fusion;
        List<FittingQuery> examples = Examples(engine, queries, judgments, template, cancellation);
        if (examples.Count < LeastQueries)
            throw new EvaluationException($"found {examples.Count} queries with a judgment above 0; at least {LeastQueries} are needed to tell a gain from chance.");
        progress?.Report(1.0 / (Folds + 2));

        var rankings = new Dictionary<string, IReadOnlyList<RankedDocument>>(StringComparer.Ordinal);
        for (int fold = 0; fold < Folds; fold++)
        {
            ScoreFusion weights = WeightSearch.Ascend([.. examples.Where(example => FoldOf(example.Id) != fold)], present, cancellation);
            Query[] unseen = [.. queries.Where(query => FoldOf(query.Id) == fold)];
            foreach ((string query, IReadOnlyList<RankedDocument> ranking) in EngineRun.Of(engine.With(weights), unseen, template, "fitted", cancellation: cancellation).Rankings)
                rankings[query] = ranking;
            progress?.Report((fold + 2.0) / (Folds + 2));
        }
        ScoreFusion fitted = WeightSearch.Ascend(examples, present, cancellation);

        RunMetrics Measured(SearchMode mode) =>
            RunMetrics.Of(EngineRun.Of(engine, queries, template with { Mode = mode }, "present", cancellation: cancellation), judgments);
        return new FitReport(
            examples.Count, Measured(SearchMode.Lexical), engine.Encode(queries[0].Text).Length > 0 ? Measured(SearchMode.Semantic) : null,
            Measured(SearchMode.Hybrid), RunMetrics.Of(new RankedRun("fitted", rankings), judgments), present, fitted);
    }

    private static List<FittingQuery> Examples(SearchEngine engine, IReadOnlyList<Query> queries, Judgments judgments, SearchRequest template, CancellationToken cancellation)
    {
        var examples = new List<FittingQuery>();
        foreach (Query query in queries)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyDictionary<string, double> judged = judgments.Of(query.Id);
            if (judged.Count > 0 && FittingQuery.Of(query.Id, Candidates(engine, template with { Query = query.Text }), judged) is { } example) examples.Add(example);
        }
        return examples;
    }

    /// <summary>None for a query that the engine refuses, as a run has no ranking of it.</summary>
    private static IReadOnlyList<FusionCandidate> Candidates(SearchEngine engine, SearchRequest request)
    {
        try
        {
            return engine.Candidates(request);
        }
        catch (InvalidRequestException)
        {
            return [];
        }
    }

    /// <summary>By id, so that another order of the file or another query more changes no other's fold.</summary>
    private static int FoldOf(string query) => (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(query)) % Folds);
}
