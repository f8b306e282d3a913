using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Wording;

/// <summary>What is looked for has lost its small words; an answer gives them back: "mixeur pour smoothies", not "mixeur smoothies".</summary>
internal static class SpokenWords
{
    // More words between two that are looked for are a clause of their own.
    private const int MostBetween = 3;

    /// <summary>The part of a sentence that says some words in their order with nothing but a few other words between them; else the words.</summary>
    /// <param name="words">What is looked for.</param>
    /// <param name="sentence">What was said.</param>
    /// <param name="language">Its language.</param>
    public static string Of(string words, string sentence, Language language)
    {
        if (words.Length == 0 || sentence.Contains(words, StringComparison.Ordinal)) return words;
        List<Token> wanted = PhraseTokenizer.Split(words, language), said = PhraseTokenizer.Split(sentence, language);
        for (int first = 0; first < said.Count; first++)
        {
            if (EndOf(wanted, said, first) is > 0 and var last) return sentence[said[first].Start..said[last].End];
        }
        return words;
    }

    private static int EndOf(List<Token> wanted, List<Token> said, int at)
    {
        if (wanted.Count < 2 || said[at].Folded != wanted[0].Folded) return -1;
        int found = 1, between = 0;
        while (found < wanted.Count && ++at < said.Count)
        {
            if (said[at].Folded == wanted[found].Folded) (found, between) = (found + 1, 0);
            else if (!IsWord(said[at]) || ++between > MostBetween) return -1;
        }
        return found == wanted.Count ? at : -1;
    }

    // A number is a bound, which is told beside it, and a comma ends what is said of the thing.
    private static bool IsWord(Token token) => token.Kind is TokenKind.Word or TokenKind.Han || token.Folded is "'" or "’" or "-";
}
