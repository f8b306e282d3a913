using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace Retrieval.Embedding.Tokenizers;

/// <summary>
/// BERT's basic tokenizer as a normalizer: the result's words, separated by single spaces, are what WordPiece cuts.
/// Ours stands in front of Microsoft.ML.Tokenizers because its own BERT pre-tokenizer keeps letters and punctuation
/// only and drops symbols without a trace: "60 €" became "60", "C++" became "c".
/// Steps (Devlin et al. 2019, reference code, in this order): control characters out, white space to spaces, each Han
/// character and each punctuation mark a word of its own, NFD without non-spacing marks, lower case.
/// </summary>
internal sealed class BertNormalizer(bool lowerCase, bool stripAccents) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string original) => Normalize(original.AsSpan());

    /// <inheritdoc/>
    public override string Normalize(ReadOnlySpan<char> original)
    {
        StringBuilder words = new(original.Length + 16);
        foreach (Rune rune in Decompose(Clean(original)).EnumerateRunes())
        {
            if (stripAccents && !rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
                continue;
            if (IsHan(rune.Value) || IsPunctuation(rune))
                words.Append(' ').Append(rune).Append(' ');
            else
                words.Append(rune);
        }
        // Invariant lower case maps rune by rune and never changes the number of words.
        return lowerCase ? words.ToString().ToLowerInvariant() : words.ToString();
    }

    private string Decompose(string text) => stripAccents ? text.Normalize(NormalizationForm.FormD) : text;

    /// <summary>Control characters out, white space to spaces; a lone surrogate counts as U+FFFD, which is taken out.</summary>
    private static string Clean(ReadOnlySpan<char> text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
                clean.Append(' ');
            else if (rune == Rune.ReplacementChar || IsControl(rune))
                continue;
            else if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else
                clean.Append(rune);
        }
        return clean.ToString();
    }

    /// <summary>The whole of Unicode's category C, unassigned code points too.</summary>
    private static bool IsControl(Rune rune) => !rune.IsAscii
        ? Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        : rune.Value is < ' ' or 0x7f;

    /// <summary>Unicode's punctuation, and every ASCII character that is neither letter, digit nor space ($, +, &lt;, ~ …).</summary>
    private static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? AsciiPunctuation.Contains((char)rune.Value)
        : Rune.IsPunctuation(rune);

    private static readonly SearchValues<char> AsciiPunctuation = SearchValues.Create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /// <summary>The CJK ideographs of BERT's reference code.</summary>
    private static bool IsHan(int c) =>
        c is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0xF900 and <= 0xFAFF
            or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F or >= 0x2B740 and <= 0x2B81F
            or >= 0x2B820 and <= 0x2CEAF or >= 0x2F800 and <= 0x2FA1F;
}
