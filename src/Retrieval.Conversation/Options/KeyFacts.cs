using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Wording;
using Retrieval.Search.Constraints;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Options;

/// <summary>
/// Three facts of a product that matter for a sentence, in the shopper's language: first that it comes later, then the values that were asked for, then what tells
/// products of its kind apart, then what others say of it.
/// </summary>
internal static class KeyFacts
{
    /// <summary>Most facts of an option.</summary>
    public const int Most = 3;

    // Lengths are of anything (handle, cable, packing) and say little without their name; the others are what a thing is compared by.
    private static readonly Dimension[] Telling =
        [Dimension.Power, Dimension.Capacity, Dimension.Screen, Dimension.Storage, Dimension.Memory, Dimension.Charge, Dimension.Energy, Dimension.Voltage, Dimension.Area, Dimension.Mass, Dimension.Duration];

    /// <summary>The facts.</summary>
    public static IReadOnlyList<string> Of(Product product, Money? price, Availability availability, ShoppingIntent asked, Language language)
    {
        ProductFacts facts = KnownFacts.Of(product);
        var told = new List<string>(Most);
        foreach (string fact in Later(availability, language).Concat(Asked(product, facts, price, asked, language)).Concat(Own(product, facts, price, availability, language)))
        {
            if (!told.Contains(fact, StringComparer.OrdinalIgnoreCase)) told.Add(fact);
            if (told.Count == Most) break;
        }
        return told;
    }

    /// <summary>Who cannot have it now is told so before anything else.</summary>
    private static IEnumerable<string> Later(Availability availability, Language language) =>
        availability is Availability.Backorder or Availability.Preorder ? [AnswerWording.For(language).Phrase("facts", availability.Name())] : [];

    private static IEnumerable<string> Asked(Product product, ProductFacts facts, Money? price, ShoppingIntent asked, Language language)
    {
        AnswerWording wording = AnswerWording.For(language);
        foreach (Constraint constraint in asked.Constraints)
        {
            switch (constraint)
            {
                case Constraint.Quantity quantity:
                    foreach (Measure measure in facts.Measures.Where(measure => measure.Dimension == quantity.Dimension).OrderBy(measure => Distance(measure.Value, quantity)).Take(1))
                        yield return LocalValues.Measure(measure, language);
                    break;
                case Constraint.Count when facts.Counts.Count > 0:
                    yield return wording.Phrase("facts", "pieces", ("count", facts.Counts[0].ToString(CultureInfo.InvariantCulture)));
                    break;
                case Constraint.Delivery when Days(product) is { } days:
                    yield return wording.Phrase("facts", "delivery", ("days", days.ToString(CultureInfo.InvariantCulture)));
                    break;
                case Constraint.OnSale when Before(product, price) is { } before:
                    yield return wording.Phrase("facts", "sale", ("price", wording.Price(before)));
                    break;
                case Constraint.Named named:
                    foreach (string value in Values(named, product, facts, language)) yield return value;
                    break;
            }
        }
    }

    private static IEnumerable<string> Values(Constraint.Named named, Product product, ProductFacts facts, Language language) => named.Kind switch
    {
        "color" => facts.Colors.Contains(named.Value) ? [LocalValues.Word("color", named.Value, language)] : [],
        "material" => facts.Materials.Contains(named.Value) ? [LocalValues.Word("material", named.Value, language)] : [],
        "diet" => facts.Diets.Contains(named.Value) ? [LocalValues.Word("diet", named.Value, language)] : [],
        "size" => product.Size.Where(size => WornSizes.Serves(size, named.Value)).Take(1),
        "condition" => facts.Condition == named.Value ? [AnswerWording.For(language).Phrase("kinds", named.Value)] : [],
        "brand" => product.Brand is { } brand ? [brand] : [],
        _ => [],
    };

    private static IEnumerable<string> Own(Product product, ProductFacts facts, Money? price, Availability availability, Language language)
    {
        AnswerWording wording = AnswerWording.For(language);
        var dimensions = new HashSet<Dimension>();
        foreach (Measure measure in facts.Measures.Where(measure => Array.IndexOf(Telling, measure.Dimension) >= 0).OrderBy(measure => Array.IndexOf(Telling, measure.Dimension)))
        {
            if (dimensions.Add(measure.Dimension) && dimensions.Count <= 2) yield return LocalValues.Measure(measure, language);
        }
        if (product is { Rating: { } rating, ReviewCount: > 0 and { } reviews })
            yield return wording.Phrase("facts", "rating", ("rating", LocalValues.Number(rating, language)), ("reviews", reviews.ToString(CultureInfo.InvariantCulture)));
        if (facts.Counts is [> 1 and int pieces, ..]) yield return wording.Phrase("facts", "pieces", ("count", pieces.ToString(CultureInfo.InvariantCulture)));
        if (Before(product, price) is { } before) yield return wording.Phrase("facts", "sale", ("price", wording.Price(before)));
        foreach (string diet in facts.Diets.Take(1)) yield return LocalValues.Word("diet", diet, language);
        foreach (string material in facts.Materials.Take(1)) yield return LocalValues.Word("material", material, language);
        if (product.Language == language)
        {
            foreach (string highlight in product.Highlights.Take(2)) yield return highlight;
        }
        foreach (string color in facts.Colors.Take(1)) yield return LocalValues.Word("color", color, language);
        if (product.Brand is { } brand) yield return brand;
        if (availability == Availability.InStock) yield return wording.Phrase("facts", "stock");
        if (product.Category.Count > 0) yield return product.Category[^1];
    }

    private static int? Days(Product product) => product.Shipping.Select(static way => way.MaxDays ?? way.MinDays).Where(static days => days is not null).Min();

    /// <summary>The regular price where less is asked today.</summary>
    private static Money? Before(Product product, Money? price) =>
        product.Price is { } regular && price is { } today && regular.Currency == today.Currency && regular.Amount > today.Amount ? regular : null;

    private static double Distance(double value, Constraint.Quantity asked) =>
        value < asked.Min ? asked.Min.Value - value : value > asked.Max ? value - asked.Max.Value : 0;
}
