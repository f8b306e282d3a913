using System.Globalization;
using Retrieval.Catalog.Norms;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Documents;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Options;

/// <summary>The evidence for a hit in the shopper's language: "im Titel: Mixer", "rouge", "sans PFOA", "4,4/5 sur 612 avis".</summary>
internal static class WordedReasons
{
    /// <summary>The reasons of a hit, in their order.</summary>
    public static IReadOnlyList<Reason> Of(Hit hit, ShoppingIntent asked, Language language)
    {
        AnswerWording wording = AnswerWording.For(language);
        return [.. hit.Reasons.Select(reason => reason with { Text = Text(reason) })];

        string Text(Reason reason) => reason.Kind switch
        {
            "words" when reason.Words.Count > 0 => wording.Phrase(
                "reasons", reason.Text.StartsWith(LexicalFields.Title, StringComparison.Ordinal) ? "title" : "text", ("words", AnswerWording.Listed(reason.Words, language))),
            "meaning" => wording.Phrase("reasons", "meaning"),
            "rating" when hit.Product is { Rating: { } rating, ReviewCount: { } reviews } =>
                wording.Phrase("facts", "rating", ("rating", LocalValues.Number(Math.Round(rating, 1), language)), ("reviews", reviews.ToString(CultureInfo.InvariantCulture))),
            "constraint" when reason.Constraint is { } constraint => Kept(constraint, hit, asked, wording, language),
            _ => reason.Text,
        };
    }

    /// <summary>What a hit's data does not say of what was asked: "E27: nicht angegeben".</summary>
    public static IReadOnlyList<string> Unstated(Hit hit, ShoppingIntent asked, Language language)
    {
        AnswerWording wording = AnswerWording.For(language);
        return [.. hit.Fit.Open.Select(constraint => wording.Phrase("reasons", "not_stated", ("value", constraint is Constraint.Price price ? wording.Budget(price).Trim() : Words(constraint, asked, wording, language))))];
    }

    /// <summary>What was asked and is never given up, as it stands behind the thing of which nothing was found: " (nut-free, ≥ 1 l)"; empty for nothing.</summary>
    public static string Promised(ShoppingIntent asked, Language language)
    {
        AnswerWording wording = AnswerWording.For(language);
        string[] promises = [.. asked.Constraints.Where(static constraint => constraint is Constraint.Quantity or Constraint.Named { Kind: "diet" or "exclude" }).Select(constraint => Words(constraint, asked, wording, language))];
        return promises.Length == 0 ? "" : wording.Sentence("promised", ("values", AnswerWording.Listed(promises, language)));
    }

    private static string Kept(Constraint constraint, Hit hit, ShoppingIntent asked, AnswerWording wording, Language language) =>
        constraint is Constraint.Price ? wording.Price(hit.Price) : Words(constraint, asked, wording, language);

    private static string Words(Constraint constraint, ShoppingIntent asked, AnswerWording wording, Language language) => constraint switch
    {
        Constraint.Quantity quantity => Bounds(quantity.Min, quantity.Max, value => LocalValues.Measure(new Measure(quantity.Dimension, value), language)),
        Constraint.Count count => wording.Phrase("facts", "pieces", ("count", Bounds(count.Min, count.Max, value => LocalValues.Number(value, language)))),
        Constraint.Rating rating => $"≥ {LocalValues.Number(rating.Min, language)}/5",
        Constraint.Delivery delivery => wording.Phrase("facts", "delivery", ("days", delivery.WithinDays.ToString(CultureInfo.InvariantCulture))),
        Constraint.OnSale => wording.Phrase("reasons", "sale"),
        Constraint.Norm norm => NormTerm.IsModel(norm.Terms[0]) ? wording.Phrase("reasons", "for", ("value", norm.Words)) : norm.Words,
        Constraint.Persons persons => persons.Words,
        Constraint.Named { Kind: "exclude" } exclude => wording.Phrase("reasons", "without", ("value", exclude.Value)),
        Constraint.Named { Kind: "size" } size => wording.Phrase("reasons", "size", ("value", AnyOf(size, asked, static value => value))),
        Constraint.Named { Kind: "condition" } condition => AnyOf(condition, asked, value => wording.Phrase("kinds", value)),
        Constraint.Named { Kind: "availability" } => wording.Phrase("facts", "stock"),
        Constraint.Named { Kind: "diet" } diet => LocalValues.Word("diet", diet.Value, language),
        Constraint.Named named => AnyOf(named, asked, value => LocalValues.Word(named.Kind, value, language)),
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, "no words tell this kind of constraint"),
    };

    /// <summary>Values of one kind mean any of them.</summary>
    private static string AnyOf(Constraint.Named constraint, ShoppingIntent asked, Func<string, string> word) =>
        string.Join(" / ", asked.Constraints.OfType<Constraint.Named>().Where(other => other.Kind == constraint.Kind).Select(other => word(other.Value)).DefaultIfEmpty(word(constraint.Value)));

    private static string Bounds(double? min, double? max, Func<double, string> shown) =>
        min is not { } low ? $"≤ {shown(max!.Value)}" : max is not { } high ? $"≥ {shown(low)}" : low == high ? shown(low) : $"{shown(low)}–{shown(high)}";
}
