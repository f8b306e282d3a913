using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Legs;
using Retrieval.Search.Requests;
using Retrieval.Text.Analysis;
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

    private readonly IReadOnlyList<IReadOnlyList<string>> asked = Tokens.Of(snapshot.Analyzers.For(intent.Language), intent.Text);

    public IReadOnlyList<Reason> Of(Candidate candidate, Product product, OfferView offer, Fit fit, ConstraintPlan plan)
    {
        var reasons = new List<Reason>();
        if (candidate.Lexical > 0) AddWords(product, candidate, reasons);
        if (legs.HasMeaning && (candidate.Lexical <= 0 || request.Explain)) reasons.Add(new Reason("meaning", Invariant($"cosine {candidate.Semantic:0.000}")));
        foreach (ConstraintFilter constraint in plan.Constraints)
        {
            if (!fit.NotStated.Contains(constraint.Label)) reasons.Add(new Reason("constraint", Shown(constraint, offer)));
        }
        if (product is { Rating: >= GoodRating and var rating, ReviewCount: >= FewReviews and var reviews })
            reasons.Add(new Reason("rating", Invariant($"{rating:0.0}/5 ({reviews})")));
        return reasons;
    }

    private void AddWords(Product product, Candidate candidate, List<Reason> reasons)
    {
        foreach (LexicalField field in snapshot.Manifest.Fields)
        {
            string text = FieldTexts.Of(product, field.Name);
            if (text.Length == 0) continue;
            var terms = Tokens.Of(snapshot.Analyzers.For(product.Language), text).SelectMany(position => position).ToHashSet(StringComparer.Ordinal);
            string[] matched = [.. asked.Where(position => position.Any(terms.Contains)).Select(position => position[0])];
            if (matched.Length == 0) continue;
            reasons.Add(new Reason("words", $"{field.Name}: {string.Join(", ", matched)}"));
            if (!request.Explain) break;
        }
        if (request.Explain) reasons.Add(new Reason("words", Invariant($"score {candidate.Lexical:0.000}")));
    }

    private static string Shown(ConstraintFilter constraint, OfferView offer) => constraint.Constraint switch
    {
        Constraint.Price when offer.Price is { } price => $"price {price}",
        _ => constraint.Label,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
