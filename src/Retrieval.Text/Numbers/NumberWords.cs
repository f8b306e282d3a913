using System.Collections.Frozen;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Numbers;

/// <summary>
/// The number words of a language. Words add up (<c>soixante-dix</c>) as long as each fills a place that is still empty; 100, 1,000
/// and 1,000,000 multiply what precedes them; a four before twenty makes eighty. German, Dutch and Italian write a number as one
/// word: it is cut into known pieces, where the unit may precede the ten (<c>fünfunddreißig</c>).
/// </summary>
internal sealed class NumberWords
{
    private readonly FrozenDictionary<string, double> values;
    private readonly FrozenSet<string> joiners;
    private readonly FrozenSet<string> weak;
    private readonly FrozenSet<string> rough;
    private readonly string[] pieces;
    private readonly string? inverter;

    /// <param name="language">The language, by which words are folded.</param>
    /// <param name="values">Word to value.</param>
    /// <param name="joiners">Words that may stand inside a number: "and".</param>
    /// <param name="weak">Words that are numbers only before a unit: "a".</param>
    /// <param name="rough">Words that stand for about so many: "dizaine".</param>
    /// <param name="inverter">What joins unit and ten inside a compound ("und"); null where numbers are not compounds.</param>
    public NumberWords(Language language, IReadOnlyDictionary<string, double> values, IEnumerable<string> joiners, IEnumerable<string> weak, IEnumerable<string> rough, string? inverter)
    {
        this.values = values.ToFrozenDictionary(pair => PhraseTokenizer.Fold(pair.Key, language), pair => pair.Value, StringComparer.Ordinal);
        this.joiners = joiners.ToFrozenSet(StringComparer.Ordinal);
        this.weak = weak.Select(word => PhraseTokenizer.Fold(word, language)).ToFrozenSet(StringComparer.Ordinal);
        this.rough = rough.Select(word => PhraseTokenizer.Fold(word, language)).ToFrozenSet(StringComparer.Ordinal);
        this.inverter = inverter;
        pieces = inverter is null ? [] : [.. this.values.Keys.OrderByDescending(word => word.Length)];
    }

    /// <summary>Reads the number words that begin at a token.</summary>
    public NumberMatch Read(ReadOnlySpan<Token> tokens, int at)
    {
        var sum = new Sum();
        int end = at;
        bool isAbout = false;
        for (int i = at; i < tokens.Length; i++)
        {
            string word = tokens[i].Folded;
            if (tokens[i].Kind != TokenKind.Word) break;
            if (i > at && joiners.Contains(word) && Continues(tokens, i + 1, sum)) continue;
            if (!TryValue(word, out double part)) break;
            // "une dizaine": the article counts nothing.
            if (i == at + 1 && sum.Total == 1 && part is >= 5 and < 100 && weak.Contains(tokens[at].Folded)) sum = new Sum();
            if (!sum.TryAdd(part)) break;
            isAbout |= rough.Contains(word);
            end = i + 1;
        }
        bool isWeak = end == at + 1 && weak.Contains(tokens[at].Folded);
        return new NumberMatch(end - at, sum.Total, isWeak, isAbout);
    }

    /// <summary>A joiner belongs to the number only where a word follows that fits in, and no new number begins ("hundred and two hundred").</summary>
    private bool Continues(ReadOnlySpan<Token> tokens, int at, Sum sum)
    {
        if (at >= tokens.Length || !TryValue(tokens[at].Folded, out double part) || !sum.TryAdd(part)) return false;
        return at + 1 >= tokens.Length || !TryValue(tokens[at + 1].Folded, out double next) || next <= part;
    }

    private bool TryValue(string word, out double value)
        => values.TryGetValue(word, out value) || (inverter is not null && TryCompound(word, out value));

    private bool TryCompound(string word, out double value)
    {
        var sum = new Sum();
        ReadOnlySpan<char> rest = word;
        value = 0;
        int count = 0;
        bool inverted = false;
        while (!rest.IsEmpty)
        {
            if (count > 0 && rest.StartsWith(inverter) && rest.Length > inverter!.Length)
            {
                rest = rest[inverter.Length..];
                inverted = true;
                continue;
            }
            string? piece = LongestPiece(rest);
            if (piece is null || !sum.TryAdd(values[piece], inverted)) return false;
            inverted = false;
            rest = rest[piece.Length..];
            count++;
        }
        value = sum.Total;
        return count > 1;
    }

    private string? LongestPiece(ReadOnlySpan<char> rest)
    {
        foreach (string piece in pieces)
        {
            if (rest.StartsWith(piece, StringComparison.Ordinal)) return piece;
        }
        return null;
    }

    /// <summary>A number under construction: whole thousands, and what stands below them.</summary>
    private struct Sum
    {
        private double thousands;
        private double below;
        private bool begun;

        public readonly double Total => thousands + below;

        /// <summary>Takes the next word's value in; false where it does not fit, as the first word of another number.</summary>
        /// <param name="part">The word's value.</param>
        /// <param name="inverted">True where a ten may follow its unit.</param>
        public bool TryAdd(double part, bool inverted = false)
        {
            if (!begun && part >= 1000) thousands = part;
            else if (!begun) below = part;
            // "fifteen hundred", "douze cents"
            else if (part is 100 && below is > 0 and < 20) below *= 100;
            else if (part is 1000 or 1_000_000 && below > 0 && (thousands == 0 || part < thousands)) { thousands += below * part; below = 0; }
            else if (part == 20 && below == 4) below = 80;
            // "Millón y medio"
            else if (part is 0.5 && below == 0 && thousands >= 1_000_000) thousands += 500_000;
            else if (Fits(part, inverted)) below += part;
            else return false;
            begun = true;
            return true;
        }

        private readonly bool Fits(double part, bool inverted)
        {
            if (part >= 100) return part < 1000 && below == 0 && thousands > 0;
            double rest = below % 100;
            if (rest == 0) return below > 0 || thousands > 0;
            if (part < 10) return rest >= 20 && rest % 10 == 0;
            if (part < 20) return rest is 60 or 80;
            return inverted && rest < 10 && part % 10 == 0;
        }
    }
}
