using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Numbers;

/// <summary>A number found in a sentence.</summary>
/// <param name="Length">Number of tokens it takes; 0 where none begins there.</param>
/// <param name="Value">The number.</param>
/// <param name="IsWeak">True for a word such as "a" or "one", or a lone Chinese numeral, that is a number only before a unit.</param>
/// <param name="IsAbout">True for a word such as "dizaine" that is a rough number by itself.</param>
public readonly record struct NumberMatch(int Length, double Value, bool IsWeak, bool IsAbout = false);

/// <summary>
/// Numbers as people write them: digits by the language's habit, grouped by spaces, with fractions (½, 1/2, 1 1/2) and <c>k</c>; or
/// in words. Safe for concurrent use.
/// </summary>
public static class NumberReader
{
    /// <summary>Reads the number that begins at a token. A number that is part of a model name (<c>WD-40</c>, <c>f/1.8</c>) is none.</summary>
    public static NumberMatch Read(ReadOnlySpan<Token> tokens, int at, Language language)
    {
        if (tokens[at].Kind != TokenKind.Number)
        {
            if (language != Language.Zh) return LanguageVocabulary.For(language).Numbers.Read(tokens, at);
            int length = ChineseNumber.Read(tokens, at, out double numeral, out bool weak);
            return new NumberMatch(length, numeral, weak);
        }
        if (IsPartOfName(tokens, at)) return default;
        if (language == Language.Zh && ChineseNumber.Read(tokens, at, out double mixed, out _) is > 1 and int taken) return new NumberMatch(taken, mixed, false);
        double value = tokens[at].Value;
        int end = ReadGroups(tokens, at, language, ref value);
        end = ReadFraction(tokens, at, end, ref value);
        if (end < tokens.Length && tokens[end] is { Joint: Joint.Glued, Folded: "k" } && value < 1000)
        {
            value *= 1000;
            end++;
        }
        // "15 mil pesos", "50 tausend", "2 millones", "3 hundred", where "30 cents" are coins
        else if (language != Language.Zh && value < 1000 && end < tokens.Length && tokens[end] is { Kind: TokenKind.Word, Joint: Joint.Apart } && LanguageVocabulary.For(language).Numbers.Read(tokens, end) is { Length: 1 } place && (place.Value is 1000 or 1_000_000 || place.Value == 100 && language == Language.En))
        {
            value *= place.Value;
            end++;
        }
        return new NumberMatch(end - at, value, false);
    }

    /// <summary>Behind a hyphen or slash that follows letters, or glued to letters, digits name a model.</summary>
    private static bool IsPartOfName(ReadOnlySpan<Token> tokens, int at)
    {
        if (at == 0) return false;
        Token before = tokens[at - 1];
        if (tokens[at].Joint == Joint.Hyphen) return before.Kind == TokenKind.Word;
        bool behindSlash = before is { Folded: "/", Joint: Joint.Glued } && at > 1 && tokens[at - 2].Kind == TokenKind.Word;
        return tokens[at].Joint == Joint.Glued && behindSlash;
    }

    /// <summary>1 299 where a language groups thousands by spaces.</summary>
    private static int ReadGroups(ReadOnlySpan<Token> tokens, int at, Language language, ref double value)
    {
        int end = at + 1;
        if (language is not (Language.Fr or Language.Es or Language.Pt or Language.It) || value is < 1 or >= 1000 || tokens[at].Length > 3 || tokens[at].Joint == Joint.Glued) return end;
        while (end < tokens.Length && tokens[end] is { Kind: TokenKind.Number, Joint: Joint.Apart } group && group.Start == tokens[end - 1].End + 1 && IsGroup(group.Folded) && !(end + 1 < tokens.Length && tokens[end + 1].Folded == "%"))
        {
            value = value * 1000 + group.Value;
            end++;
        }
        return end;
    }

    private static bool IsGroup(string digits) => digits.Length == 3 ? digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 : digits.Length is 5 or 6 && digits[3] == ',';

    private static int ReadFraction(ReadOnlySpan<Token> tokens, int at, int end, ref double value)
    {
        if (TrySimpleFraction(tokens, at, out double simple)) { value = simple; return at + 3; }
        if (end >= tokens.Length || tokens[end].Kind != TokenKind.Number) return end;
        if (tokens[end].Length == 1 && !char.IsAsciiDigit(tokens[end].Folded[0]) && tokens[end].Value < 1) { value += tokens[end].Value; return end + 1; }
        if (TrySimpleFraction(tokens, end, out double added)) { value += added; return end + 3; }
        return end;
    }

    private static bool TrySimpleFraction(ReadOnlySpan<Token> tokens, int at, out double value)
    {
        value = 0;
        if (at + 2 >= tokens.Length || tokens[at + 1] is not { Folded: "/", Joint: Joint.Glued } || tokens[at + 2] is not { Kind: TokenKind.Number, Joint: Joint.Glued }) return false;
        double over = tokens[at].Value, under = tokens[at + 2].Value;
        if (over is < 1 or > 15 || under is not (2 or 3 or 4 or 8 or 16) || over >= under) return false;
        value = over / under;
        return true;
    }
}
