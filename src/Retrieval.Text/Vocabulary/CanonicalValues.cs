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
    public static IReadOnlyList<string> Find(string kind, string words, Language language) => Of(kind, FindAll(new CutText(words, language)));

    /// <summary>The senses of all phrases of a text, of whatever kind, in the text's order: for who asks for several kinds.</summary>
    /// <param name="words">An attribute's value or a title, cut in its language.</param>
    public static IReadOnlyList<Sense> FindAll(CutText words)
    {
        LanguageVocabulary vocabulary = LanguageVocabulary.For(words.Language);
        ReadOnlySpan<Token> tokens = words.Tokens;
        var found = new List<Sense>();
        for (int at = 0; at < tokens.Length;)
        {
            found.AddRange(vocabulary.Book.Longest(tokens, at, null, out int length));
            if (length == 0 && tokens[at].Kind == TokenKind.Word) vocabulary.Compounds?.Find(tokens[at].Folded, found);
            at += Math.Max(length, 1);
        }
        return found;
    }

    /// <summary>The values of a kind among what <see cref="FindAll"/> found, each once.</summary>
    public static IReadOnlyList<string> Of(string kind, IReadOnlyList<Sense> senses)
    {
        List<string>? values = null;
        foreach (Sense sense in senses)
        {
            if (sense.Kind == kind && values?.Contains(sense.Value) != true) (values ??= []).Add(sense.Value);
        }
        return values ?? (IReadOnlyList<string>)[];
    }
}
