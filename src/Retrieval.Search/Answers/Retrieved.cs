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
    IndexSnapshot snapshot, Market market, SearchRequest request, ShoppingIntent intent, ConstraintPlan plan, BothLegs legs, ScoreFusion fusion)
{
    private readonly HitList hits = new(snapshot, market, request, plan, new HitReasons(snapshot, request, intent, plan, legs));
    private readonly List<int> hitSet = [];
    private RelevanceFloor? floor;

    // Deep enough that groups can be collapsed and one leg can lift what the other ranks low.
    private int Depth => Math.Clamp(3 * request.Top, 100, 1000);

    private bool IsOrderAsked => intent.Preferences.Any(preference => preference is Preference.Sort);

    /// <summary>True where nothing was found that is the thing asked for.</summary>
    public bool IsEmpty => hitSet.Count == 0;

    /// <summary>Adds products whose data shows that they keep everything stated.</summary>
    public void AddFitting(DocumentSet keeps) => Add(Candidates(keeps), static _ => Fit.Fits, IsOrderAsked);

    /// <summary>Adds products whose data contradicts nothing stated but does not show all of it; only where those that fit leave room.</summary>
    public void AddUnstated(DocumentSet keeps)
    {
        if (!plan.CanBeUnstated || hits.IsFull) return;
        DocumentSet unstated = RequestCheck.Match(snapshot, plan.BreaksNothing, market).Except(keeps);
        List<Candidate> candidates = Candidates(unstated);
        if (candidates.Count == 0) return;
        var shown = plan.Constraints.Select(constraint => (constraint.Label, Set: RequestCheck.Match(snapshot, constraint.Keeps, market))).ToArray();
        Add(candidates, document => new Fit([.. shown.Where(entry => !entry.Set.Contains(document)).Select(entry => entry.Label)]), IsOrderAsked);
    }

    /// <summary>Gives up one constraint after the other until something is found, and tells which; empty where nothing helps.</summary>
    public IReadOnlyList<Relaxation> Relax()
    {
        ConstraintPlan relaxedPlan = plan;
        var given = new List<ConstraintFilter>();
        foreach (ConstraintFilter constraint in Relaxing.Candidates(plan))
        {
            relaxedPlan = relaxedPlan.Without(constraint);
            given.Add(constraint);
            List<Candidate> candidates = Candidates(RequestCheck.Match(snapshot, relaxedPlan.Keeps, market));
            candidates = Relaxing.Nearest(candidates, given[0].Constraint, snapshot, market);
            if (candidates.Count == 0) continue;
            Add(candidates, static _ => Fit.Fits, keepOrder: true);
            if (hits.Hits(words: true, meaning: true) is [Hit first, ..]) return [.. given.Select(relaxed => Relaxing.Told(relaxed, first, intent))];
        }
        return [];
    }

    /// <summary>The answer.</summary>
    public SearchResponse Answer(IReadOnlyList<Relaxation> relaxed) => new(
        request.Query, default, hitSet.Count, intent, hits.Hits(legs.Terms.Length > 0, legs.HasMeaning), snapshot.Facets(DocumentSet.Of(snapshot.MaxDoc, hitSet), request.Facets, market), relaxed, []);

    private void Add(List<Candidate> candidates, Func<int, Fit> fit, bool keepOrder)
    {
        hitSet.AddRange(candidates.Select(candidate => candidate.Document));
        hits.Add(candidates, fit, keepOrder);
    }

    private List<Candidate> Candidates(DocumentSet within)
    {
        List<Candidate> candidates = legs.Retrieve(within, Depth);
        if (plan.Constraints.Count > 0 && candidates.Count > 0)
        {
            floor ??= RelevanceFloor.Of(legs.Retrieve(RequestCheck.Match(snapshot, plan.Filter, market), depth: 1));
            candidates.RemoveAll(candidate => !floor.Value.IsReachedBy(candidate));
        }
        fusion.Order(candidates, intent.Language, snapshot.LanguageOf);
        return SortPreference.Apply(candidates, intent, snapshot, market);
    }
}
