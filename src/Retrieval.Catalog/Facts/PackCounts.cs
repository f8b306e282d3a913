using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Facts;

/// <summary>
/// Pieces of a pack in a text ("pack of 6", "lot de 4", "6er-Pack", "4件装", "12 x 1 l"), by the phrases of <c>pack-counts.tsv</c>.
/// Linear in the text; safe for concurrent use.
/// </summary>
internal static partial class PackCounts
{
    private const int MostPieces = 100_000;
    // What [\s-] finds, but for blanks beyond ASCII.
    private const string Blanks = " \t\n\v\f\r-";

    /// <summary>Before a number that is no part of a longer one, nor of a code.</summary>
    internal const string NoNumberBefore = @"(?<![\d.,/-]|[\p{L}-[一-鿿]])";

    private const string Number = @"(?<n>\d{1,5})";

    private static readonly Dictionary<Language, Phrases> Of = TableFile.ByLanguage("pack-counts.tsv").ToDictionary(static rows => rows.Key, static rows => new Phrases(rows.SelectMany(LongestFirst)));
    private static readonly Phrases Any = new(TableFile.Rows("pack-counts.tsv").SelectMany(LongestFirst));

    /// <summary>The counts that a text states, each once, in its order; the phrases of every language where its own is not known.</summary>
    public static IReadOnlyList<int> Find(string text, Language language) => PhrasesOf(language).MayBeIn(text) ? Read(text, language) : [];

    /// <summary>What <see cref="Find"/> gives, in more time.</summary>
    internal static IReadOnlyList<int> Read(string text, Language language)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return [];
        var counts = new List<int>();
        foreach (Match match in PhrasesOf(language).In(text)) Add(Count(match));
        if (text.AsSpan().ContainsAny('x', 'X', '×'))
        {
            foreach (Match match in TimesMeasure().Matches(text)) Add(Count(match));
        }
        return counts;

        void Add(int count)
        {
            if (count is > 0 and <= MostPieces && !counts.Contains(count)) counts.Add(count);
        }
    }

    /// <summary>How many of a measure a text states: 12 before the "200 g" of "12 x 200 g"; 1 where it states none, or the number is part of a size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the measure begins.</param>
    internal static int Times(string text, int at)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, at).TrimEnd(' ');
        if (before.IsEmpty || before[^1] is not ('x' or 'X' or '×' or '*')) return 1;
        before = before[..^1].TrimEnd(' ');
        int digits = before.Length - 1 - before.LastIndexOfAnyExceptInRange('0', '9');
        bool isPart = digits < before.Length && before[before.Length - digits - 1] is '.' or ',' or 'x' or 'X' or '×' or '*' or '/' or '-';
        return digits is > 0 and <= 3 && !isPart ? int.Parse(before[^digits..], NumberStyles.None, CultureInfo.InvariantCulture) : 1;
    }

    /// <summary>"12 x 1 l", "6 × 330 ml": pieces times the measure of each.</summary>
    [GeneratedRegex(@"(?<![\d.,x×]|[x×]\s)(?<n>\d{1,4})\s?[x×]\s?\d+([.,]\d+)?\s?(ml|cl|l|g|kg|mg|oz)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimesMeasure();

    private static int Count(Match match) => int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;

    private static Phrases PhrasesOf(Language language) => language == Language.Und ? Any : Of[language];

    // So that "6 piece set" is not read as "6 piece".
    private static IEnumerable<string> LongestFirst(string[] row) => row.Skip(1).OrderByDescending(p => p.Length);

    /// <summary>
    /// Phrases that begin with the number apart from those that begin with a word, since each kind alone is found fast: by digits, by the
    /// words' first letters. No time limit: every repetition is bounded, and a busy machine would fail a build by the clock alone.
    /// </summary>
    private sealed class Phrases
    {
        private readonly Regex numbered;
        private readonly Regex named;
        private readonly FrozenSet<(char, char)> behindNumber;
        private readonly FrozenSet<(char, char)> beforeNumber;

        public Phrases(IEnumerable<string> phrases)
        {
            phrases = [.. phrases];
            behindNumber = phrases.Where(static p => p[0] == '#').Select(static p => p.TrimStart('#', ' ', '-')).Select(static p => (p[0], p.Length > 1 ? p[1] : ' ')).ToFrozenSet();
            beforeNumber = phrases.Where(static p => p[^1] == '#').Select(static p => p.TrimEnd('#', ' ')).Select(static p => (p[^2], p[^1])).ToFrozenSet();
            ILookup<bool, string> isNumbered = phrases.ToLookup(static p => p[0] == '#');
            numbered = Compiled($"{NoNumberBefore}{Number}{AnyOf(isNumbered[true].Select(static p => p[1..]))}");
            named = Compiled(@"\b" + AnyOf(isNumbered[false]));
        }

        /// <summary>The phrases in a text, none reaching into another, as one expression for both kinds would find them.</summary>
        public IEnumerable<Match> In(string text)
        {
            Match number = numbered.Match(text), name = named.Match(text);
            while (number.Success || name.Success)
            {
                bool isName = name.Success && (!number.Success || name.Index < number.Index);
                Match first = isName ? name : number;
                yield return first;
                int end = first.Index + first.Length;
                if (number.Success && number.Index < end) number = numbered.Match(text, end);
                if (name.Success && name.Index < end) name = named.Match(text, end);
            }
        }

        /// <summary>
        /// False where no number stands before letters that a phrase begins with, behind such that one ends with, or before a times sign, each
        /// with a blank or two between at most: of most texts with numbers that is told in a fraction of the time that the expressions take.
        /// Letters beyond ASCII are not told apart.
        /// </summary>
        public bool MayBeIn(ReadOnlySpan<char> text)
        {
            for (int at = text.IndexOfAnyInRange('0', '9'); at >= 0 && at < text.Length; at++)
            {
                if (!char.IsDigit(text[at])) continue;
                if (MayBegin(text[(at + 1)..].TrimStart(Blanks)) || MayEnd(text[..at].TrimEnd(Blanks))) return true;
            }
            return false;
        }

        private bool MayBegin(ReadOnlySpan<char> rest)
        {
            if (rest.IsEmpty) return false;
            char first = rest[0], second = rest.Length > 1 ? rest[1] : ' ';
            if (first is 'x' or 'X' || !char.IsAscii(first) || !char.IsAscii(second)) return true;
            return !char.IsAsciiDigit(first) && behindNumber.Contains((char.ToLowerInvariant(first), char.ToLowerInvariant(second)));
        }

        private bool MayEnd(ReadOnlySpan<char> rest)
        {
            if (rest.Length < 2) return false;
            char last = rest[^1], before = rest[^2];
            if (!char.IsAscii(last) || !char.IsAscii(before)) return true;
            return !char.IsAsciiDigit(last) && beforeNumber.Contains((char.ToLowerInvariant(before), char.ToLowerInvariant(last)));
        }

        // A language without any such phrases has "(?!)", which nothing matches.
        private static string AnyOf(IEnumerable<string> phrases) => $"({string.Join('|', phrases.Select(OfPhrase).DefaultIfEmpty("(?!)"))})";

        private static Regex Compiled(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);
    }

    private static string OfPhrase(string phrase)
    {
        string escaped = Regex.Escape(phrase).Replace(@"\ ", @"[\s-]{0,2}").Replace(@"\#", Number);
        string after = char.IsLetter(phrase[^1]) && phrase[^1] < '一' ? @"(?!\p{L})" : phrase[^1] == '#' ? @"(?![\d.,]*\d|\p{L})" : "";
        return escaped + after;
    }
}
