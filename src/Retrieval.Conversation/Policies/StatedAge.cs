using System.Globalization;
using System.Runtime.InteropServices;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Policies;

/// <summary>Reads the age of who buys or is bought for: "I'm 16", "für meinen 15-jährigen Sohn", "我16岁". A whisky of 12 years states none.</summary>
internal static class StatedAge
{
    private const int Oldest = 120;

    /// <summary>The lowest age that a sentence states, in years; null where it states none.</summary>
    public static int? In(string sentence, Language language)
    {
        CuePhrases cues = CuePhrases.For(language);
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, language));
        int? lowest = null;
        for (int at = 0; at < tokens.Length; at++)
        {
            bool speaks = cues.At(tokens, at, "age_self", out int self) is not null, bare = cues.At(tokens, at, "age_bare", out int length) is not null;
            int number = at + Math.Max(self, length);
            if (!(speaks || bare) || number >= tokens.Length || Years(tokens[number], sentence) is not { } years) continue;
            bool isAge = cues.At(tokens, number + 1, "age_after", out _) is not null || (bare && EndsAt(tokens, number + 1));
            if (isAge && !(lowest <= years)) lowest = years;
        }
        return lowest;
    }

    private static int? Years(Token token, string sentence) =>
        token.Kind == TokenKind.Number && int.TryParse(sentence.AsSpan(token.Start, token.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int years) && years is > 0 and <= Oldest ? years : null;

    // "I'm 16, looking for …" states an age, "I'm 180 cm tall" does not.
    private static bool EndsAt(ReadOnlySpan<Token> tokens, int at) => at >= tokens.Length || tokens[at].Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.Han);
}
