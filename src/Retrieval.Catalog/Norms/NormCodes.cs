using System.Collections.Frozen;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Norms;

/// <summary>Norms that are numbered: ratings of protection (IEC 60529: <c>IP67</c>, <c>IPX4</c>) and standards (<c>EN 166</c>, <c>ISO 21420</c>).</summary>
internal static class NormCodes
{
    public const string Dust = "dust", Water = "water";

    // So many digits a standard has at least; shorter ones of two letters are words of a sentence ("en 2 días").
    private const int LeastDigits = 2, LeastDigitsOfCountries = 4;

    private const string Protection = "ip";

    private static readonly FrozenSet<string> Bodies = FrozenSet.Create(StringComparer.Ordinal, ["en", "iso", "din", "nf", "une", "uni", "bs", "astm", "ansi", "iec"]);
    private static readonly FrozenSet<string> Countries = FrozenSet.Create(StringComparer.Ordinal, ["gb", "gb/t", "ul", "qb", "as"]);
    private static readonly WordMarks Apart = new(Bodies.Concat(Countries));

    /// <summary>Adds what a code at a token says.</summary>
    /// <returns>Number of tokens; 0 where none begins there.</returns>
    public static int Read(string text, ReadOnlySpan<Token> tokens, int at, List<NormMention> found)
    {
        if (tokens[at].Kind != TokenKind.Word) return 0;
        string folded = tokens[at].Folded;
        if (folded.StartsWith(Protection, StringComparison.Ordinal) && ReadProtection(tokens, at, found) is > 0 and var length) return length;
        // Most words are neither the name of a body nor one with digits glued to it.
        return folded is [.., >= '0' and <= '9'] || Apart.MayHold(folded) ? ReadStandard(text, tokens, at, found) : 0;
    }

    private static int ReadProtection(ReadOnlySpan<Token> tokens, int at, List<NormMention> found)
    {
        ReadOnlySpan<char> code = tokens[at].Folded.AsSpan(Protection.Length);
        int end = at + 1;
        if (code.IsEmpty && end < tokens.Length) code = tokens[end++].Folded;
        if (code.Length is not (2 or 3) || code[0] is not ('x' or (>= '0' and <= '6')) || code[1] is not ('x' or (>= '0' and <= '9')) || (code.Length == 3 && code[2] is not ('b' or 'c' or 'k'))) return 0;
        if (code[0] is > '0' and <= '6') found.Add(new NormMention(Dust, code[..1].ToString(), at, end));
        if (code[1] is > '0' and <= '9') found.Add(new NormMention(Water, code[1..2].ToString(), at, end));
        return end - at;
    }

    private static int ReadStandard(string text, ReadOnlySpan<Token> tokens, int at, List<NormMention> found)
    {
        int end = at;
        bool isCountry = false;
        while (end < tokens.Length && tokens[end].Kind == TokenKind.Word && IsBody(text, tokens, ref end, ref isCountry)) { }
        if (end == at) return Glued(text, tokens, at, found);
        if (end >= tokens.Length || tokens[end].Kind != TokenKind.Number || tokens[end].Folded.Length < (isCountry ? LeastDigitsOfCountries : LeastDigits)) return 0;
        string number = tokens[end++].Folded;
        Add(number, at, end, found);
        // "EN 71-3" is also "EN 71".
        if (end + 1 < tokens.Length && tokens[end].Folded == "-" && tokens[end + 1] is { Kind: TokenKind.Number, Joint: Joint.Glued })
        {
            found[^1] = found[^1] with { Member = $"{number}-{tokens[end + 1].Folded}", End = end + 2 };
            return end + 2 - at;
        }
        return end - at;
    }

    private static bool IsBody(string text, ReadOnlySpan<Token> tokens, ref int end, ref bool isCountry)
    {
        Token token = tokens[end];
        bool isWritten = token.Length > 2 || char.IsUpper(text[token.Start]) && char.IsUpper(text[token.Start + token.Length - 1]);
        bool isBody = Bodies.Contains(token.Folded) && isWritten;
        bool isOfCountry = !isBody && Countries.Contains(token.Folded) && isWritten;
        if (!isBody && !isOfCountry) return false;
        isCountry |= isOfCountry;
        end++;
        // GB/T
        if (isOfCountry && end + 1 < tokens.Length && tokens[end].Folded == "/" && tokens[end + 1].Folded == "t") end += 2;
        return true;
    }

    /// <summary>EN388.</summary>
    private static int Glued(string text, ReadOnlySpan<Token> tokens, int at, List<NormMention> found)
    {
        Token token = tokens[at];
        foreach (string body in (ReadOnlySpan<string>)["en", "iso"])
        {
            ReadOnlySpan<char> digits = token.Folded.StartsWith(body, StringComparison.Ordinal) ? token.Folded.AsSpan(body.Length) : [];
            if (digits.Length < LeastDigits || digits.ContainsAnyExceptInRange('0', '9') || !char.IsUpper(text[token.Start])) continue;
            Add(digits.ToString(), at, at + 1, found);
            return 1;
        }
        return 0;
    }

    private static void Add(string number, int start, int end, List<NormMention> found) => found.Add(new NormMention(NormFamilies.Standard, number, start, end));
}
