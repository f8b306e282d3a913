using System.Globalization;
using System.Text.RegularExpressions;
using Retrieval.Catalog.Pricing;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Facts;

/// <summary>
/// Pieces of a pack in a text ("pack of 6", "lot de 4", "6er-Pack", "4件装", "12 x 1 l"), by the phrases of <c>pack-counts.tsv</c>.
/// Linear in the text; safe for concurrent use.
/// </summary>
internal static partial class PackCounts
{
    private const int MostPieces = 100_000;
    private const string Number = @"(?<n>\d{1,5})";

    private static readonly Dictionary<Language, Regex> Phrases = TableFile.Rows("pack-counts.tsv").ToDictionary(LanguageOf, row => Compiled(LongestFirst(row)));
    private static readonly Regex AnyPhrase = Compiled(TableFile.Rows("pack-counts.tsv").SelectMany(LongestFirst));

    /// <summary>The counts that a text states, each once, in its order; the phrases of every language where its own is not known.</summary>
    public static IEnumerable<int> Find(string text, Language language)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return [];
        Regex phrases = language == Language.Und ? AnyPhrase : Phrases[language];
        return phrases.Matches(text).Concat(TimesMeasure().Matches(text)).Select(Count).Where(c => c is > 0 and <= MostPieces).Distinct();
    }

    /// <summary>"12 x 1 l", "6 × 330 ml": pieces times the measure of each.</summary>
    [GeneratedRegex(@"(?<![\d.,x×]\s?)(?<n>\d{1,4})\s?[x×]\s?\d+([.,]\d+)?\s?(ml|cl|l|g|kg|mg|oz)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimesMeasure();

    private static int Count(Match match) => int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;

    private static Language LanguageOf(string[] row) => LanguageCodes.TryParse(row[0], out Language language) ? language : throw new InvalidDataException($"pack-counts.tsv: {row[0]}");

    // So that "6 piece set" is not read as "6 piece".
    private static IEnumerable<string> LongestFirst(string[] row) => row.Skip(1).OrderByDescending(p => p.Length);

    // What phrases begin with is looked for once, not once a phrase. No time limit: every repetition is bounded, and a busy machine would
    // fail a build by the clock alone.
    private static Regex Compiled(IEnumerable<string> phrases)
        => new(string.Join('|', phrases.ToLookup(p => p[0] == '#').Select(g => g.Key ? Numbered(g) : Named(g))),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    // The number may not be part of a longer one or of a code.
    private static string Numbered(IEnumerable<string> phrases)
        => $@"(?<![\d.,/-]|[\p{{L}}-[一-鿿]]){Number}({string.Join('|', phrases.Select(p => OfPhrase(p[1..])))})";

    private static string Named(IEnumerable<string> phrases) => $@"\b({string.Join('|', phrases.Select(OfPhrase))})";

    private static string OfPhrase(string phrase)
    {
        string escaped = Regex.Escape(phrase).Replace(@"\ ", @"[\s-]{0,2}").Replace(@"\#", Number);
        string after = char.IsLetter(phrase[^1]) && phrase[^1] < '一' ? @"(?!\p{L})" : phrase[^1] == '#' ? @"(?![\d.,]*\d|\p{L})" : "";
        return escaped + after;
    }
}
