using System.Collections.Frozen;
using System.Globalization;
using Retrieval.Catalog.Pricing;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Service.Ucp;

/// <summary>The buyer's market, currency and language as the engine takes them, with a message for each that it does not know.</summary>
/// <param name="Market">Country or subdivision; null where none is known.</param>
/// <param name="Currency">ISO 4217 code; null where none is stated.</param>
/// <param name="Texts">The words of messages, in the buyer's language.</param>
/// <param name="Language">The buyer's language; <see cref="Language.Und"/> where none is stated.</param>
/// <param name="Messages">What could not be followed.</param>
internal sealed record CatalogBuyer(string? Market, string? Currency, Language Language, CatalogTexts Texts, IReadOnlyList<CatalogMessage> Messages)
{
    private const int LongestRegion = 3;

    private static readonly FrozenDictionary<string, string> Countries = NamesOfCountries();

    /// <summary>Reads a context.</summary>
    /// <param name="context">The context of a request; null where it has none.</param>
    /// <param name="acceptLanguage">Languages of the transport, the preferred one first; null where it states none.</param>
    public static CatalogBuyer Of(CatalogContext? context, string? acceptLanguage)
    {
        if (!LanguageCodes.TryParse(context?.Language, out Language language)) LanguageCodes.TryParse(FirstOf(acceptLanguage), out language);
        CatalogTexts texts = CatalogTexts.In(language);
        var messages = new List<CatalogMessage>();
        string? market = null, currency = null;
        if (!string.IsNullOrWhiteSpace(context?.AddressCountry))
        {
            if (Countries.TryGetValue(TextFolding.Fold(context.AddressCountry.Trim()), out string? country)) market = country + Subdivision(context.AddressRegion);
            else messages.Add(new CatalogMessage("info", "country_unknown", texts.CountryUnknown(context.AddressCountry)) { Path = "$.context.address_country" });
        }
        if (!string.IsNullOrWhiteSpace(context?.Currency))
        {
            if (Currencies.TryGet(context.Currency.Trim(), out string code, out _)) currency = code;
            else messages.Add(new CatalogMessage("info", "currency_unknown", texts.CurrencyUnknown(context.Currency)) { Path = "$.context.currency" });
        }
        return new CatalogBuyer(market, currency, language, texts, messages);
    }

    // Offers name subdivisions by their codes; a name such as California leaves the country.
    private static string Subdivision(string? region) =>
        region?.Trim() is { Length: > 0 and <= LongestRegion } code && code.All(char.IsAsciiLetterOrDigit) ? $"-{code.ToUpperInvariant()}" : "";

    private static string? FirstOf(string? languages) => languages?.Split(',', ';')[0].Trim();

    private static FrozenDictionary<string, string> NamesOfCountries()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (CultureInfo culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var region = new RegionInfo(culture.Name);
            if (region.TwoLetterISORegionName.Length != 2) continue;
            foreach (string name in (string[])[region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName])
                names.TryAdd(TextFolding.Fold(name), region.TwoLetterISORegionName);
        }
        return names.ToFrozenDictionary();
    }
}
