using System.Buffers;
using System.Globalization;
using System.Text;

namespace Retrieval.Text.Analysis;

/// <summary>
/// The one normal form in which words are compared: Unicode NFKC (full-width forms, ligatures, superscripts), lower case by the
/// invariant culture, accents taken off Latin letters, <c>ß</c> as <c>ss</c>, <c>æ</c> as <c>ae</c>, <c>œ</c> as <c>oe</c>,
/// <c>ø</c> as <c>o</c>, typographic apostrophes as <c>'</c>. Other scripts only pass through NFKC and lower case. Idempotent.
/// </summary>
public static class TextFolding
{
    // Where Latin letters end (Latin Extended-B): characters below are folded one by one, whatever stands beside them.
    private const char EndOfLatin = '\u0250';

    private static readonly string[] FoldedLatin = [.. Enumerable.Range(0, EndOfLatin).Select(static c => FoldAny(((char)c).ToString()))];

    /// <summary>Folds a text. Text that holds invalid surrogates is folded with U+FFFD in their place.</summary>
    public static string Fold(string text)
    {
        if (IsFoldedAscii(text)) return text;
        return text.AsSpan().ContainsAnyExceptInRange('\0', (char)(EndOfLatin - 1)) ? FoldAny(text) : FoldLatin(text);
    }

    private static string FoldLatin(string text)
    {
        // "½" becomes three.
        int longest = 3 * text.Length;
        char[]? rented = longest > 384 ? ArrayPool<char>.Shared.Rent(longest) : null;
        Span<char> folded = rented ?? stackalloc char[384];
        int length = 0;
        foreach (char c in text)
        {
            FoldedLatin[c].CopyTo(folded[length..]);
            length += FoldedLatin[c].Length;
        }
        string whole = folded[..length].ToString();
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return whole;
    }

    /// <summary>Folds a text of any script by Unicode's normal forms.</summary>
    internal static string FoldAny(string text)
    {
        string decomposed = Normalize(text);
        var folded = new StringBuilder(decomposed.Length);
        bool latinBefore = false;
        foreach (char c in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                // A mark over a Latin letter is an accent; over another script's it is part of the letter.
                if (!latinBefore) folded.Append(c);
                continue;
            }
            Append(folded, c);
            latinBefore = char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F';
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Where each character of a folded text comes from: the offset of its character in the text, and the text's length behind the last.</summary>
    /// <param name="text">The text before it is folded.</param>
    public static int[] Origins(string text)
    {
        // Of Latin letters each stands for itself; of the line ends only "\r\n" is one character to the eye.
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(EndOfLatin - 1)) && !text.Contains('\r')) return OriginsOfLatin(text);
        var origins = new List<int>(text.Length + 1);
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, at);
            for (int i = Fold(text.Substring(at, length)).Length; i > 0; i--) origins.Add(at);
            at += length;
        }
        origins.Add(text.Length);
        return [.. origins];
    }

    private static int[] OriginsOfLatin(string text)
    {
        int length = 0;
        foreach (char c in text) length += FoldedLatin[c].Length;
        var origins = new int[length + 1];
        int folded = 0;
        for (int at = 0; at < text.Length; at++)
        {
            int end = folded + FoldedLatin[text[at]].Length;
            origins.AsSpan(folded..end).Fill(at);
            folded = end;
        }
        origins[folded] = text.Length;
        return origins;
    }

    private static void Append(StringBuilder folded, char c)
    {
        switch (c)
        {
            case 'ß' or 'ẞ': folded.Append("ss"); break;
            case 'æ' or 'Æ': folded.Append("ae"); break;
            case 'œ' or 'Œ': folded.Append("oe"); break;
            case 'ø' or 'Ø': folded.Append('o'); break;
            case 'ł' or 'Ł': folded.Append('l'); break;
            case 'đ' or 'Đ': folded.Append('d'); break;
            case 'ı': folded.Append('i'); break;
            case '\u2018' or '\u2019' or '\u02BC' or '\u00B4' or '`': folded.Append('\''); break;
            case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212': folded.Append('-'); break;
            case '\u2044': folded.Append('/'); break;
            default: folded.Append(char.ToLowerInvariant(c)); break;
        }
    }

    private static string Normalize(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // A lone surrogate: replace it, as every decoder of broken UTF-8 does.
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKD);
        }
    }

    private static bool IsFoldedAscii(string text)
    {
        foreach (char c in text)
        {
            if (c >= 128 || c is '`' || char.IsAsciiLetterUpper(c)) return false;
        }
        return true;
    }
}
