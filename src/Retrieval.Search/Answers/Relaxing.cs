using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Answers;

/// <summary>
/// What is given up when nothing keeps all constraints, as little as possible: the price first, to the nearest one, then size, colour,
/// delivery and brand. Diet, allergens, exclusions and age are never given up.
/// </summary>
internal static class Relaxing
{
    private static readonly string[] Order = ["price", "size", "color", "delivery", "brand"];

    /// <summary>
    /// What may be given up, in the order in which it is tried: each constraint alone, then any two of them, and ever more together; so none is
    /// given up that could have been kept.
    /// </summary>
    public static IEnumerable<ConstraintFilter[]> Attempts(ConstraintPlan plan)
    {
        ConstraintFilter[] relaxable = [.. plan.Constraints.Where(constraint => Order.Contains(Kind(constraint.Constraint)))
            .OrderBy(constraint => Array.IndexOf(Order, Kind(constraint.Constraint)))];
        return Enumerable.Range(1, relaxable.Length).SelectMany(count => Some(relaxable, count));
    }

    /// <summary>Every choice of so many, those with the first ones first.</summary>
    private static IEnumerable<ConstraintFilter[]> Some(ConstraintFilter[] of, int count) =>
        count == 0 ? [[]] : Enumerable.Range(0, of.Length - count + 1).SelectMany(first => Some(of[(first + 1)..], count - 1).Select(rest => (ConstraintFilter[])[of[first], .. rest]));

    /// <summary>Candidates of a relaxed search, nearest first where a price was given up; what is priced in another currency only where none is in the one asked for.</summary>
    public static List<Candidate> Nearest(List<Candidate> candidates, IReadOnlyList<ConstraintFilter> given, IndexSnapshot snapshot, Market market)
    {
        if (given.Select(constraint => constraint.Constraint).OfType<Constraint.Price>().FirstOrDefault() is not { } price) return candidates;
        return [.. candidates.Select(candidate => (candidate, paid: snapshot.Offer(candidate.Document, market).Price))
            .Select(entry => (entry.candidate, isElsewhere: entry.paid?.Currency != price.Currency, distance: entry.paid is { } paid ? CurrencyWorth.Distance(paid, price) : null))
            .Where(entry => entry.distance is not null).OrderBy(entry => entry.isElsewhere).ThenBy(entry => entry.distance).Select(entry => entry.candidate)];
    }

    /// <summary>What the answer says of it.</summary>
    /// <param name="relaxed">The constraint that was given up.</param>
    /// <param name="first">The first hit offered instead.</param>
    /// <param name="intent">The sentence, for its language.</param>
    public static Relaxation Told(ConstraintFilter relaxed, Hit first, ShoppingIntent intent) => relaxed.Constraint switch
    {
        Constraint.Price price when first.Price is { } nearest => new Relaxation(price, nearest.Major, RelaxationText.Of(price, nearest, intent.Language)),
        Constraint.Delivery delivery => new Relaxation(delivery, null, RelaxationText.Of("delivery", $"{delivery.WithinDays}", intent.Language)),
        Constraint.Named named => new Relaxation(named, null, RelaxationText.Of(named.Kind, named.Value, intent.Language)),
        _ => throw new InvalidOperationException($"{relaxed.Label} is never relaxed"),
    };

    private static string Kind(Constraint constraint) => constraint switch
    {
        Constraint.Price => "price",
        Constraint.Delivery => "delivery",
        Constraint.Named named => named.Kind,
        _ => "",
    };
}
