using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;

namespace Retrieval.Search.Requests;

/// <summary>The checks at the door: whatever is wrong with a request is found here, before any work.</summary>
internal static class RequestCheck
{
    private const int MostFacets = 20;

    public static void Check(SearchRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Query)) throw new InvalidRequestException("query", "the query is empty; write what you are looking for");
        if (request.Query.Length > SearchRequest.LongestQuery)
            throw new InvalidRequestException("query", $"the query has {request.Query.Length:N0} characters; {SearchRequest.LongestQuery:N0} are the most");
        if (request.Top is < 1 or > SearchRequest.MostHits)
            throw new InvalidRequestException("top", $"{request.Top} hits were asked for; 1 to {SearchRequest.MostHits} are possible");
        if (request.Facets.Count > MostFacets)
            throw new InvalidRequestException("facets", $"{request.Facets.Count} facets were asked for; {MostFacets} are the most");
    }

    /// <summary>The market of a request.</summary>
    public static Market MarketOf(SearchRequest request, IndexSnapshot snapshot)
    {
        try
        {
            return snapshot.MarketOf(request.Market);
        }
        catch (ArgumentException error)
        {
            throw new InvalidRequestException("market", error.Message);
        }
    }

    /// <summary>What the caller's filter matches, bare prices in the market's own currency; null where there is none.</summary>
    public static DocumentSet? Filtered(SearchRequest request, IndexSnapshot snapshot, Market market)
    {
        try
        {
            return request.Filter is { } filter ? snapshot.Match(filter, market) : null;
        }
        catch (FilterException error)
        {
            throw new InvalidRequestException("filter", error.Message);
        }
    }
}
