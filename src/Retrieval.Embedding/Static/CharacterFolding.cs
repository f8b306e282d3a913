using Retrieval.Text.Analysis;

namespace Retrieval.Embedding.Static;

/// <summary>
/// <see cref="TextFolding"/> without allocation for what shops write: ASCII, Latin letters with their accents, Han. Any other
/// character sends the whole text through <see cref="TextFolding.Fold"/>, which is also the specification.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>No character folds to more than this many.</summary>
    public const int MaxGrowth = 2;

    /// <summary>End of Latin Extended-B, exclusive.</summary>
    private const int LatinEnd = 0x250;

    private static readonly string[] Latin = [.. Enumerable.Range(0, LatinEnd).Select(c => TextFolding.Fold(((char)c).ToString()))];

    /// <summary>Whether the character is a Han ideograph of the basic planes that we cut by words.</summary>
    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';

    /// <summary>Folds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folded">Receives it; at least <c>text.Length * MaxGrowth</c> long. What would not fit is cut.</param>
    /// <returns>Number of characters written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        int length = 0;
        foreach (char c in text)
        {
            if (c < 0x80)
            {
                folded[length++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
            }
            else if (c < LatinEnd && Latin[c].Length is 1 or 2)
            {
                Latin[c].CopyTo(folded[length..]);
                length += Latin[c].Length;
            }
            else if (IsHan(c))
            {
                folded[length++] = c;
            }
            else if (c is >= '\u2010' and <= '\u2027' or >= '\u3000' and <= '\u3003' or '\uFF0C' or '\uFF0F')
            {
                folded[length++] = ' '; // Dashes, quotes and Chinese punctuation only part words.
            }
            else
            {
                return FoldAny(text, folded);
            }
        }
        return length;
    }

    private static int FoldAny(ReadOnlySpan<char> text, Span<char> folded)
    {
        ReadOnlySpan<char> all = TextFolding.Fold(text.ToString());
        int length = Math.Min(all.Length, folded.Length);
        all[..length].CopyTo(folded);
        return length;
    }
}
