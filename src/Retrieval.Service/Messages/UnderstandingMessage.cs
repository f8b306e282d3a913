using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Messages;

/// <summary>What was understood as the message that goes out.</summary>
internal static class UnderstandingMessage
{
    public static Wire.Understanding Of(ShoppingIntent intent) => new()
    {
        Language = intent.Language.Code(),
        Text = intent.Text,
        Constraints = { intent.Constraints.Select(Of) },
        Preferences = { intent.Preferences.Select(Of) },
        Purpose = intent.Purpose.ToString().ToLowerInvariant(),
        Corrected = { intent.Corrected.Select(static word => new Wire.Correction { Written = word.Written, Read = word.Read }) },
    };

    /// <summary>The same with some constraints left out.</summary>
    /// <param name="intent">What was understood.</param>
    /// <param name="names">Kinds (<c>price</c>), or kinds with a value or dimension (<c>color red</c>, <c>measure power</c>).</param>
    public static ShoppingIntent Without(ShoppingIntent intent, IReadOnlyCollection<string> names) => intent with
    {
        Constraints = [.. intent.Constraints.Where(constraint => Of(constraint) is var named
            && !names.Contains(named.Kind) && !names.Contains($"{named.Kind} {(named.HasDimension ? named.Dimension : named.Value)}"))],
    };

    public static Wire.Constraint Of(Constraint constraint) => constraint switch
    {
        Constraint.Price price => WithBounds(
            price.Approximate ? new Wire.Constraint { Kind = "price", Currency = price.Currency, Approximate = true } : new Wire.Constraint { Kind = "price", Currency = price.Currency },
            (double?)price.Min, (double?)price.Max),
        Constraint.Quantity quantity => WithBounds(
            new Wire.Constraint { Kind = "measure", Dimension = quantity.Dimension.Name(), Unit = quantity.Dimension.Unit() }, quantity.Min, quantity.Max),
        Constraint.Count count => WithBounds(new Wire.Constraint { Kind = "count" }, count.Min, count.Max),
        Constraint.Rating rating => new Wire.Constraint { Kind = "rating", Min = rating.Min },
        Constraint.Delivery delivery => new Wire.Constraint { Kind = "delivery", WithinDays = delivery.WithinDays },
        Constraint.OnSale => new Wire.Constraint { Kind = "on_sale" },
        Constraint.Named named => new Wire.Constraint { Kind = named.Kind, Value = named.Value },
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, "a kind of constraint without a message"),
    };

    private static Wire.Preference Of(Preference preference) => preference switch
    {
        Preference.Sort sort => new Wire.Preference { Kind = "sort", By = sort.By, Order = sort.Descending ? "desc" : "asc" },
        Preference.Named named => new Wire.Preference { Kind = named.Kind, Value = named.Value },
        _ => throw new ArgumentOutOfRangeException(nameof(preference), preference, "a kind of preference without a message"),
    };

    private static Wire.Constraint WithBounds(Wire.Constraint message, double? min, double? max)
    {
        if (min is { } least) message.Min = least;
        if (max is { } most) message.Max = most;
        return message;
    }
}
