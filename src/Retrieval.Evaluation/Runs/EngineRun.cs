using Retrieval.Evaluation.Queries;
using Retrieval.Search;
using Retrieval.Search.Requests;

namespace Retrieval.Evaluation.Runs;

/// <summary>Runs a query set through the engine.</summary>
public static class EngineRun
{
    /// <summary>Answers every query with the template's mode, market and filter. A query that the engine refuses (an empty one) has an empty ranking.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="template">Everything of the request but the query.</param>
    /// <param name="tag">Name of the run.</param>
    /// <param name="progress">Told the number of queries answered.</param>
    /// <param name="cancellation">Stops between queries.</param>
    public static RankedRun Of(
        SearchEngine engine, IReadOnlyList<Query> queries, SearchRequest template, string tag, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var rankings = new Dictionary<string, IReadOnlyList<RankedDocument>>(StringComparer.Ordinal);
        for (int i = 0; i < queries.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            rankings[queries[i].Id] = Answer(engine, template with { Query = queries[i].Text });
            progress?.Report(i + 1);
        }
        return new RankedRun(tag, rankings);
    }

    private static RankedDocument[] Answer(SearchEngine engine, SearchRequest request)
    {
        try
        {
            return [.. engine.Search(request).Hits.Select(hit => new RankedDocument(hit.Product.Id, hit.Score))];
        }
        catch (InvalidRequestException)
        {
            return [];
        }
    }
}
