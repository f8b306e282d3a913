using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Search.Requests;

namespace Retrieval.Conversation.Gifts;

/// <summary>
/// Chooses at most three ideas from different departments: the best, and the best of other kinds than those before. Where the shopper
/// told an interest ("loves tea"), ideas without it come only after those that have it.
/// </summary>
internal static class GiftChoice
{
    private const double LeastShare = 0.5;

    // A present costs something: one at a tenth of what the shopper would spend is worth less than one at half.
    private const double PriceShare = 0.4;
    private const double RatingShare = 0.1;
    private const double LeastOfFair = 0.25;

    /// <summary>The hits chosen, the recommended one first; none where nothing can be bought.</summary>
    /// <param name="hits">Best first.</param>
    /// <param name="kinds">Tells whether two products are the same kind of thing.</param>
    /// <param name="currency">What the shopper pays in; a price in another one cannot be compared, and is worth least.</param>
    /// <param name="budget">Most that the shopper would spend, major units; null where not told.</param>
    public static IReadOnlyList<Hit> Of(IReadOnlyList<Hit> hits, KindsOfThings kinds, string currency, decimal? budget)
    {
        Hit[] buyable = [.. hits.Where(static hit => hit.Availability != Availability.OutOfStock)];
        if (buyable.Length == 0) return [];
        Hit[] tier = [.. buyable.Where(hit => hit.Fit.IsFull == buyable[0].Fit.IsFull && hit.Score >= LeastShare * buyable[0].Score)];
        decimal[] prices = [.. tier.Select(hit => Major(hit, currency)).OfType<decimal>().Order()];
        decimal fair = budget / 2 ?? (prices.Length > 0 ? prices[prices.Length / 2] : 0);
        // Potatoes are no present, however well they go with cooking.
        Hit[] worthy = [.. tier.Where(hit => (double)(Major(hit, currency) ?? 0) >= LeastOfFair * (double)fair)];
        if (worthy.Length > 0) tier = worthy;
        tier = [.. tier.OrderByDescending(hit => hit.Score * Worth(hit, currency, fair))];
        var chosen = new List<Hit> { tier[0] };
        foreach (Hit hit in tier.Skip(1))
        {
            if (chosen.Count == OptionChoice.Most) return chosen;
            if (chosen.TrueForAll(before => !kinds.AreOne(before.Whole!, hit.Whole!))) chosen.Add(hit);
        }
        foreach (Hit hit in tier.Except(chosen).ToArray())
        {
            if (chosen.Count == OptionChoice.Most) break;
            if (chosen.TrueForAll(before => Differences.Between(before, hit).Count > 0)) chosen.Add(hit);
        }
        return chosen;
    }

    private static decimal? Major(Hit hit, string currency) => hit.Price is { } price && price.Currency == currency ? price.Major : null;

    private static double Worth(Hit hit, string currency, decimal fair)
    {
        double price = fair > 0 ? (double)Math.Min(1, (Major(hit, currency) ?? 0) / fair) : 1;
        double rating = (hit.Product.Rating ?? 0) / 5;
        return 1 - PriceShare - RatingShare + (PriceShare * price) + (RatingShare * rating);
    }
}
