using System.Globalization;
using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>Says in the shopper's language what was relaxed and by how much. The sentences are <c>Data/relaxations.json</c>, English where a language has none.</summary>
internal static class RelaxationText
{
    private static readonly Dictionary<string, Dictionary<string, string>> Sentences = Load();

    /// <summary>The sentence for a price whose nearest offer is <paramref name="nearest"/>.</summary>
    public static string Of(Constraint.Price price, Money nearest, Language language)
    {
        bool tooDear = price.Max is { } max && CurrencyWorth.IsMore(nearest, max, price.Currency);
        decimal bound = (tooDear ? price.Max : price.Min) ?? 0;
        string bounded = Money.TryFromMajor(bound, price.Currency, out Money money) ? MoneyFormat.Format(money, language) : bound.ToString(CultureInfo.InvariantCulture);
        return Sentence(language, tooDear ? "price_max" : "price_min")
            .Replace("{bound}", bounded, StringComparison.Ordinal)
            .Replace("{to}", MoneyFormat.Format(nearest, language), StringComparison.Ordinal);
    }

    /// <summary>The sentence for a constraint of another kind.</summary>
    public static string Of(string kind, string value, Language language) => Sentence(language, kind).Replace("{value}", value, StringComparison.Ordinal);

    private static string Sentence(Language language, string kind) =>
        (Sentences.GetValueOrDefault(language.Code()) ?? Sentences["en"])[kind];

    private static Dictionary<string, Dictionary<string, string>> Load()
    {
        using Stream file = typeof(RelaxationText).Assembly.GetManifestResourceStream("relaxations.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!;
    }
}
