using Retrieval.Text.Phrases;

namespace Retrieval.Text.Numbers;

/// <summary>
/// Chinese numerals: digits times 十 百 千 万, 两 for two, 半 for a half. A last digit straight after 百 千 万 counts in the next lower
/// place: 两千五 is 2,500. Digits may stand for numerals: 1万, 3千5. 点 begins decimals, 四点五; 分之 a fraction, 四分之三.
/// </summary>
internal static class ChineseNumber
{
    /// <summary>More characters than any price has; keeps the reading of a hostile text linear.</summary>
    private const int LongestNumeral = 16;
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Reads the numeral that begins at a token.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="value">The number.</param>
    /// <param name="isWeak">True for a lone character, which is a number only before a unit.</param>
    /// <returns>Number of tokens read, 0 for none.</returns>
    public static int Read(ReadOnlySpan<Token> tokens, int at, out double value, out bool isWeak)
    {
        int length = ReadWhole(tokens, at, out value, out isWeak);
        if (length == 0 || tokens[at].Kind != TokenKind.Han) return length;
        int end = at + length;
        if (IsGlued(tokens, end, '分') && IsGlued(tokens, end + 1, '之') && end + 2 < tokens.Length && ReadWhole(tokens, end + 2, out double over, out _) is > 0 and var part && value > over)
        {
            value = over / value;
            isWeak = false;
            return length + 2 + part;
        }
        if (!IsGlued(tokens, end, '点') || value % 1 != 0) return length;
        double scale = 0.1, decimals = 0;
        int next = end + 1;
        for (; DecimalAt(tokens, next) is >= 0 and < 10 and var digit && digit % 1 == 0; next++, scale /= 10) decimals += digit * scale;
        // 八点二十 is a time of the day.
        bool ends = next > end + 1 && !(next < tokens.Length && Place(tokens[next].Folded[0]) > 0);
        if (!ends) return length;
        value += decimals;
        isWeak = false;
        return next - at;
    }

    private static bool IsGlued(ReadOnlySpan<Token> tokens, int at, char character)
        => at < tokens.Length && tokens[at] is { Kind: TokenKind.Han, Joint: Joint.Glued } && tokens[at].Folded[0] == character;

    private static double DecimalAt(ReadOnlySpan<Token> tokens, int at)
        => at < tokens.Length && tokens[at] is { Kind: TokenKind.Han, Joint: Joint.Glued } ? Digit(tokens[at].Folded[0]) : -1;

    private static int ReadWhole(ReadOnlySpan<Token> tokens, int at, out double value, out bool isWeak)
    {
        double total = 0, section = 0, digit = -1, lastPlace = 0;
        int i = at;
        for (; i < tokens.Length && i < at + LongestNumeral; i++)
        {
            if (i > at && tokens[i].Joint != Joint.Glued) break;
            if (tokens[i].Kind == TokenKind.Number)
            {
                // 3千5, 1万2千, 3千500
                if (i > at && (digit >= 0 || lastPlace < 100 || tokens[i].Value >= lastPlace)) break;
                if (i > at && tokens[i].Length > 1) section += tokens[i].Value;
                else digit = tokens[i].Value;
                continue;
            }
            if (tokens[i].Kind != TokenKind.Han) break;
            char c = tokens[i].Folded[0];
            double place = Place(c);
            if (place > 0)
            {
                if (place == 10_000)
                {
                    total += (section + Math.Max(digit, 0)) * place;
                    section = 0;
                    if (total == 0) break;
                }
                else section += (digit < 0 ? 1 : digit) * place;
                digit = -1;
                lastPlace = place;
                continue;
            }
            double next = Digit(c);
            if (next < 0 || (digit > 0 && lastPlace == 0)) break;
            if (digit > 0) break;
            if (next == 0) lastPlace = 1;
            digit = next;
        }
        int length = i - at;
        if (digit > 0) section += lastPlace >= 100 ? digit * lastPlace / 10 : digit;
        value = total + section;
        isWeak = length == 1 && tokens[at].Kind == TokenKind.Han;
        if (length == 1 && tokens[at].Folded is "半") value = 0.5;
        return length == 1 && tokens[at].Kind == TokenKind.Number ? 0 : length;
    }

    private static double Place(char c) => c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10_000, _ => 0 };

    private static double Digit(char c) => c switch { '两' or '俩' => 2, '〇' => 0, '半' => 0.5, _ => Digits.IndexOf(c) };
}
