using System.Globalization;
using System.Text.Json;
using Retrieval.Text.Languages;

namespace Retrieval.Service.Ucp;

/// <summary>The words of messages in one language (<c>Data/fr.json</c>); English where a language has none.</summary>
internal sealed class CatalogTexts
{
    private static readonly Dictionary<Language, CatalogTexts> All = LanguageCodes.All.ToDictionary(static language => language, static language => Load(language));

    private readonly Dictionary<string, string> texts;

    private CatalogTexts(Dictionary<string, string> texts) => this.texts = texts;

    public static CatalogTexts In(Language language) => All.GetValueOrDefault(language, All[Language.En]);

    public string Contains(IEnumerable<string> allergens) => Text("contains", string.Join(", ", allergens));

    public string MayContain(IEnumerable<string> allergens) => Text("may_contain", string.Join(", ", allergens));

    public string AgeRestricted(int years) => Text("age_restricted", years);

    public string NotStated(IEnumerable<string> constraints) => Text("not_stated", string.Join(", ", constraints));

    public string WithoutPrice(string title) => Text("without_price", title);

    public string CategoryUnknown(string category) => Text("category_unknown", category);

    public string CountryUnknown(string country) => Text("country_unknown", country);

    public string CurrencyUnknown(string currency) => Text("currency_unknown", currency);

    public string CurrencyAssumed(string currency) => Text("currency_assumed", currency);

    public string CurrencyUnused(string currency) => Text("currency_unused", currency);

    public string NotFound(string id) => Text("not_found", id);

    public string FilteredOut(string id) => Text("filtered_out", id);

    private string Text(string key, object value) => string.Format(CultureInfo.InvariantCulture, texts[key], value);

    private static CatalogTexts Load(Language language)
    {
        using Stream file = typeof(CatalogTexts).Assembly.GetManifestResourceStream($"Ucp/{language.Code()}.json")!;
        return new CatalogTexts(JsonSerializer.Deserialize<Dictionary<string, string>>(file)!);
    }
}
