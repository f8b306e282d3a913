using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Facets;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Legs;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Answers;

/// <summary>
/// What one search has found so far, tier by tier: products that keep everything stated, then those whose data does not say, then, only
/// where both are empty, the nearest ones with a constraint given up. One for a request.
/// </summary>
internal sealed class Retrieved(
    IndexSnapshot snapshot, Market market, SearchRequest request, ShoppingIntent intent, ConstraintPlan plan, AllowedProducts allowed, AskedThing wanted, BothLegs legs, ScoreFusion fusion, IEncoder? encoder)
{
    // "The nearest is 24.90 €" must not miss a thing that its words name less well.
    private const float NearestRelevance = 0.9f;

    private readonly HitList hits = new(snapshot, market, request, wanted, new HitReasons(snapshot, request, intent, legs));
    private readonly ExcludedThings excluded = new(snapshot, market, plan, intent, encoder);
    private readonly List<int>? hitSet = request.Facets.Count > 0 ? [] : null;
    private int total;
    private RelevanceFloor? floor;
    private bool isThing;
    private float bestWords;
    private float bestMeaning;

    // Deep enough that one leg can lift what the other ranks low: with 50, one hit in fifty is another, and Home Depot's nDCG@10 falls by 0.0006.
    private const int LeastDepth = 100;
    private const int MostDepth = 1000;

    /// <summary>True where nothing was found that is the thing asked for.</summary>
    public bool IsEmpty => total == 0;

    /// <summary>Adds products whose data shows that they keep everything stated.</summary>
    /// <param name="keeps">All products that do.</param>
    public void AddFitting(DocumentSet keeps) => AddFitting(plan, keeps, given: []);

    /// <summary>Adds products whose data contradicts nothing stated but does not show all of it; only where those that fit leave room.</summary>
    /// <remarks>
    /// A price in another currency that surely keeps the bound keeps it. Where nothing fits, one that is not sure waits: the nearest price in the
    /// currency asked for tells more.
    /// </remarks>
    public void AddUnstated()
    {
        if (!IsEmpty || plan.Price is null)
        {
            AddUnstated(plan, given: [], Filter.Everything);
            return;
        }
        AddUnstated(plan, given: [], Priced);
        AddUnstated(plan, given: [], new Filter.Not(Priced), static (paid, asked) => CurrencyWorth.IsWithin(paid, asked));
    }

    /// <summary>
    /// Gives up as little as finds something, and tells what; empty where nothing helps. The nearest price comes first, then what has no
    /// price that could be compared, then what surely costs too much in another currency, then the rest.
    /// </summary>
    public IReadOnlyList<Relaxation> Relax()
    {
        ConstraintFilter? price = plan.Price;
        if (price is not null)
        {
            if (GivingUp([price])) return Told([price]);
            AddUnstated(plan, given: [], Filter.Everything);
            if (!IsEmpty) return [];
            AddElsewhere(price);
            if (!IsEmpty) return Told([price]);
        }
        foreach (ConstraintFilter[] given in Relaxing.Attempts(plan).Where(given => given is not [var only] || only != price))
        {
            if (GivingUp(given)) return Told(given);
        }
        return [];

        // What keeps what is given up was looked at already, and is not the thing.
        bool GivingUp(ConstraintFilter[] given)
        {
            var broken = new Filter.And([.. given.Select(static constraint => constraint.Breaks)]);
            ConstraintPlan rest = plan.Without(given);
            AddFitting(rest, allowed.Matching(rest.Keeps.With(broken)), given);
            AddUnstated(rest, given, broken);
            return !IsEmpty;
        }

        IReadOnlyList<Relaxation> Told(ConstraintFilter[] given)
        {
            Hit first = hits.Hits(words: true, meaning: true)[0];
            return [.. given.Select(constraint => Relaxing.Told(constraint, first, intent))];
        }
    }

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidRequestException">A facet asked for cannot be counted.</exception>
    public SearchResponse Answer(IReadOnlyList<Relaxation> relaxed) =>
        new(request.Query, default, total, intent, hits.Hits(legs.Terms.Length > 0, legs.HasMeaning), Facets(), relaxed, []);

    /// <summary>The products that keep everything stated and that a leg found, by rising document, with what the fusion weighs of them.</summary>
    /// <param name="keeps">All products that keep everything stated.</param>
    public IReadOnlyList<FusionCandidate> Weighed(DocumentSet keeps) =>
        [.. Candidates(keeps, given: [], rescored: int.MaxValue).OrderBy(static candidate => candidate.Document).Select(candidate => new FusionCandidate(snapshot.Card(candidate.Document).Id, candidate.Features))];

    private static Filter Priced { get; } = Filter.AtLeast("price", 0);

    private void AddFitting(ConstraintPlan asked, DocumentSet keeps, IReadOnlyList<ConstraintFilter> given) =>
        Add(Candidates(keeps, given), asked, static _ => Fit.Fits);

    /// <param name="asked">What is asked of them.</param>
    /// <param name="given">What was given up.</param>
    /// <param name="among">Products that count.</param>
    /// <param name="isOne">Tells by its price and the bound whether one that is paid in another currency counts; null for all that do not surely break the bound.</param>
    private void AddUnstated(ConstraintPlan asked, IReadOnlyList<ConstraintFilter> given, Filter among, Func<Money, Constraint.Price, bool>? isOne = null)
    {
        if (asked.Constraints.Count == 0 || hits.IsFull) return;
        List<Candidate> candidates = Candidates(allowed.Matching(asked.LeavesOpen.With(among)), given);
        // 1,249 € are more than 600 dollars at any rate.
        if (asked.Price?.Constraint is Constraint.Price price)
            candidates.RemoveAll(candidate => PaidElsewhere(candidate.Document, price) is { } paid ? !(isOne?.Invoke(paid, price) ?? !CurrencyWorth.IsBeyond(paid, price)) : isOne is not null);
        if (candidates.Count == 0) return;
        var shown = asked.Constraints.Select(constraint => (Filter: constraint, Set: allowed.Matching(constraint.Keeps))).ToArray();
        // The words of a product may state what its columns do not, and the price in another currency what none in the one asked for does.
        if (excluded.Any || (asked.Price is { } bound && candidates.Exists(candidate => IsKeptElsewhere(candidate.Document, bound)))) candidates = [.. candidates.OrderBy(candidate => FitOf(candidate.Document).IsFull ? 0 : 1)];
        Add(candidates, asked, FitOf);

        Fit FitOf(int document)
        {
            ConstraintFilter[] open = [.. excluded.StillOpen(document, shown.Where(entry => !entry.Set.Contains(document) && !IsKeptElsewhere(document, entry.Filter)).Select(static entry => entry.Filter))];
            return open.Length == 0 ? Fit.Fits : new Fit([.. open.Select(static constraint => constraint.Label)]) { Open = [.. open.Select(static constraint => constraint.Constraint)] };
        }
    }

    /// <summary>Adds what keeps everything but the price, and surely costs too much or too little in another currency than the one asked for.</summary>
    private void AddElsewhere(ConstraintFilter price)
    {
        ConstraintPlan rest = plan.Without([price]);
        List<Candidate> candidates = Candidates(allowed.Matching(rest.Keeps.With(new Filter.Not(Priced))), [price]);
        var asked = (Constraint.Price)price.Constraint;
        candidates.RemoveAll(candidate => !(PaidElsewhere(candidate.Document, asked) is { } paid && CurrencyWorth.IsBeyond(paid, asked)));
        Add(candidates, rest, static _ => Fit.Fits);
    }

    /// <summary>True where a constraint is a price and a product surely keeps it in another currency than the one asked for.</summary>
    private bool IsKeptElsewhere(int document, ConstraintFilter constraint) =>
        constraint.Constraint is Constraint.Price asked && PaidElsewhere(document, asked) is { } paid && CurrencyWorth.IsWithin(paid, asked);

    /// <summary>What a product costs where that is in another currency than the one asked for.</summary>
    private Money? PaidElsewhere(int document, Constraint.Price asked) => snapshot.Offer(document, market).Price is { } paid && paid.Currency != asked.Currency ? paid : null;

    private void Add(List<Candidate> candidates, ConstraintPlan asked, Func<int, Fit> fit)
    {
        total += candidates.Count;
        hitSet?.AddRange(candidates.Select(static candidate => candidate.Document));
        hits.Add(candidates, asked, fit, asked != plan || intent.Order is not null);
    }

    private List<Candidate> Candidates(DocumentSet within, IReadOnlyList<ConstraintFilter> given, int rescored = ScoreFusion.Rescored)
    {
        List<Candidate> candidates = Retrieve(within);
        // A search without constraints lists the nearest there is; where less is left, where an order may bring any of them to the top ("the
        // cheapest laptop" is no charger), and where an assistant speaks, another thing is none.
        if (wanted.IsKnown && (request.ThingCheck == ThingCheck.Each || (request.ThingCheck == ThingCheck.One && (plan.Constraints.Count > 0 || intent.Order is not null))))
            candidates.RemoveAll(candidate => wanted.Of(candidate.Document) == KindMatch.Other);
        if (plan.Constraints.Count > 0 && candidates.Count > 0)
        {
            floor ??= FindFloor();
            KeepThings(candidates, floor.Value, isRelaxed: given.Count > 0);
        }
        // Whatever its words are, the product that is named is one.
        if (wanted.Named is { } document && within.Contains(document) && !candidates.Exists(candidate => candidate.Document == document)) candidates.Add(legs.Scored(document));
        fusion.Order(candidates, intent.Language, snapshot.LanguageOf, bestWords, bestMeaning);
        excluded.RemoveMentioning(candidates);
        if (legs.FusedWords is { IsEmpty: false } words) fusion.Rescore(candidates, words, snapshot.Terms, rescored);
        candidates = Relaxing.Nearest(SortPreference.Apply(candidates, intent, wanted, snapshot, market), given, snapshot, market);
        // Before the other variants of its group, which stands in the list once.
        return wanted.Named is null ? candidates : [.. candidates.OrderBy(candidate => candidate.Document == wanted.Named ? 0 : 1)];
    }

    /// <summary>Takes out what is another thing than the one asked for, by the words that name it alone.</summary>
    private void KeepThings(List<Candidate> candidates, RelevanceFloor reached, bool isRelaxed)
    {
        Span<Candidate> things = legs.ByThing(candidates);
        fusion.Weigh(things, intent.Language, snapshot.LanguageOf, reached.Lexical, reached.Semantic);
        float least = reached.Least(fusion, isRelaxed ? NearestRelevance * request.LeastRelevance : request.LeastRelevance);
        // One that is the thing vouches for the others of a search; an assistant offers few, and each must be it, as must the nearest.
        bool isChecked = request.ThingCheck != ThingCheck.None, isEachChecked = isChecked && (isRelaxed || request.ThingCheck == ThingCheck.Each);
        bool isVouchedFor = !isChecked;
        // Who asks for a coat and says no more of it means any coat, however little its words are like another language's.
        bool isBareKind = request.ThingCheck == ThingCheck.Each && intent.Head is { } head && intent.Text.Equals(head, StringComparison.OrdinalIgnoreCase);
        Span<Candidate> all = CollectionsMarshal.AsSpan(candidates);
        int kept = 0;
        for (int i = 0; i < things.Length; i++)
        {
            ref readonly Candidate thing = ref things[i];
            bool isSame = wanted.Of(thing.Document) == KindMatch.Same;
            if (!(thing.Score >= least || (isSame && (!isRelaxed || isBareKind))) || (isThing && snapshot.IsSparePart(thing.Document))) continue;
            bool isIt = isSame || reached.IsReachedBy(thing, isRelaxed);
            isVouchedFor |= isIt;
            if (isIt || !isEachChecked) all[kept++] = all[i];
        }
        if (!isVouchedFor) kept = 0;
        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>What the words find without constraints. Where that is no spare part, a spare part is not the thing, whatever it costs.</summary>
    private RelevanceFloor FindFloor()
    {
        List<Candidate> unconstrained = legs.Best(allowed.All);
        isThing = !hits.SparePartsAsked && unconstrained.Exists(candidate => !snapshot.IsSparePart(candidate.Document));
        foreach (Candidate candidate in unconstrained) (bestWords, bestMeaning) = (MathF.Max(bestWords, candidate.Lexical), MathF.Max(bestMeaning, candidate.Semantic));
        return RelevanceFloor.Of(legs.ByThing(unconstrained));
    }

    /// <summary>What the legs find, deeper where the nearest are so many variants of so few things that the hits asked for would not come together.</summary>
    private List<Candidate> Retrieve(DocumentSet within)
    {
        int depth = Math.Clamp(3 * request.Top, LeastDepth, MostDepth);
        if (IsWordsOrder)
        {
            // What stands further down can be neither lifted nor counted, and the words' list is exact at any depth.
            for (int shallow = request.Top; shallow < depth && shallow <= 2 * request.Top; shallow += request.Top)
            {
                List<Candidate> first = legs.Retrieve(within, shallow);
                if (first.Count < shallow || hits.CanBeFilledBy(first, buyable: true)) return first;
            }
        }
        while (true)
        {
            List<Candidate> candidates = legs.Retrieve(within, depth);
            if (depth == MostDepth || candidates.Count < depth || hits.CanBeFilledBy(candidates)) return candidates;
            depth = Math.Min(4 * depth, MostDepth);
        }
    }

    private bool IsWordsOrder => request is { Raw: true, Mode: SearchMode.Lexical } && hitSet is null;

    private IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets()
    {
        if (hitSet is null) return ReadOnlyDictionary<string, IReadOnlyList<FacetValue>>.Empty;
        try
        {
            return snapshot.Facets(DocumentSet.Of(snapshot.MaxDoc, hitSet), request.Facets, market);
        }
        catch (FilterException error)
        {
            throw new InvalidRequestException("facets", error.Reason);
        }
    }
}
