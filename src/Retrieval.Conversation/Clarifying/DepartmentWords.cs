using System.Runtime.InteropServices;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Clarifying;

/// <summary>What may name a department in "garden supplies", "accessoires de jardin", "Gartenbedarf", 园艺用品: the words without the one that means any of its things.</summary>
internal static class DepartmentWords
{
    private const string Section = "supplies";

    // A department's name in a compound: "Büro" is long enough, "Um" is none.
    private const int ShortestName = 3;

    /// <summary>The wish for the department alone; null where no such word is said, or nothing else.</summary>
    public static ShoppingIntent? Of(ShoppingIntent asked)
    {
        CuePhrases cues = CuePhrases.For(asked.Language);
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(asked.Text, asked.Language));
        for (int at = 0; at < tokens.Length; at++)
        {
            if (cues.At(tokens, at, Section, out int length) is not null) return Without(tokens[at].Start, tokens[at + length - 1].End);
            // The parts of a compound are one token.
            if (asked.Language is not (Language.De or Language.Nl) || tokens[at].Kind != TokenKind.Word) continue;
            for (int start = tokens[at].Start + ShortestName; start < tokens[at].End - 1; start++)
            {
                if (cues.At(CollectionsMarshal.AsSpan(PhraseTokenizer.Split(asked.Text[start..tokens[at].End], asked.Language)), 0, Section, out int whole) == null || whole != 1) continue;
                return Without(start, tokens[at].End);
            }
        }
        return null;

        ShoppingIntent? Without(int start, int end)
        {
            string rest = $"{asked.Text[..start]}{asked.Text[end..]}".Trim();
            return rest.Length == 0 ? null : asked with { Text = rest, Head = null, Purpose = Purpose.Find };
        }
    }
}
