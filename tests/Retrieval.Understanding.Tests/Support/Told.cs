using System.Globalization;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests.Support;

/// <summary>Tells a sentence's constraints in one short line: "size M; price ..40 EUR".</summary>
internal static class Told
{
    public static void Assert(string sentence, string told, string? market = null)
        => Xunit.Assert.Equal(told, string.Join("; ", SentenceReader.Understand(sentence, new UnderstandingContext(market)).Constraints.Select(Tell)));

    private static string Tell(Constraint constraint) => constraint switch
    {
        Constraint.Named named => $"{named.Kind} {named.Value}",
        Constraint.Price price => $"price {Range((double?)price.Min, (double?)price.Max)} {price.Currency}",
        Constraint.Quantity quantity => $"{quantity.Dimension.ToString().ToLowerInvariant()} {Range(quantity.Min, quantity.Max)}",
        Constraint.Count count => $"count {Range(count.Min, count.Max)}",
        _ => constraint.ToString(),
    };

    private static string Range(double? min, double? max)
        => min == max ? Number(min) : $"{Number(min)}..{Number(max)}";

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
