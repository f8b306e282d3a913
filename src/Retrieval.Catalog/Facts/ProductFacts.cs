using System.Buffers;
using System.Text.RegularExpressions;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Catalog.Facts;

/// <summary>
/// What a product states in canonical values, as filters and constraints compare them. A fact that the merchant states as a member
/// or attribute comes from there alone; only where none does, the title is asked ("Black steel kettle, 1.7 l"). An empty list is "not
/// stated". Immutable.
/// </summary>
public sealed partial record ProductFacts
{
    private const string Without = "without|no|non|sans|ohne|sin|senza|sem|zonder", Free = "free|frei|vrij";

    // One of which, or a Chinese one, is in all that NegatedWords finds; a title is looked over for them in a fraction of the time.
    private static readonly SearchValues<string> Negations = SearchValues.Create($"{Without}|{Free}".Split('|'), StringComparison.OrdinalIgnoreCase);

    private static readonly ILookup<string, ProductAttribute> NoneStating = Array.Empty<ProductAttribute>().ToLookup(static attribute => attribute.Name);

    /// <summary>Canonical colours.</summary>
    public IReadOnlyList<string> Colors { get; private init; } = [];

    /// <summary>Canonical materials.</summary>
    public IReadOnlyList<string> Materials { get; private init; } = [];

    /// <summary>Canonical genders; <c>unisex</c> suits both.</summary>
    public IReadOnlyList<string> Genders { get; private init; } = [];

    /// <summary>Canonical age groups.</summary>
    public IReadOnlyList<string> AgeGroups { get; private init; } = [];

    /// <summary>The ages that it is for, in months ("ab 8 Jahren", size "6-18 months"); null where neither attribute, size nor title states any.</summary>
    public AgeSpan? Ages { get; private init; }

    /// <summary>For how many persons it is ("2-Person", "3 places", "2-6 Spieler"); null where neither attribute, size nor title states it.</summary>
    public PersonSpan? Persons { get; private init; }

    /// <summary><c>new</c>, <c>refurbished</c> or <c>used</c>; null where neither member nor attribute states it.</summary>
    public string? Condition { get; private init; }

    /// <summary>Every quantity of the title and the attributes, each once.</summary>
    public IReadOnlyList<Measure> Measures { get; private init; } = [];

    /// <summary>Pieces in the pack.</summary>
    public IReadOnlyList<int> Counts { get; private init; } = [];

    /// <summary>Diets it suits: those stated, those that the title names ("sin lactosa"), and attributes of such a name that are true.</summary>
    public IReadOnlyList<string> Diets { get; private init; } = [];

    /// <summary>Allergens inside: the merchant's words in lower case, and canonical values (<c>milk</c>, <c>nuts</c>).</summary>
    public IReadOnlyList<string> Contains { get; private init; } = [];

    /// <summary>Possible traces, as <see cref="Contains"/>.</summary>
    public IReadOnlyList<string> MayContain { get; private init; } = [];

    /// <summary>Allergens that it is stated to be free from. Part of a group never stands for the group.</summary>
    public IReadOnlyList<string> FreeFrom { get; private init; } = [];

    /// <summary>Reads the facts of a product. Safe for concurrent use.</summary>
    public static ProductFacts Of(Product product) => Of(product, new CutText(product.Title, product.Language));

    /// <summary>Reads the facts of a product. Safe for concurrent use.</summary>
    /// <param name="product">The product.</param>
    /// <param name="title">Its title, cut in its language.</param>
    public static ProductFacts Of(Product product, CutText title)
    {
        ILookup<string, ProductAttribute> stating = product.Attributes.Count == 0 ? NoneStating : product.Attributes.Where(a => AttributeNames.FactOf(a.Name) is not null).ToLookup(a => AttributeNames.FactOf(a.Name)!);
        string told = WithoutNegated(WithoutBrand(product));
        IReadOnlyList<Sense> named = CanonicalValues.FindAll(told == product.Title ? title : new CutText(told, product.Language));
        IReadOnlyList<string> ageGroups = Values("age_group", product.AgeGroup, stating, named, product.Language);
        return new ProductFacts
        {
            Colors = Values("color", product.Color, stating, named, product.Language),
            Materials = Values("material", product.Material, stating, named, product.Language),
            Genders = Values("gender", product.Gender, stating, named, product.Language),
            AgeGroups = ageGroups,
            Ages = StatedAges.In(product, stating, ageGroups),
            Persons = StatedPersons.In(product, stating, title),
            Condition = product.Condition ?? Values("condition", [], stating, [], product.Language).FirstOrDefault(),
            Measures = MeasuresOf(product, title),
            Counts = CountsOf(product, stating),
            Diets = DietsOf(product, told == product.Title ? named : CanonicalValues.FindAll(title)),
            Contains = AllergenFacts.Inside(product.Allergens?.Contains ?? [], product.Language),
            MayContain = AllergenFacts.Inside(product.Allergens?.MayContain ?? [], product.Language),
            FreeFrom = AllergenFacts.FreeFrom(product.Allergens?.FreeFrom ?? []),
        };
    }

    private static IReadOnlyList<string> Values(string kind, IReadOnlyList<string> member, ILookup<string, ProductAttribute> stating, IReadOnlyList<Sense> named, Language language)
    {
        if (member.Count == 0 && !stating.Contains(kind)) return CanonicalValues.Of(kind, named);
        List<string> stated = [.. member, .. stating[kind].SelectMany(a => a.Values)];
        if (stated.Count == 0) return CanonicalValues.Of(kind, named);
        return [.. stated.SelectMany(words => Canonical(kind, words, language)).Distinct()];
    }

    /// <summary>Feeds of every language state such values in English as well ("female", "kids").</summary>
    private static IReadOnlyList<string> Canonical(string kind, string words, Language language)
    {
        IReadOnlyList<string> found = CanonicalValues.Find(kind, words, language);
        if (found.Count > 0) return found;
        string lower = words.Trim().ToLowerInvariant();
        return kind == "age_group" && AgeGroup.IsKnown(lower) || (kind, lower) is ("gender", "male" or "female" or "unisex")
            ? [lower] : CanonicalValues.Find(kind, words, Language.En);
    }

    private static IReadOnlyList<Measure> MeasuresOf(Product product, CutText title)
    {
        IReadOnlyList<MeasureMatch> titled = MeasureParser.Find(title);
        if (titled.Count == 0 && product.Attributes.Count == 0) return [];
        HashSet<Measure> measures = [.. AttributeMeasures.Stated(title.Text, titled)];
        foreach (ProductAttribute attribute in product.Attributes)
        {
            foreach (string value in attribute.Values)
            {
                foreach (Measure measure in AttributeMeasures.Of(attribute, value, product.Language)) measures.Add(measure);
            }
        }
        return [.. measures];
    }

    private static IReadOnlyList<int> CountsOf(Product product, ILookup<string, ProductAttribute> stating)
    {
        List<int> stated = !stating.Contains("count") ? [] : [.. stating["count"].SelectMany(a => a.Values).SelectMany(v => int.TryParse(v, out int count) ? [count] : PackCounts.Find(v, product.Language)).Where(c => c > 0).Distinct()];
        return stated.Count > 0 ? stated : PackCounts.Find(product.Title, product.Language);
    }

    private static IReadOnlyList<string> DietsOf(Product product, IReadOnlyList<Sense> titled)
    {
        IReadOnlyList<string> named = CanonicalValues.Of("diet", titled);
        if (product.Diets.Count == 0 && product.Attributes.Count == 0) return named;
        var diets = new HashSet<string>(product.Diets);
        diets.UnionWith(named);
        foreach (ProductAttribute attribute in product.Attributes)
        {
            if (attribute.Kind != AttributeKind.Boolean || attribute.Values[0] != "true") continue;
            diets.UnionWith(CanonicalValues.Find("diet", attribute.Name.Replace('_', ' '), product.Language));
        }
        return [.. diets];
    }

    private static string WithoutNegated(string title) => title.AsSpan().ContainsAny(Negations) || title.AsSpan().ContainsAny('无', '不', '非') ? NegatedWords().Replace(title, " ") : title;

    // "sans silicone" and "ohne Aluminium" state what a product is not made of.
    [GeneratedRegex(@"\b(" + Without + @")[\s-]+[\p{L}-]+|\p{L}+[\s-](" + Free + @")\b|(无|不含|非)[一-鿿]{1,3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NegatedWords();

    /// <summary>"Black &amp; Decker drill" names no colour: the brand's own words are taken out of the title.</summary>
    private static string WithoutBrand(Product product)
        => string.IsNullOrEmpty(product.Brand) ? product.Title : product.Title.Replace(product.Brand, " ", StringComparison.OrdinalIgnoreCase);
}
