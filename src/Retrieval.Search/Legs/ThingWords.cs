using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Legs;

/// <summary>
/// The words that name the thing asked for: what is left of the sentence without its soft wishes. In "quiet coffee maker" the rare word
/// "quiet" would else find quiet things of any kind before coffee makers; as a wish it still counts with the whole sentence.
/// </summary>
internal static class ThingWords
{
    /// <summary>The words without the wishes; all of them where nothing else is left.</summary>
    public static string Of(ShoppingIntent intent)
    {
        if (intent.Preferences.Count == 0) return intent.Text;
        var wishes = intent.Preferences.OfType<Preference.Named>().Where(preference => preference.Kind == "like")
            .SelectMany(preference => PhraseTokenizer.Split(preference.Value, intent.Language)).Select(token => token.Folded).ToHashSet(StringComparer.Ordinal);
        if (wishes.Count == 0) return intent.Text;
        var kept = PhraseTokenizer.Split(intent.Text, intent.Language).Where(token => !wishes.Contains(token.Folded)).ToArray();
        bool isChinese = intent.Language == Language.Zh;
        string words = string.Join(isChinese ? "" : " ", kept.Select(token => intent.Text.Substring(token.Start, token.Length)));
        return kept.Length == 0 ? intent.Text : words;
    }
}
