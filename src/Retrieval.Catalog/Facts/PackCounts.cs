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

    private static readonly Dictionary<Language, Regex> Phrases = TableFile.Rows("pack-counts.tsv").ToDictionary(LanguageOf, Pattern);
    private static readonly Regex AnyPhrase = Union(Phrases.Values);

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

    // Longer phrases first, so that "6 piece set" is not read as "6 piece". The number may not be part of a longer one or of a code.
    private static Regex Pattern(string[] row)
        => Compiled(string.Join('|', row.Skip(1).OrderByDescending(p => p.Length).Select(OfPhrase)));

    private static Regex Union(IEnumerable<Regex> patterns) => Compiled(string.Join('|', patterns.Select(p => p.ToString())));

    // No time limit: every repetition is bounded, and a busy machine would fail a build by the clock alone.
    private static Regex Compiled(string pattern)
        => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    private static string OfPhrase(string phrase)
    {
        string escaped = Regex.Escape(phrase).Replace(@"\ ", @"[\s-]{0,2}").Replace(@"\#", @"(?<n>\d{1,5})");
        string before = phrase[0] == '#' ? @"(?<![\d.,/-]|[\p{L}-[一-鿿]])" : @"\b";
        string after = char.IsLetter(phrase[^1]) && phrase[^1] < '一' ? @"(?!\p{L})" : phrase[^1] == '#' ? @"(?![\d.,]*\d|\p{L})" : "";
        return before + escaped + after;
    }
}
