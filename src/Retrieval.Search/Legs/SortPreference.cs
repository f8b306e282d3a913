using Retrieval.Index.Documents;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
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

    // What is of the kind asked for is it in another language too, where words say less.
    private const float RelevantShareOfKind = 0.4f;

    public static List<Candidate> Apply(List<Candidate> ordered, ShoppingIntent intent, AskedThing wanted, IndexSnapshot snapshot, Market market)
    {
        if (intent.Order is not { } sort || ordered.Count < 2) return ordered;
        float best = ordered[0].Score;
        ILookup<bool, Candidate> relevant = ordered.ToLookup(candidate => candidate.Score >= (wanted.Of(candidate.Document) == KindMatch.Same ? RelevantShareOfKind : RelevantShare) * best);
        var keyed = relevant[true].Select(candidate => (Candidate: candidate, Key: Key(candidate, sort.By, snapshot, market))).ToArray();
        // What does not state the value comes last, whichever way is asked for; equal values keep their order. Prices are compared in one
        // currency: those in the market's come first.
        var sorted = keyed.Where(static entry => entry.Key.Value is not null).GroupBy(static entry => entry.Key.Currency).OrderBy(group => group.Key is not null && group.Key != market.Currency)
            .SelectMany(group => sort.Descending ? group.OrderByDescending(static entry => entry.Key.Value) : group.OrderBy(static entry => entry.Key.Value));
        return [.. sorted.Concat(keyed.Where(static entry => entry.Key.Value is null)).Select(static entry => entry.Candidate), .. relevant[false]];
    }

    private static (double? Value, string? Currency) Key(Candidate candidate, string by, IndexSnapshot snapshot, Market market)
    {
        if (by == "price") return snapshot.Offer(candidate.Document, market).Price is { } price ? (price.Amount, price.Currency) : (null, null);
        double value = snapshot.Number(candidate.Document, by == "newest" ? ColumnNames.Released : by);
        return (double.IsNaN(value) ? null : value, null);
    }
}
