using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Facts;

/// <summary>
/// The ages that a product is stated to be for ("ab 10 Jahren", "Ages 3-6", size "6-18 months"), by the phrases of <c>stated-ages.tsv</c>.
/// Linear in the text; safe for concurrent use.
/// </summary>
internal sealed class StatedAges
{
    private const int Oldest = 120;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture;

    private static readonly Dictionary<Language, StatedAges> Of = TableFile.ByLanguage("stated-ages.tsv").ToDictionary(static rows => rows.Key, static rows => new StatedAges([.. rows]));

    private readonly SearchValues<string> hints;
    private readonly FrozenSet<string> months;
    private readonly string unit;
    private readonly Regex sure, ofChildren, ofAges;
    private readonly Lazy<Regex> exact;

    private StatedAges(string[][] rows)
    {
        string[] Words(string role) => [.. rows.Where(row => row[1] == role).SelectMany(static row => row.Skip(2))];
        string[] monthWords = Words("month"), yearWords = Words("year");
        months = monthWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        unit = string.Join('|', monthWords.Concat(yearWords).OrderByDescending(static word => word.Length).Select(Regex.Escape));
        hints = SearchValues.Create([.. monthWords, .. yearWords, .. Words("sure").Where(static phrase => !phrase.Contains('@')).Select(static phrase => phrase.Split('#')[0].Trim())], StringComparison.OrdinalIgnoreCase);
        // Attributes of every language may have English units, which are known only when all languages are read.
        exact = new(() => new Regex($@"^\s*(?<a>\d{{1,3}})\s*((?<unit>{unit}|{Of[Language.En].unit})\b?)?\s*$", Options));
        sure = Compiled(Words("sure"));
        ofChildren = Compiled([.. Words("sure"), .. Words("child")]);
        ofAges = Compiled([.. Words("sure"), .. Words("child"), .. Words("bare")]);
    }

    /// <summary>
    /// The ages of a product: from attributes of such a name where any states one, else from its sizes, else from its title. Null where nothing
    /// states any.
    /// </summary>
    /// <param name="product">The product.</param>
    /// <param name="stating">Its attributes by the fact that they state.</param>
    /// <param name="groups">Its canonical age groups.</param>
    public static AgeSpan? In(Product product, ILookup<string, ProductAttribute> stating, IReadOnlyList<string> groups)
    {
        StatedAges own = Of[product.Language == Language.Und ? Language.En : product.Language];
        int? from = Values("age_from").Max(value => (own.OfAttribute(value) ?? own.Exactly(value))?.From);
        int? to = Values("age_to").Min(value => (own.Exactly(value) ?? own.OfAttribute(value))?.To);
        if (from is not null || to is not null) return to < from ? null : new AgeSpan(from, to);
        foreach (string value in Values("age_group"))
        {
            if (own.OfAttribute(value) is { } stated) return stated;
        }
        foreach (string size in product.Size)
        {
            if (own.First(own.ofChildren, size) is { } span) return span;
            // A garment of "6 months" is worn until then.
            if (own.Exactly(size, needsUnit: true) is { } worn) return worn with { From = null };
        }
        return own.First(groups.Any(AgeGroup.Children.Contains) ? own.ofChildren : own.sure, product.Title);

        IEnumerable<string> Values(string fact) => stating[fact].SelectMany(static attribute => attribute.Values.Select(value => attribute.Unit is { } unit ? $"{value} {unit}" : value));
    }

    /// <summary>"8+", "3-6岁": what an attribute of an age states, in its language or in English.</summary>
    private AgeSpan? OfAttribute(string value) => First(ofAges, value) ?? (this == Of[Language.En] ? null : Of[Language.En].OfAttribute(value));

    /// <summary>"8 years", "18 个月": one age, which goes to the end of its year or month.</summary>
    private AgeSpan? Exactly(string value, bool needsUnit = false)
    {
        Match match = exact.Value.Match(value);
        if (!match.Success || needsUnit && !match.Groups["unit"].Success) return null;
        return Span(Number(match.Groups["a"]), Number(match.Groups["a"]), match.Groups["unit"].Value, match.Groups["unit"].Value);
    }

    private AgeSpan? First(Regex phrases, string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9') || phrases != ofAges && !text.AsSpan().ContainsAny(hints)) return null;
        for (Match match = phrases.Match(text); match.Success; match = match.NextMatch())
        {
            string last = match.Groups["ub"].Success ? match.Groups["ub"].Value : match.Groups["ua"].Value;
            string first = match.Groups["ub"].Success && match.Groups["ua"].Success ? match.Groups["ua"].Value : last;
            int? low = Number(match.Groups["a"]), high = Number(match.Groups["b"]);
            if (Span(low, high, first, last) is { } span) return span;
        }
        return null;
    }

    private AgeSpan? Span(int? low, int? high, string firstUnit, string lastUnit)
    {
        int? from = low * (IsMonth(firstUnit) ? 1 : AgeSpan.Year);
        int? to = IsMonth(lastUnit) ? high : high * AgeSpan.Year + AgeSpan.Year - 1;
        return from > Oldest * AgeSpan.Year || to < from ? null : new AgeSpan(from, to);
    }

    private bool IsMonth(string word) => months.Contains(word) || Of[Language.En].months.Contains(word);

    private static int? Number(Group group) => group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private Regex Compiled(string[] phrases) => new(
        string.Join('|', phrases.OrderByDescending(static phrase => phrase.Length).Select(OfPhrase)),
        Options);

    private string OfPhrase(string phrase)
    {
        string pattern = Regex.Escape(phrase).Replace(@"\ ", @"\s{0,2}").Replace("-", @"\s?[-–—~～]\s?").Replace(@"\+", @"\s?[+＋]").Replace(@"\#", "#");
        pattern = Once(Once(pattern, "#", @"(?<a>\d{1,3})"), "#", @"(?<b>\d{1,3})");
        if (pattern.Count(static c => c == '@') == 2) pattern = Once(pattern, "@", $"(?<ua>{unit})");
        pattern = Once(pattern, "@", $@"(?<ub>{unit})(?![a-zà-ÿ])");
        string before = char.IsLetter(phrase[0]) && phrase[0] < '一' ? @"(?<!\p{L})" : PackCounts.NoNumberBefore;
        return before + pattern + (phrase[^1] == '#' ? @"(?![\d.,/]*\d|\p{L})" : "");

        static string Once(string text, string mark, string by) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[..at] + by + text[(at + mark.Length)..] : text;
    }
}
