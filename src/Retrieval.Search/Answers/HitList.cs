using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Answers;

/// <summary>
/// Makes the hits of an answer from ordered candidates: one a variant group, those that fit before those that may fit, what can be bought
/// before what is sold out. What a product's own words say about excluded things is read here. One for a request.
/// </summary>
internal sealed class HitList
{
    // A spare part beside the thing itself is moved down by this share of its score, unless one was asked for.
    private const double SparePartShare = 0.6;

    // So many more are taken than were asked for, since what is moved down makes room.
    private const int Margin = 5;

    private readonly IndexSnapshot snapshot;
    private readonly Market market;
    private readonly SearchRequest request;
    private readonly HitReasons reasons;
    private readonly ConstraintFilter[] exclusions;
    private readonly ExclusionCheck[] checks;
    private readonly bool sparePartsAsked;
    private readonly HashSet<long> groups = [];
    private readonly List<Entry> fitting = [];
    private readonly List<Entry> unstated = [];
    private readonly List<Entry> soldOut = [];

    private readonly record struct Entry(Candidate Candidate, double Score, double Place, Product Product, OfferView Offer, Fit Fit);

    public HitList(IndexSnapshot snapshot, Market market, SearchRequest request, ConstraintPlan plan, HitReasons reasons)
    {
        this.snapshot = snapshot;
        this.market = market;
        this.request = request;
        this.reasons = reasons;
        sparePartsAsked = request.Raw || SpareParts.AreNamedIn(request.Query);
        exclusions = [.. plan.Constraints.Where(constraint => constraint.Constraint is Constraint.Named { Kind: "exclude" })];
        checks = [.. exclusions.Select(exclusion => new ExclusionCheck(((Constraint.Named)exclusion.Constraint).Value))];
    }

    /// <summary>True where as many hits stand as were asked for.</summary>
    public bool IsFull => fitting.Count >= request.Top + Margin;

    /// <summary>Takes candidates in their order until the list is full.</summary>
    /// <param name="candidates">Best first.</param>
    /// <param name="fit">Tells the fit of a document by its columns.</param>
    /// <param name="keepOrder">True where the order was asked for, so that no spare part is moved down.</param>
    public void Add(IEnumerable<Candidate> candidates, Func<int, Fit> fit, bool keepOrder)
    {
        foreach (Candidate candidate in candidates)
        {
            if (IsFull) return;
            long group = snapshot.GroupKey(candidate.Document);
            if (groups.Contains(group)) continue;
            Product product = snapshot.Product(candidate.Document);
            if (WithWords(product, fit(candidate.Document)) is not { } read) continue;
            groups.Add(group);
            OfferView offer = snapshot.Offer(candidate.Document, market);
            bool movedDown = !keepOrder && !sparePartsAsked && SpareParts.AreNamedIn(product.Title);
            double score = movedDown ? SparePartShare * candidate.Score : candidate.Score;
            var entry = new Entry(candidate, score, keepOrder ? -groups.Count : score, product, offer, read);
            if (offer.Availability == Availability.OutOfStock) soldOut.Add(entry);
            else (read.IsFull ? fitting : unstated).Add(entry);
        }
    }

    /// <summary>The hits, ranked.</summary>
    public IReadOnlyList<Hit> Hits(bool words, bool meaning) =>
    [
        .. Ordered(fitting).Concat(Ordered(unstated)).Concat(Ordered(soldOut)).Take(request.Top).Select((entry, i) => new Hit(
            i + 1, entry.Product, entry.Offer.Price, entry.Offer.Availability ?? Availability.Unknown, entry.Score,
            words ? entry.Candidate.Lexical : null, meaning ? entry.Candidate.Semantic : null, entry.Fit,
            reasons.Of(entry.Candidate, entry.Product, entry.Offer, entry.Fit))),
    ];

    // A stable sort: entries of one place keep the candidates' order.
    private static IEnumerable<Entry> Ordered(List<Entry> entries) => entries.OrderByDescending(entry => entry.Place);

    /// <summary>The fit after the product's words were read for excluded things, whose absence they may state; null where they mention one.</summary>
    private Fit? WithWords(Product product, Fit fit)
    {
        for (int i = 0; i < checks.Length; i++)
        {
            switch (checks[i].Of(product))
            {
                case ExclusionVerdict.Mentioned: return null;
                case ExclusionVerdict.Absent: fit = fit.Without(exclusions[i].Label); break;
            }
        }
        return fit;
    }
}
