using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Support;

/// <summary>
/// Walks an answer and holds it to every promise that can be read off the products themselves. Each failure names the query, the product
/// and the promise.
/// </summary>
internal static class AnswerCheck
{
    public static void Of(SearchRequest request, SearchResponse response, string currency, DateTimeOffset now)
    {
        Market market = Market.Of(request.Market, currency);
        if (response.Understanding.Constraints.OfType<Constraint.Price>().FirstOrDefault() is { } price) market = market with { Currency = price.Currency };

        Assert.True(response.Hits.Count <= request.Top, $"`{request.Query}`: {response.Hits.Count} hits, {request.Top} asked for");
        Assert.True(response.Total >= response.Hits.Count, $"`{request.Query}`: total {response.Total} below {response.Hits.Count} hits");
        Assert.Equal(Enumerable.Range(1, response.Hits.Count), response.Hits.Select(hit => hit.Rank));
        AssertOnePerGroup(request, response);
        AssertTiers(request, response);
        AssertRelaxations(request, response);
        foreach (Hit hit in response.Hits)
        {
            AssertOffer(request, hit, market, now);
            AssertConstraints(request, response, hit, market, now);
        }
    }

    private static void AssertOnePerGroup(SearchRequest request, SearchResponse response)
    {
        string[] groups = [.. response.Hits.Select(hit => hit.Product.GroupId ?? $"id {hit.Product.Id}")];
        Assert.True(groups.Distinct().Count() == groups.Length, $"`{request.Query}`: two variants of one group in {string.Join(' ', groups)}");
    }

    private static void AssertTiers(SearchRequest request, SearchResponse response)
    {
        string? currency = response.Relaxed.Any(static relaxation => relaxation.Constraint is Constraint.Price) ? null : response.Understanding.Constraints.OfType<Constraint.Price>().FirstOrDefault()?.Currency;
        int[] tiers = [.. response.Hits.Select(hit => hit.Availability == Availability.OutOfStock ? 2 : hit.Fit.IsFull && (currency is null || hit.Price?.Currency == currency) ? 0 : 1)];
        Assert.True(tiers.SequenceEqual(tiers.Order()), $"`{request.Query}`: fitting, then not stated or paid in another currency, then sold out; found {string.Join(' ', tiers)}");
    }

    private static void AssertRelaxations(SearchRequest request, SearchResponse response)
    {
        foreach (Relaxation relaxation in response.Relaxed)
        {
            Assert.True(
                relaxation.Constraint is Constraint.Price or Constraint.Delivery or Constraint.Named { Kind: "size" or "color" or "brand" },
                $"`{request.Query}`: {relaxation.Constraint} was relaxed, which never happens to it");
            Assert.NotEmpty(response.Hits);
            if (relaxation.Constraint is Constraint.Price) Assert.Equal(response.Hits[0].Price?.Major, relaxation.To);
            Assert.DoesNotContain("{", relaxation.Text, StringComparison.Ordinal);
        }
    }

    private static void AssertOffer(SearchRequest request, Hit hit, Market market, DateTimeOffset now)
    {
        Assert.True(DayOffer.IsReturnable(hit.Whole!, market, now), $"`{request.Query}`: {hit.Product.Id} may not be shown in market {market.Region}");
        DayOffer offer = DayOffer.Of(hit.Whole!, market, now);
        Assert.True(offer.Price == hit.Price, $"`{request.Query}`: {hit.Product.Id} costs {offer.Price} in {market}, {hit.Price} is shown");
        Assert.Equal(offer.Availability ?? Availability.Unknown, hit.Availability);
    }

    private static void AssertConstraints(SearchRequest request, SearchResponse response, Hit hit, Market market, DateTimeOffset now)
    {
        bool allShown = true;
        foreach (Constraint constraint in response.Understanding.Constraints.Concat(response.Understanding.Held))
        {
            if (response.Relaxed.Any(relaxation => IsOfOneKind(relaxation.Constraint, constraint))) continue;
            Verdict verdict = ConstraintTwin.Of(constraint, response.Understanding, hit.Whole!, market, now);
            Assert.True(verdict != Verdict.Broken, $"`{request.Query}`: {hit.Product.Id} \"{hit.Product.Title}\" breaks {constraint}");
            allShown &= verdict == Verdict.Kept;
        }
        Assert.True(
            hit.Fit.IsFull == allShown,
            $"`{request.Query}`: {hit.Product.Id} \"{hit.Product.Title}\" is said to {(hit.Fit.IsFull ? "fit" : $"leave open {string.Join(", ", hit.Fit.NotStated)}")}, its data says otherwise");
        Assert.Equal(hit.Fit.NotStated.Count, hit.Fit.NotStated.Distinct().Count());
    }

    // Values of one kind mean "any of them" and are relaxed together.
    private static bool IsOfOneKind(Constraint relaxed, Constraint constraint) =>
        relaxed == constraint || (relaxed is Constraint.Named named && constraint is Constraint.Named other && named.Kind == other.Kind);
}
