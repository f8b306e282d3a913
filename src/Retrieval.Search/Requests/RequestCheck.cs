using Retrieval.Catalog.Pricing;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Similar;
using Retrieval.Search.Suggesting;

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

    public static void Check(SuggestRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prefix)) throw new InvalidRequestException("prefix", "the prefix is empty; send what was typed so far");
        if (request.Prefix.Length > SuggestRequest.LongestPrefix)
            throw new InvalidRequestException("prefix", $"the prefix has {request.Prefix.Length:N0} characters; {SuggestRequest.LongestPrefix} are the most");
        if (request.Top is < 1 or > SuggestRequest.MostSuggestions)
            throw new InvalidRequestException("top", $"{request.Top} suggestions were asked for; 1 to {SuggestRequest.MostSuggestions} are possible");
    }

    public static void Check(SimilarRequest request)
    {
        if (request.Id.Length == 0) throw new InvalidRequestException("id", "the id is empty; name the product to be compared with");
        if (request.Top is < 1 or > SearchRequest.MostHits)
            throw new InvalidRequestException("top", $"{request.Top} products were asked for; 1 to {SearchRequest.MostHits} are possible");
    }

    /// <summary>The market of a request.</summary>
    public static Market MarketOf(SearchRequest request, IndexSnapshot snapshot) => MarketOf(request.Market, request.Currency, snapshot);

    /// <summary>The market of a region, its prices in a currency where one is given.</summary>
    public static Market MarketOf(string? region, string? currency, IndexSnapshot snapshot)
    {
        try
        {
            Market market = snapshot.MarketOf(region);
            if (currency is null) return market;
            return Currencies.TryGet(currency, out string code, out _) ? market with { Currency = code }
                : throw new InvalidRequestException("currency", $"\"{currency}\" is no currency: an ISO 4217 code such as EUR is meant");
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
