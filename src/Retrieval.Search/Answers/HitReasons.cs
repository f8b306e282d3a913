using System.Globalization;
using Retrieval.Index.Documents;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Legs;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Answers;

/// <summary>
/// The evidence for a hit: which words of the query stand in the product, how near the meaning is, which constraints its data keeps, how it
/// is rated. With <see cref="SearchRequest.Explain"/> also what each leg gave to the fused score. One for a request.
/// </summary>
internal sealed class HitReasons(IndexSnapshot snapshot, SearchRequest request, ShoppingIntent intent, BothLegs legs)
{
    // Fewer reviews say little.
    private const long FewReviews = 5;
    private const double GoodRating = 4;

    private readonly List<Reason> reasons = [];
    private MatchedWords? words;

    public IReadOnlyList<Reason> Of(Candidate candidate, ProductCard card, OfferView offer, Fit fit, ConstraintPlan plan)
    {
        reasons.Clear();
        if (candidate.Lexical > 0) AddWords(candidate, card);
        if (legs.HasMeaning && (candidate.Lexical <= 0 || request.Explain)) reasons.Add(new Reason("meaning", string.Create(CultureInfo.InvariantCulture, $"cosine {candidate.Semantic:0.000}")));
        foreach (ConstraintFilter constraint in plan.Constraints)
        {
            if (!fit.NotStated.Contains(constraint.Label)) reasons.Add(new Reason("constraint", Shown(constraint, offer)) { Constraint = constraint.Constraint });
        }
        if (card is { Rating: >= GoodRating and var rating, ReviewCount: >= FewReviews and var reviews })
            reasons.Add(new Reason("rating", string.Create(CultureInfo.InvariantCulture, $"{rating:0.0}/5 ({reviews})")));
        return reasons.ToArray();
    }

    private void AddWords(Candidate candidate, ProductCard card)
    {
        words ??= WordsOf(intent.Text);
        if (request.Explain)
        {
            reasons.AddRange(words.InEveryField(snapshot.Product(candidate.Document)));
            reasons.Add(new Reason("words", string.Create(CultureInfo.InvariantCulture, $"score {candidate.Lexical:0.000}")));
            if (legs.FusedWords is not null) reasons.Add(new Reason("words", string.Create(CultureInfo.InvariantCulture, $"coverage {candidate.Features.Coverage:0.00}, neighbours {candidate.Features.Pairs:0.00}")));
        }
        else if (words.InFirstField(card) is { } matched)
        {
            reasons.Add(matched);
        }
    }

    private MatchedWords WordsOf(string text)
    {
        var places = new List<(int Start, int End)>();
        return new MatchedWords(snapshot, legs.PositionsOf(text, places), text, places);
    }

    private static string Shown(ConstraintFilter constraint, OfferView offer) => constraint.Constraint switch
    {
        Constraint.Price when offer.Price is { } price => $"price {price}",
        _ => constraint.Label,
    };
}
