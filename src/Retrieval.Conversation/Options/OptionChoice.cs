using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Options;

/// <summary>
/// Chooses at most three hits: the best, and two others of the same kind that differ from what was chosen before in something that matters
/// (maximal marginal relevance: Carbonell and Goldstein, 1998). Whether a product can be bought in the chat plays no part.
/// </summary>
internal static class OptionChoice
{
    /// <summary>Most options of an answer.</summary>
    public const int Most = 3;

    // An option has at least this share of the first one's score.
    private const double LeastShare = 0.5;

    // How much being alike costs against being relevant, both 0–1.
    private const double Likeness = 0.35;

    // What is at hand is recommended before what is about as surely the thing and is not: in another currency than the market's, or not sold yet.
    private const double ShareAtHand = 0.85;

    private static readonly string[] Books = ["book"];

    // What is surely of the kind asked for is recommended before what is this much nearer in meaning and may be of a wider one.
    private const double ShareOfKind = 0.75;

    // What comes later waits for what can be had now even where that is less surely the thing.
    private const double ShareNow = 0.7;

    // What not being at hand costs an alternative, and what being told of in another language than the shopper's does.
    private const double Elsewhere = 0.15, Foreign = 0.05;

    // Of what is as much at hand, what the shopper can read comes before what is hardly more surely the thing.
    private const double ShareReadable = 0.98;

    // A book that the shopper cannot read is none, however near it is.
    private const double ShareOfBooks = 0.5;

    /// <summary>The hits chosen, the recommended one first; none where nothing can be bought.</summary>
    /// <param name="hits">Best first, those that fit before those that may fit.</param>
    /// <param name="kinds">Tells whether two products are the same kind of thing.</param>
    /// <param name="keepOrder">True where the order was asked for or a constraint was given up: the first hits are taken.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="isFirstTold">True where the answer tells of the first hit what was given up: it is taken or none is.</param>
    /// <param name="currency">What the shopper pays in; null where it is not told.</param>
    public static IReadOnlyList<Hit> Of(IReadOnlyList<Hit> hits, KindsOfThings kinds, bool keepOrder, ShoppingIntent asked, bool isFirstTold, string? currency)
    {
        Hit[] buyable = [.. hits.Where(hit => hit.Availability != Availability.OutOfStock && (isFirstTold || Relevance.IsThing(hit, asked)))];
        // A search mixes what may fit with what surely fits in another currency.
        if (!keepOrder) buyable = [.. buyable.OrderBy(static hit => hit.Fit.IsFull ? 0 : 1)];
        if (buyable.Length == 0 || !Relevance.IsThing(buyable[0], asked)) return [];
        Hit best = keepOrder ? buyable[0] : Readable(AtHand(Surest(buyable), buyable, kinds, currency), buyable, kinds, currency, asked.Language);
        var chosen = new List<Hit> { best };
        List<Hit> rest = [.. buyable.Where(hit => hit != best && (keepOrder || hit.Score >= LeastShare * best.Score) && kinds.AreOne(best.Whole!, hit.Whole!) && !GoesWith(best.Whole!, hit.Whole!) && !(best.Thing == KindMatch.Same && IsOnlyMentioned(hit, asked)))];
        while (chosen.Count < Most && rest.Count > 0)
        {
            // Who may fit is offered only where nobody is left who fits.
            bool fitting = rest.Exists(static hit => hit.Fit.IsFull);
            Hit next = rest.Where(hit => hit.Fit.IsFull == fitting).MaxBy(hit => keepOrder ? -hit.Rank : Worth(hit, best, chosen) - (IsAtHand(hit, currency) ? 0 : Elsewhere) - (hit.Whole!.Language == asked.Language ? 0 : Foreign))!;
            rest.Remove(next);
            if (keepOrder || chosen.TrueForAll(before => Differences.Between(before, next).Count > 0)) chosen.Add(next);
        }
        return chosen;
    }

    /// <summary>The hits as options.</summary>
    public static IReadOnlyList<Option> Shown(IReadOnlyList<Hit> chosen, ShoppingIntent asked, Language language) =>
        [.. chosen.Select(hit => Shown(hit, hit == chosen[0] ? [] : Differences.Between(chosen[0], hit), asked, language))];

    /// <summary>A hit as an option.</summary>
    public static Option Shown(Hit hit, IReadOnlyList<string> differs, ShoppingIntent asked, Language language) => new(
        hit.Whole!.Id, hit.Whole!.Title, hit.Price, hit.Whole!.Url,
        KeyFacts.Of(hit.Whole!, hit.Price, hit.Availability, asked, language), WordedReasons.Of(hit, asked, language), hit.Fit, differs)
    {
        Unstated = WordedReasons.Unstated(hit, asked, language),
    };

    /// <summary>The first hit, or one that is of the very kind asked for and about as near in meaning, where of the first that is not known: for a sofa bed no sofa.</summary>
    private static Hit Surest(Hit[] buyable)
    {
        Hit first = buyable[0];
        return first.Thing == KindMatch.Same ? first
            : Array.Find(buyable, hit => hit.Thing == KindMatch.Same && hit.Fit.IsFull == first.Fit.IsFull && hit.SemanticScore >= ShareOfKind * first.SemanticScore) ?? first;
    }

    /// <summary>A hit, or another of its kind that fits as well, is nearly as surely the thing, and is at hand where the first is not.</summary>
    private static Hit AtHand(Hit first, Hit[] buyable, KindsOfThings kinds, string? currency) =>
        IsAtHand(first, currency) ? first
            : Array.Find(buyable, hit => IsAtHand(hit, currency) && StandsFor(first, hit, first.Availability is Availability.InStock ? ShareAtHand : ShareNow, kinds)) ?? first;

    /// <summary>A product, or another of its kind that fits as well, is hardly less surely the thing and is told of in the shopper's language; of books any that fits.</summary>
    private static Hit Readable(Hit best, Hit[] buyable, KindsOfThings kinds, string? currency, Language language)
    {
        if (best.Whole!.Language == language) return best;
        bool isBook = ProductKinds.AnyIsA(ProductKinds.Of(best.Whole), Books);
        return Array.Find(buyable, hit => hit.Whole!.Language == language && (IsAtHand(hit, isBook ? null : currency) || !IsAtHand(best, currency)) && StandsFor(best, hit, isBook ? ShareOfBooks : ShareReadable, kinds)) ?? best;
    }

    private static bool StandsFor(Hit first, Hit other, double share, KindsOfThings kinds) =>
        other.Fit.IsFull == first.Fit.IsFull && other.Score >= share * first.Score && !GoesWith(first.Whole!, other.Whole!)
        && (first.Thing == KindMatch.Same ? other.Thing == KindMatch.Same : kinds.AreOne(first.Whole!, other.Whole!));

    private static bool IsAtHand(Hit hit, string? currency) => hit.Availability is Availability.InStock && (currency is null || hit.Price?.Currency == currency);

    /// <summary>Tea that goes as well in the morning as coffee: what the title would say in the shopper's language stands in the description alone, and its kind is not known.</summary>
    private static bool IsOnlyMentioned(Hit hit, ShoppingIntent asked) =>
        hit.Thing == KindMatch.Unknown && hit.Whole!.Language == asked.Language && !Relevance.IsNamed(hit);

    /// <summary>What is bought with a thing does not stand in for it.</summary>
    private static bool GoesWith(Product thing, Product other) =>
        thing.Related.Any(related => related.Id == other.Id && (related.GoesWith || related.Type == "part_of_set"));

    private static double Worth(Hit hit, Hit best, List<Hit> chosen) => (hit.Score / best.Score) - (Likeness * chosen.Max(before => Alike(before, hit)));

    private static double Alike(Hit a, Hit b) => 1.0 / (1 + Differences.Between(a, b).Count);
}
