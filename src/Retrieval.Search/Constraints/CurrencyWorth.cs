using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What a price in one currency surely tells of an amount in another, by the ranges of <c>Data/worths.tsv</c>: 1,249 € are more than 600 dollars
/// at any rate that is likely, 580 € may be or not. A price is never converted for a shopper. Safe for concurrent use.
/// </summary>
public static class CurrencyWorth
{
    private static readonly Dictionary<string, (decimal Least, decimal Most)> Euros = EmbeddedTable.Rows(typeof(CurrencyWorth).Assembly, "worths.tsv")
        .ToDictionary(static row => row[0], static row => (Amount(row[1]), Amount(row[2])), StringComparer.Ordinal);

    /// <summary>True where a price is surely more than an amount; false too where a currency is not known.</summary>
    public static bool IsMore(Money price, decimal amount, string currency) =>
        price.Currency == currency ? price.Major > amount : Euros.TryGetValue(price.Currency, out var own) && Euros.TryGetValue(currency, out var other) && price.Major * own.Least > amount * other.Most;

    /// <summary>True where a price is surely less than an amount; false too where a currency is not known.</summary>
    public static bool IsLess(Money price, decimal amount, string currency) =>
        price.Currency == currency ? price.Major < amount : Euros.TryGetValue(price.Currency, out var own) && Euros.TryGetValue(currency, out var other) && price.Major * own.Most < amount * other.Least;

    /// <summary>True where a price lies surely outside of what was asked.</summary>
    internal static bool IsBeyond(Money price, Constraint.Price asked) =>
        (asked.Max is { } max && IsMore(price, max, asked.Currency)) || (asked.Min is { } min && IsLess(price, min, asked.Currency));

    /// <summary>True where a price surely keeps what was asked.</summary>
    internal static bool IsWithin(Money price, Constraint.Price asked) =>
        !(asked.Max is { } max && !IsLess(price, max, asked.Currency)) && !(asked.Min is { } min && !IsMore(price, min, asked.Currency));

    /// <summary>About how far a price lies outside of what was asked, in euros; null where a currency is not known.</summary>
    internal static decimal? Distance(Money price, Constraint.Price asked)
    {
        if (!Euros.TryGetValue(price.Currency, out var own) || !Euros.TryGetValue(asked.Currency, out var other)) return null;
        (decimal paid, decimal worth) = (price.Major * Mean(own), Mean(other));
        return asked.Max is { } max && paid > max * worth ? paid - (max * worth) : asked.Min is { } min && paid < min * worth ? (min * worth) - paid : 0;
    }

    private static decimal Mean((decimal Least, decimal Most) worth) => (worth.Least + worth.Most) / 2;

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
