using System.Globalization;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Cli.Output;

/// <summary>What was understood, in a few words for the screen.</summary>
internal static class IntentText
{
    /// <summary>Which words were read as others; empty where none was.</summary>
    public static string Corrected(ShoppingIntent intent) =>
        intent.Corrected.Count == 0 ? "" : $"Read {string.Join(", ", intent.Corrected.Select(static word => $"“{word.Written}” as “{word.Read}”"))}; searched for both.";

    /// <summary>All constraints and wishes on one line; empty where there are none.</summary>
    public static string Of(ShoppingIntent intent) => string.Join(" · ", intent.Constraints.Select(Of).Concat(intent.Preferences.Select(Of)));

    public static string Of(Constraint constraint) => constraint switch
    {
        Constraint.Price { Approximate: true, Min: { } min, Max: { } max } price => $"price around {Number((min + max) / 2)} {price.Currency}",
        Constraint.Price price => $"price {Bounds(price.Min, price.Max)} {price.Currency}",
        Constraint.Quantity quantity => $"{quantity.Dimension.Name()} {Bounds((decimal?)quantity.Min, (decimal?)quantity.Max)} {quantity.Dimension.Unit()}",
        Constraint.Count count => $"pieces {Bounds((decimal?)count.Min, (decimal?)count.Max)}",
        Constraint.Rating rating => string.Create(CultureInfo.InvariantCulture, $"rating ≥ {rating.Min}"),
        Constraint.Delivery delivery => $"delivered within {delivery.WithinDays} days",
        Constraint.OnSale => "on sale",
        Constraint.Named { Kind: "exclude" } named => $"without {named.Value}",
        Constraint.Named named => $"{named.Kind} {named.Value}",
        _ => constraint.ToString(),
    };

    public static string Of(Preference preference) => preference switch
    {
        Preference.Sort sort => $"{(sort.Descending ? "highest" : "lowest")} {sort.By} first",
        Preference.Named { Kind: "like" } named => $"preferably {named.Value}",
        Preference.Named named => $"{named.Kind} {named.Value}",
        _ => preference.ToString(),
    };

    private static string Bounds(decimal? min, decimal? max) => (min, max) switch
    {
        ({ } least, { } most) when least == most => Number(least),
        ({ } least, { } most) => $"{Number(least)}–{Number(most)}",
        ({ } least, null) => $"≥ {Number(least)}",
        (null, { } most) => $"≤ {Number(most)}",
        _ => "any",
    };

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
