using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;

namespace Retrieval.Text.Phrases;

/// <summary>
/// Splits a sentence for phrase matching: words, numbers with their decimal and group separators (<c>1.299,00</c>), single Han
/// characters, symbols. A unit glued to its number is split off (<c>500ml</c>, <c>6er</c>), a model name never is (<c>5W30</c>,
/// <c>XM5</c>); a hyphen between words is no token but a <see cref="Joint"/>; French and Italian elisions are words of their own
/// (<c>d'</c>). Linear in the length; safe for concurrent use.
/// </summary>
public static class PhraseTokenizer
{
    /// <summary>The normal form of a word in a language: <see cref="TextFolding"/>, with German umlauts written out (<c>ue</c>) and Chinese characters simplified.</summary>
    public static string Fold(string word, Language language) => TextFolding.Fold(language switch
    {
        Language.De => WriteOutUmlauts(word),
        Language.Zh => TraditionalCharacters.Simplify(word),
        _ => word,
    });

    /// <summary>True where two languages split and fold every sentence alike, but for the values of numbers.</summary>
    public static bool FoldsLike(Language language, Language other) => language == other || !(HasRules(language) || HasRules(other));

    /// <summary>Splits a sentence into tokens, in order. White space gives none.</summary>
    public static List<Token> Split(string sentence, Language language)
    {
        // A description has a token for every five characters or so; growing to it would copy them several times.
        var tokens = new List<Token>(4 + sentence.Length / 5);
        int at = 0, end = 0;
        Joint joint = Joint.Apart;
        while (at < sentence.Length)
        {
            char c = sentence[at];
            if (char.IsWhiteSpace(c)) { at++; continue; }
            if (at > end) joint = Joint.Apart;
            // Most words begin so, and nothing else does; the x may be a sign.
            if (char.IsAsciiLetter(c) && c != 'x')
            {
                end = EndOfPlainWord(sentence, at, out bool isFolded);
                if (isFolded) tokens.Add(new Token(at, end - at, TokenKind.Word, joint, sentence[at..end], double.NaN));
                else Add(tokens, sentence, at, end = EndOfWord(sentence, at, language), TokenKind.Word, joint, language);
                at = end;
                joint = Joint.Glued;
                continue;
            }
            if (IsJoiningHyphen(sentence, at)) { at++; end = at; joint = Joint.Hyphen; continue; }
            int first = tokens.Count;
            if (IsHan(c)) Add(tokens, sentence, at, at + 1, TokenKind.Han, joint, language);
            else if (IsFraction(c)) AddFraction(tokens, c, at, joint);
            else if (IsDigit(c)) AddNumberRun(tokens, sentence, at, joint, language);
            else if (IsTimesSign(sentence, at)) Add(tokens, sentence, at, at + 1, TokenKind.Word, joint, language);
            else if (IsLetter(c)) Add(tokens, sentence, at, EndOfWord(sentence, at, language), TokenKind.Word, joint, language);
            else AddSymbol(tokens, sentence, at, joint);
            if (tokens.Count > first) at = tokens[^1].End;
            end = at;
            joint = Joint.Glued;
        }
        return tokens;
    }

    /// <summary>A number with what is glued to it: <c>500ml</c>, <c>120x60cm</c>, <c>1m50</c>, <c>30m2</c>, or a model name such as <c>5W30</c>.</summary>
    private static void AddNumberRun(List<Token> tokens, string sentence, int at, Joint joint, Language language)
    {
        int number = EndOfNumber(sentence, at);
        int run = number;
        while (run < sentence.Length && (IsLetter(sentence[run]) || IsDigit(sentence[run]))) run++;
        ReadOnlySpan<char> tail = sentence.AsSpan(number, run - number);
        int letters = 0;
        while (letters < tail.Length && !IsDigit(tail[letters])) letters++;
        bool digitsFollow = letters < tail.Length;
        // A net's 5G, but the memory of "6G+128G".
        bool generation = tail is "G" && number == at + 1 && sentence[at] is >= '2' and <= '6' && !(run + 1 < sentence.Length && sentence[run] is '+' or '/' && IsDigit(sentence[run + 1]));
        // An oil's 5W-30 is no power.
        bool viscosity = tail is "W" or "w" && run + 1 < sentence.Length && IsJoiningHyphen(sentence, run) && IsDigit(sentence[run + 1]);
        if (generation || viscosity)
        {
            Add(tokens, sentence, at, run, TokenKind.Word, joint, language);
            return;
        }
        if (digitsFollow && TrySplitMetres(tokens, sentence, at, number, run, joint, tail)) return;
        if (digitsFollow && !IsTimes(tail[..letters]) && !IsPowerUnit(tail))
        {
            Add(tokens, sentence, at, run, TokenKind.Word, joint, language);
            return;
        }
        Add(tokens, sentence, at, number, TokenKind.Number, joint, language);
        if (letters == 0) return;
        int unit = IsPowerUnit(tail) ? run : number + letters;
        if (IsApostropheInWord(sentence, unit)) return;
        Add(tokens, sentence, number, unit, TokenKind.Word, Joint.Glued, language);
    }

    /// <summary><c>1m50</c> is one and a half metres.</summary>
    private static bool TrySplitMetres(List<Token> tokens, string sentence, int at, int number, int run, Joint joint, ReadOnlySpan<char> tail)
    {
        if (tail.Length != 3 || tail[0] is not ('m' or 'M') || !IsDigit(tail[1]) || !IsDigit(tail[2])) return false;
        if (!int.TryParse(sentence.AsSpan(at, number - at), out int metres) || metres > 9) return false;
        double value = metres + (10 * (tail[1] - '0') + (tail[2] - '0')) / 100.0;
        tokens.Add(new Token(at, number - at, TokenKind.Number, joint, "1", value));
        tokens.Add(new Token(number, run - number, TokenKind.Word, Joint.Glued, "m", double.NaN));
        return true;
    }

    private static void Add(List<Token> tokens, string sentence, int start, int end, TokenKind kind, Joint joint, Language language)
    {
        string text = sentence[start..end];
        double value = kind == TokenKind.Number ? DigitNumber.Parse(text, language) : double.NaN;
        tokens.Add(new Token(start, end - start, kind, joint, kind == TokenKind.Number ? text : Fold(text, language), value));
    }

    private static void AddFraction(List<Token> tokens, char c, int at, Joint joint)
        => tokens.Add(new Token(at, 1, TokenKind.Number, joint, c.ToString(), char.GetNumericValue(c)));

    private static void AddSymbol(List<Token> tokens, string sentence, int at, Joint joint)
    {
        char c = HalfWidth(sentence[at]);
        string folded = c switch
        {
            '–' or '—' or '−' or '~' or '‐' or '‑' => "-",
            '×' or '*' => "x",
            '、' or '،' => ",",
            '。' => ".",
            '’' or '‘' or '′' => "'",
            '”' or '“' or '″' => "\"",
            _ => c.ToString(),
        };
        tokens.Add(new Token(at, 1, TokenKind.Symbol, joint, folded, double.NaN));
    }

    /// <summary>Digits with single separators between them; a hyphen or slash ends them.</summary>
    private static int EndOfNumber(string sentence, int at)
    {
        int end = at + 1;
        while (end < sentence.Length)
        {
            char c = sentence[end];
            // 1'299 is a number, 2'6" two feet and six inches.
            bool separates = c is '.' or ',' || c is '\'' or '\u2019' && DigitsAt(sentence, end + 1) == 3;
            if (!IsDigit(c) && !(separates && end + 1 < sentence.Length && IsDigit(sentence[end + 1]))) break;
            end++;
        }
        return end;
    }

    private static int DigitsAt(string sentence, int at)
    {
        int end = at;
        while (end < sentence.Length && IsDigit(sentence[end])) end++;
        return end - at;
    }

    /// <summary>Reads a word of ASCII letters and digits, which no language has a rule about.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="at">Where the word begins.</param>
    /// <param name="isFolded">True where the word ends there, and is its own normal form.</param>
    private static int EndOfPlainWord(string sentence, int at, out bool isFolded)
    {
        int upper = 0;
        while (at < sentence.Length && char.IsAsciiLetterOrDigit(sentence[at])) upper |= ~sentence[at++] & 0x20;
        isFolded = upper == 0 && (at == sentence.Length || char.IsAscii(sentence[at]) && sentence[at] != '\'');
        return at;
    }

    private static int EndOfWord(string sentence, int at, Language language)
    {
        bool elides = language is Language.Fr or Language.It;
        int end = at + 1;
        while (end < sentence.Length)
        {
            char c = sentence[end];
            // Most characters of most words; none of the rules below is about them.
            if (char.IsAsciiLetterOrDigit(c)) { end++; continue; }
            bool elision = elides && end == sentence.Length - 1 && (c is '\'' or '\u2019');
            bool inside = IsApostropheInWord(sentence, end);
            // "moins d'1,5 kg"
            elision |= elides && end + 1 < sentence.Length && (c is '\'' or '\u2019') && IsDigit(sentence[end + 1]) && !IsDigit(sentence[end - 1]);
            if (elision || (elides && inside)) return end + 1;
            if (!inside && !IsLetter(c) && !IsDigit(c)) break;
            end++;
        }
        return end;
    }

    /// <summary>The x of "x4": in lower case, at a word's begin, before digits alone.</summary>
    private static bool IsTimesSign(string sentence, int at)
    {
        if (sentence[at] != 'x' || (at > 0 && (IsDigit(sentence[at - 1]) || IsLetter(sentence[at - 1])))) return false;
        int end = at + 1;
        while (end < sentence.Length && IsDigit(sentence[end])) end++;
        return end > at + 1 && (end == sentence.Length || !IsLetter(sentence[end]));
    }

    private static bool IsApostropheInWord(string sentence, int at)
        => at > 0 && at + 1 < sentence.Length && (sentence[at] is '\'' or '\u2019' or '´')
            && IsLetter(sentence[at - 1]) && IsLetter(sentence[at + 1]);

    /// <summary>A hyphen inside a compound. Between two numbers it is a range's sign and a token.</summary>
    private static bool IsJoiningHyphen(string sentence, int at)
        => (sentence[at] is '-' or '‐' or '‑') && at > 0 && at + 1 < sentence.Length
            && IsPart(sentence[at - 1]) && IsPart(sentence[at + 1])
            && !(IsDigit(sentence[at - 1]) && IsDigit(sentence[at + 1]));

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF';
    private static bool IsPart(char c) => IsDigit(c) || IsLetter(c) || IsHan(c);
    private static bool IsDigit(char c) => c is >= '0' and <= '9' or >= '０' and <= '９';
    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || (char.IsLetter(c) || c is '²' or '³' || char.IsSurrogate(c) || IsMark(c)) && !IsHan(c);
    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';
    private static bool IsFraction(char c) => c is '½' or '¼' or '¾' or '⅓' or '⅔' or '⅛';
    private static bool IsTimes(ReadOnlySpan<char> letters) => letters is "x" or "X";
    private static bool IsPowerUnit(ReadOnlySpan<char> tail) => tail is "m2" or "m3" or "cm2" or "cm3" or "ft2" or "ft3";
    private static char HalfWidth(char c) => c switch { '￥' => '¥', >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0), _ => c };

    /// <summary>Umlauts, simplified characters, elisions.</summary>
    private static bool HasRules(Language language) => language is Language.De or Language.Zh or Language.Fr or Language.It;

    private static string WriteOutUmlauts(string word)
    {
        if (word.AsSpan().IndexOfAny("äöüÄÖÜ") < 0) return word;
        return word.Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue").Replace("Ä", "Ae").Replace("Ö", "Oe").Replace("Ü", "Ue");
    }
}
