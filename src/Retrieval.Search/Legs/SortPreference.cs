using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Fusion;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Legs;

/// <summary>
/// An order the shopper asked for ("cheapest", "best rated") among the candidates that are about as relevant as the best: a sort over
/// everything found would put whatever is cheap first.
/// </summary>
internal static class SortPreference
{
    // Candidates with less than this share of the best score are other things than the one asked for.
    private const float RelevantShare = 0.6f;

    public static List<Candidate> Apply(List<Candidate> ordered, ShoppingIntent intent, IndexSnapshot snapshot, Market market)
    {
        if (intent.Preferences.OfType<Preference.Sort>().FirstOrDefault() is not { } sort || ordered.Count < 2) return ordered;
        int relevant = ordered.FindIndex(candidate => candidate.Score < RelevantShare * ordered[0].Score);
        if (relevant < 0) relevant = ordered.Count;
        var keyed = ordered.Take(relevant).Select(candidate => (Candidate: candidate, Key: Key(candidate, sort.By, snapshot, market))).ToArray();
        // What does not state the value comes last, whichever way is asked for; equal values keep their order.
        var stated = keyed.Where(entry => entry.Key is not null);
        var sorted = sort.Descending ? stated.OrderByDescending(entry => entry.Key) : stated.OrderBy(entry => entry.Key);
        return [.. sorted.Concat(keyed.Where(entry => entry.Key is null)).Select(entry => entry.Candidate), .. ordered.Skip(relevant)];
    }

    private static double? Key(Candidate candidate, string by, IndexSnapshot snapshot, Market market)
    {
        if (by == "price")
        {
            Money? price = snapshot.Offer(candidate.Document, market).Price;
            return price is { } stated && stated.Currency == market.Currency ? stated.Amount : null;
        }
        double value = snapshot.Number(candidate.Document, by == "newest" ? ColumnNames.Released : by);
        return double.IsNaN(value) ? null : value;
    }
}
