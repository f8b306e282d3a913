using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Hygiene;

/// <summary>
/// Looks at the products of a catalogue one after the other and reports what is wrong and what could be better. Keeps some 100
/// bytes a product for what only the whole catalogue tells: duplicates, prices far from their category, relations to nowhere.
/// </summary>
internal sealed class HygieneCheck(DateTimeOffset now, int examples)
{
    // Below it a short title is as likely of one language as of its neighbour.
    private const float SureOfLanguage = 0.95f;
    private const int ShortestTextForLanguage = 40;

    private readonly FindingCounts findings = new(examples);
    private readonly CoverageCounts coverage = new();
    private readonly TitleCheck titles = new();
    private readonly PriceCheck prices = new();
    private readonly Dictionary<string, long> languages = [];
    private readonly HashSet<ulong> ids = [];
    private readonly List<(string From, string To)> relations = [];
    private long products;
    private long refused;

    public void Add(CatalogLine line)
    {
        foreach (Diagnostic diagnostic in line.Diagnostics)
        {
            string place = $"{diagnostic.File}:{diagnostic.Line}";
            string detail = diagnostic.Field.Length == 0 ? diagnostic.Reason : $"{diagnostic.Field}: {diagnostic.Reason}";
            findings.Add(diagnostic.Kind.Name(), new HygieneExample(line.Product?.Id ?? "", place, detail));
        }
        if (line.Product is { } product) Add(product);
        else refused++;
    }

    public HygieneReport Report()
    {
        foreach (PriceOutlier outlier in prices.Outliers()) Found("price_outlier", outlier.Id, outlier.Detail);
        foreach ((string from, string to) in relations)
        {
            if (!ids.Contains(IdFingerprints.Of(to))) Found("unknown_relation", from, $"related to {to}, which is not in the catalogue");
        }
        return new HygieneReport(products, refused, findings.Findings(), coverage.Fields(), [.. languages.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal)]);
    }

    private void Add(Product product)
    {
        products++;
        coverage.Add(product);
        CheckIdentity(product);
        CheckMissing(product);
        foreach ((string kind, string detail) in titles.Check(product)) Found(kind, product.Id, detail);
        if (prices.Add(product) is { } zero) Found("price_zero", product.Id, zero);
        CheckLanguage(product);
    }

    private void CheckIdentity(Product product)
    {
        if (!ids.Add(IdFingerprints.Of(product.Id))) Found("duplicate_id", product.Id, $"came before; \"{product.Title}\" replaces it");
        foreach (RelatedProduct related in product.Related) relations.Add((product.Id, related.Id));
        if (!product.EligibleSearch) Found("not_eligible", product.Id, product.Title);
        if (product.Expires is { } expires && expires < now) Found("expired", product.Id, $"expired {expires:yyyy-MM-dd}");
    }

    private void CheckMissing(Product product)
    {
        if (product.Description is null) Found("missing_description", product.Id, product.Title);
        if (product.Brand is null) Found("missing_brand", product.Id, product.Title);
        if (product.Category.Count == 0) Found("missing_category", product.Id, product.Title);
        if (product.ImageUrls.Count == 0) Found("missing_image", product.Id, product.Title);
        if (product.Price is null && product.Offers.All(o => o.Price is null)) Found("missing_price", product.Id, product.Title);
        if (product.Availability is null && product.Offers.All(o => o.Availability is null)) Found("missing_availability", product.Id, product.Title);
        if (product.Gtin is null) Found("missing_gtin", product.Id, product.Title);
        if (product.Url is null) Found("missing_url", product.Id, product.Title);
    }

    private void CheckLanguage(Product product)
    {
        string text = product.Description is null ? product.Title : $"{product.Title} {product.Description}";
        LanguageGuess guess = LanguageIdentifier.Identify(text);
        string code = guess.Language.Code();
        languages[code] = languages.GetValueOrDefault(code) + 1;
        bool isSure = guess.Confidence >= SureOfLanguage && (text.Length >= ShortestTextForLanguage || guess.Language == Language.Zh);
        if (product.Language != Language.Und && guess.Language != product.Language && isSure)
            Found("language_mismatch", product.Id, $"stated {product.Language.Code()}, reads as {code}: {product.Title}");
    }

    private void Found(string kind, string id, string detail) => findings.Add(kind, new HygieneExample(id, "", detail));
}
