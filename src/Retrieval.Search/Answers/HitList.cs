using System.Runtime.InteropServices;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;

namespace Retrieval.Search.Answers;

/// <summary>
/// Makes the hits of an answer from ordered candidates: one a variant group, those that fit before those that may fit or are paid in another
/// currency than the one asked for, what can be bought before what is sold out. A product that the sentence names by its id is the first all the same. Candidates are judged by columns alone; cards are read only for the hits shown. One for a request.
/// </summary>
internal sealed class HitList(IndexSnapshot snapshot, Market market, SearchRequest request, AskedThing thing, HitReasons reasons)
{
    // A spare part beside the thing itself is moved down by this share of its score, unless one was asked for.
    private const double SparePartShare = 0.6;

    // So many more are taken than were asked for, since what is moved down makes room.
    private const int Margin = 5;

    private const int MostExpected = 100;

    // A variant that can be had now stands in for one of its group that comes later and is this much nearer at most.
    private const double ShareNow = 0.9;

    private readonly int taken = TakenFor(request);
    private readonly List<long> groups = new(Math.Min(TakenFor(request), MostExpected));
    private readonly List<long> soldOutGroups = [];
    private readonly List<long> laterGroups = [];
    private readonly List<Entry> fitting = new(Math.Min(TakenFor(request), MostExpected));
    private readonly List<Entry> others = [];
    private readonly List<Entry> soldOut = [];

    private readonly record struct Entry(Candidate Candidate, long Group, double Score, double Place, Fit Fit, ConstraintPlan Plan);

    /// <summary>True where a spare part is as good as any hit: one was asked for, or words alone count.</summary>
    public bool SparePartsAsked { get; } = request.Raw || SpareParts.AreNamedIn(request.Query);

    /// <summary>True where as many hits stand as can be shown.</summary>
    public bool IsFull => fitting.Count + others.Count >= taken;

    /// <summary>True where candidates are of so many variant groups that they fill the list.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="buyable">True counts only those that are not sold out.</param>
    public bool CanBeFilledBy(List<Candidate> candidates, bool buyable = false)
    {
        var seen = new List<long>(taken);
        foreach (ref readonly Candidate candidate in CollectionsMarshal.AsSpan(candidates))
        {
            if (buyable && snapshot.AvailabilityOf(candidate.Document, market) == Availability.OutOfStock) continue;
            long group = snapshot.GroupKey(candidate.Document);
            if (Holds(seen, group)) continue;
            seen.Add(group);
            if (seen.Count == taken) return true;
        }
        return false;
    }

    /// <summary>Takes candidates in their order until the list is full.</summary>
    /// <param name="candidates">Best first; those that fit before those that may fit.</param>
    /// <param name="plan">What the candidates were found under.</param>
    /// <param name="fit">Tells the fit of a document.</param>
    /// <param name="keepOrder">True where the order was asked for, so that no spare part is moved down.</param>
    public void Add(List<Candidate> candidates, ConstraintPlan plan, Func<int, Fit> fit, bool keepOrder)
    {
        foreach (ref readonly Candidate candidate in CollectionsMarshal.AsSpan(candidates))
        {
            if (IsFull) return;
            long group = snapshot.GroupKey(candidate.Document);
            if (Holds(groups, group))
            {
                if (!keepOrder && Holds(laterGroups, group) && snapshot.AvailabilityOf(candidate.Document, market) == Availability.InStock) PutInPlace(candidate, group, plan, fit);
                continue;
            }
            // A variant that is sold out does not hide another one that can be bought.
            bool isNamed = candidate.Document == thing.Named;
            Availability? availability = isNamed ? null : snapshot.AvailabilityOf(candidate.Document, market);
            bool isSoldOut = availability == Availability.OutOfStock;
            if (isSoldOut && Holds(soldOutGroups, group)) continue;
            (isSoldOut ? soldOutGroups : groups).Add(group);
            if (availability is Availability.Backorder or Availability.Preorder) laterGroups.Add(group);
            bool movedDown = !isNamed && !keepOrder && !SparePartsAsked && snapshot.IsSparePart(candidate.Document);
            double score = movedDown ? SparePartShare * candidate.Score : candidate.Score;
            var entry = new Entry(candidate, group, score, isNamed ? double.PositiveInfinity : keepOrder ? -groups.Count : score, fit(candidate.Document), plan);
            Insert(isSoldOut ? soldOut : entry.Fit.IsFull && !IsPaidElsewhere(candidate.Document, plan) ? fitting : others, entry);
        }
    }

    /// <summary>The hits, ranked.</summary>
    /// <param name="words">True where the words were asked.</param>
    /// <param name="meaning">True where the meaning was asked.</param>
    public IReadOnlyList<Hit> Hits(bool words, bool meaning)
    {
        var hits = new List<Hit>(Math.Min(request.Top, fitting.Count + others.Count + soldOut.Count));
        AddHits(fitting);
        AddHits(others);
        AddHits(soldOut);
        return hits;

        void AddHits(List<Entry> entries)
        {
            foreach (ref readonly Entry entry in CollectionsMarshal.AsSpan(entries))
            {
                if (hits.Count == request.Top) return;
                if (entries == soldOut && Holds(groups, entry.Group)) continue;
                hits.Add(Shown(entry, hits.Count + 1, words, meaning));
            }
        }
    }

    /// <summary>True where a price was asked for and a product is paid in another currency than that.</summary>
    private bool IsPaidElsewhere(int document, ConstraintPlan plan) =>
        plan.Price is not null && snapshot.Offer(document, market).Price?.Currency != market.Currency;

    private static int TakenFor(SearchRequest request) => request.Top + (request.Raw ? 0 : Margin);

    private Hit Shown(in Entry entry, int rank, bool words, bool meaning)
    {
        int document = entry.Candidate.Document;
        ProductCard card = snapshot.Card(document);
        OfferView offer = snapshot.Offer(document, market);
        return new Hit(
            rank, card, offer.Price, offer.Availability ?? Availability.Unknown, entry.Score,
            words ? entry.Candidate.Lexical : null, meaning ? entry.Candidate.Semantic : null, entry.Fit,
            reasons.Of(entry.Candidate, card, offer, entry.Fit, entry.Plan))
        {
            Thing = thing.Of(document),
            Whole = request.WholeProducts ? snapshot.Product(document) : null,
        };
    }

    private static bool Holds(List<long> groups, long group) => CollectionsMarshal.AsSpan(groups).Contains(group);

    /// <summary>Puts a variant that can be had now in the place of the one of its group that comes later, where it fits as well and is about as near.</summary>
    private void PutInPlace(in Candidate candidate, long group, ConstraintPlan plan, Func<int, Fit> fit)
    {
        foreach (List<Entry> entries in (ReadOnlySpan<List<Entry>>)[fitting, others])
        {
            int at = entries.FindIndex(entry => entry.Group == group);
            if (at < 0 || candidate.Score < ShareNow * entries[at].Candidate.Score) continue;
            Fit own = fit(candidate.Document);
            if (own.IsFull == entries[at].Fit.IsFull) entries[at] = entries[at] with { Candidate = candidate, Fit = own, Plan = plan };
            laterGroups.Remove(group);
            return;
        }
    }

    /// <summary>Puts an entry behind all of at least its place, so that entries of one place keep the candidates' order.</summary>
    private static void Insert(List<Entry> entries, in Entry entry)
    {
        int at = entries.Count;
        while (at > 0 && entries[at - 1].Place < entry.Place) at--;
        entries.Insert(at, entry);
    }
}
