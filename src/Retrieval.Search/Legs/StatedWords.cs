using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Legs;

/// <summary>
/// The words that name the thing and the values that it shall have, as the shopper wrote them: of the products that keep "marble" or "8x30 in",
/// those whose titles say it in these words come first. Prices, and whom a thing is for, stand in no title.
/// </summary>
internal static class StatedWords
{
    /// <summary>Kinds of named values that titles say in words.</summary>
    private static readonly string[] Named = ["color", "material"];

    /// <summary>The words of the thing with the colours, materials and numbers that are asked for, in the order of the sentence where it has all of them.</summary>
    /// <param name="thing">The words that name the thing, <see cref="ThingWords"/>.</param>
    /// <param name="sentence">The whole sentence.</param>
    /// <param name="intent">What is understood of it.</param>
    public static string Of(string thing, string sentence, ShoppingIntent intent)
    {
        if (thing == sentence) return thing;
        string[] kinds = [.. Named.Where(kind => intent.Constraints.Any(constraint => constraint is Constraint.Named named && named.Kind == kind))];
        bool counts = intent.Constraints.Any(static constraint => constraint is Constraint.Quantity or Constraint.Count or Constraint.Named { Kind: "size" or "age_group" });
        if (kinds.Length == 0 && !counts) return thing;
        Token[] tokens = [.. PhraseTokenizer.Split(sentence, intent.Language)];
        var ofThing = PhraseTokenizer.Split(thing, intent.Language).Select(static token => token.Folded).ToHashSet(StringComparer.Ordinal);
        HashSet<double> prices = [.. intent.Constraints.OfType<Constraint.Price>().SelectMany(static price => new[] { price.Min, price.Max }).OfType<decimal>().Select(static bound => (double)bound)];
        LanguageVocabulary vocabulary = LanguageVocabulary.For(intent.Language);
        var values = new List<string>();
        var all = new List<string>(tokens.Length);
        var found = new HashSet<string>(StringComparer.Ordinal);
        int end = 0;
        for (int at = 0; at < tokens.Length; at++)
        {
            foreach (string kind in kinds) end = Math.Max(end, at + vocabulary.Book.LengthOf(tokens, at, kind));
            if (counts && tokens[at].Kind == TokenKind.Number && !prices.Contains(tokens[at].Value)) end = Math.Max(end, MeasureEnd(tokens, at, vocabulary));
            string word = sentence.Substring(tokens[at].Start, tokens[at].Length);
            bool isOfThing = ofThing.Contains(tokens[at].Folded);
            if (isOfThing) found.Add(tokens[at].Folded);
            else if (at < end) values.Add(word);
            if (isOfThing || at < end) all.Add(word);
        }
        if (values.Count == 0) return thing;
        // A word that was corrected stands in the sentence no more.
        return string.Join(intent.Language == Language.Zh ? "" : " ", found.Count < ofThing.Count ? [thing, .. values] : all);
    }

    /// <summary>The token behind a number and its unit.</summary>
    private static int MeasureEnd(Token[] tokens, int at, LanguageVocabulary vocabulary)
        => MeasureParser.UnitAt(tokens, at + 1, vocabulary, out int unit) is null ? at + 1 : at + 1 + unit;
}
