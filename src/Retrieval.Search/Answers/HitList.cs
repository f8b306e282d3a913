using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;

namespace Retrieval.Search.Answers;

/// <summary>
/// Makes the hits of an answer from ordered candidates: one a variant group, those that fit before those that may fit, what can be bought
/// before what is sold out. Products are read only for the hits taken. One for a request.
/// </summary>
internal sealed class HitList(IndexSnapshot snapshot, Market market, SearchRequest request, HitReasons reasons)
{
    // A spare part beside the thing itself is moved down by this share of its score, unless one was asked for.
    private const double SparePartShare = 0.6;

    // So many more are taken than were asked for, since what is moved down makes room.
    private const int Margin = 5;

    private readonly bool sparePartsAsked = request.Raw || SpareParts.AreNamedIn(request.Query);
    private readonly HashSet<long> groups = [];
    private readonly HashSet<long> soldOutGroups = [];
    private readonly List<Entry> fitting = [];
    private readonly List<Entry> unstated = [];
    private readonly List<Entry> soldOut = [];

    private readonly record struct Entry(Candidate Candidate, long Group, double Score, double Place, Product Product, OfferView Offer, Fit Fit, ConstraintPlan Plan);

    /// <summary>True where as many hits stand as can be shown.</summary>
    public bool IsFull => fitting.Count + unstated.Count >= request.Top + Margin;

    /// <summary>Takes candidates in their order until the list is full.</summary>
    /// <param name="candidates">Best first; those that fit before those that may fit.</param>
    /// <param name="plan">What the candidates were found under.</param>
    /// <param name="fit">Tells the fit of a document.</param>
    /// <param name="keepOrder">True where the order was asked for, so that no spare part is moved down.</param>
    public void Add(IEnumerable<Candidate> candidates, ConstraintPlan plan, Func<int, Fit> fit, bool keepOrder)
    {
        foreach (Candidate candidate in candidates)
        {
            if (IsFull) return;
            long group = snapshot.GroupKey(candidate.Document);
            if (groups.Contains(group)) continue;
            OfferView offer = snapshot.Offer(candidate.Document, market);
            // A variant that is sold out does not hide another one that can be bought.
            bool isSoldOut = offer.Availability == Availability.OutOfStock;
            if (!(isSoldOut ? soldOutGroups : groups).Add(group)) continue;
            Product product = snapshot.Product(candidate.Document);
            bool movedDown = !keepOrder && !sparePartsAsked && snapshot.IsSparePart(candidate.Document);
            double score = movedDown ? SparePartShare * candidate.Score : candidate.Score;
            var entry = new Entry(candidate, group, score, keepOrder ? -groups.Count : score, product, offer, fit(candidate.Document), plan);
            (isSoldOut ? soldOut : entry.Fit.IsFull ? fitting : unstated).Add(entry);
        }
    }

    /// <summary>The hits, ranked.</summary>
    /// <param name="words">True where the words were asked.</param>
    /// <param name="meaning">True where the meaning was asked.</param>
    public IReadOnlyList<Hit> Hits(bool words, bool meaning) =>
    [
        .. Ordered(fitting).Concat(Ordered(unstated)).Concat(Ordered(soldOut.Where(entry => !groups.Contains(entry.Group)))).Take(request.Top)
            .Select((entry, i) => new Hit(
                i + 1, entry.Product, entry.Offer.Price, entry.Offer.Availability ?? Availability.Unknown, entry.Score,
                words ? entry.Candidate.Lexical : null, meaning ? entry.Candidate.Semantic : null, entry.Fit,
                reasons.Of(entry.Candidate, entry.Product, entry.Offer, entry.Fit, entry.Plan))),
    ];

    // A stable sort: entries of one place keep the candidates' order.
    private static IEnumerable<Entry> Ordered(IEnumerable<Entry> entries) => entries.OrderByDescending(entry => entry.Place);
}
