using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Understanding.Intent;

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

    /// <summary>The market of a request; a price stated in another currency makes that the one that prices are read in.</summary>
    public static Market MarketOf(SearchRequest request, IndexSnapshot snapshot, ShoppingIntent? intent)
    {
        try
        {
            Market market = Market.Of(request.Market, snapshot.Manifest.Currency);
            return intent?.Constraints.OfType<Constraint.Price>().FirstOrDefault() is { } price ? market with { Currency = price.Currency } : market;
        }
        catch (ArgumentException error)
        {
            throw new InvalidRequestException("market", error.Message);
        }
    }

    public static DocumentSet Match(IndexSnapshot snapshot, Filter filter, Market market)
    {
        try
        {
            return snapshot.Match(filter, market);
        }
        catch (FilterException error)
        {
            throw new InvalidRequestException("filter", error.Message);
        }
    }
}
