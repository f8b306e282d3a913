using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Vocabulary;

/// <summary>
/// Canonical values in words of any language: "rouge foncé" holds the colour <c>red</c>, "Ledersessel" the material <c>leather</c>.
/// Kinds: <c>color material gender age_group condition diet allergen</c>. Safe for concurrent use.
/// </summary>
public static class CanonicalValues
{
    /// <summary>The values of a kind that a text names, each once, in the text's order.</summary>
    /// <param name="kind">One of the kinds; others give nothing.</param>
    /// <param name="words">An attribute's value or a title.</param>
    /// <param name="language">The text's language.</param>
    public static IReadOnlyList<string> Find(string kind, string words, Language language)
    {
        LanguageVocabulary vocabulary = LanguageVocabulary.For(language);
        List<Token> list = PhraseTokenizer.Split(words, language);
        ReadOnlySpan<Token> tokens = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list);
        var found = new List<string>();
        var compounds = new List<Sense>();
        for (int at = 0; at < tokens.Length;)
        {
            ReadOnlySpan<Sense> senses = vocabulary.Book.Longest(tokens, at, null, out int length);
            if (length == 0 && tokens[at].Kind == TokenKind.Word && vocabulary.Compounds is { } values)
            {
                compounds.Clear();
                values.Find(tokens[at].Folded, compounds);
                senses = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(compounds);
            }
            foreach (Sense sense in senses)
            {
                if (sense.Kind == kind && !found.Contains(sense.Value)) found.Add(sense.Value);
            }
            at += Math.Max(length, 1);
        }
        return found;
    }
}
