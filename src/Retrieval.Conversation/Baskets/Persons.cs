using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Baskets;

/// <summary>For how many a sentence asks: "for 4", "à six", "mit 6 Leuten", "一家四口".</summary>
internal static class Persons
{
    private const int Most = 50;

    /// <summary>The number of persons with the tokens that tell it; none where the sentence tells none.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="content">Tells whether a token is a word of what is looked for: "for 4 plants" tells no persons.</param>
    /// <param name="language">Its language.</param>
    /// <param name="start">First token.</param>
    /// <param name="end">Behind the last token.</param>
    public static int? In(ReadOnlySpan<Token> tokens, Func<Token, bool> content, Language language, out int start, out int end)
    {
        CuePhrases cues = CuePhrases.For(language);
        for (int at = 0; at < tokens.Length; at++)
        {
            int before = 0;
            int number = cues.At(tokens, at, "persons_before", out before) is not null ? at + before : at;
            if (number >= tokens.Length) continue;
            NumberMatch read = NumberReader.Read(tokens, number, language);
            if (read.Length == 0 || read.Value is < 1 or > Most || read.Value != Math.Floor(read.Value)) continue;
            int behind = number + read.Length;
            bool named = cues.At(tokens, behind, "persons_after", out int after) is not null;
            bool ends = before > 0 && !read.IsWeak && (behind == tokens.Length || tokens[behind].Kind == TokenKind.Symbol || (tokens[behind].Kind != TokenKind.Number && !content(tokens[behind])));
            if (!named && !ends) continue;
            (start, end) = (at, behind + (named ? after : 0));
            return (int)read.Value;
        }
        (start, end) = (0, 0);
        return null;
    }
}
