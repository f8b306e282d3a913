using System.Runtime.InteropServices;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Baskets;

/// <summary>A thing on a shopper's list.</summary>
/// <param name="For">Its words, as the shopper wrote them.</param>
/// <param name="Quantity">How many, at least 1.</param>
internal sealed record WantedItem(string For, int Quantity);

/// <summary>Splits a sentence into the things on its list: those of a standing list that it names, else what stands between commas and "and".</summary>
internal static class WantedItems
{
    /// <summary>Most things of a basket; a longer list keeps its first ones.</summary>
    public const int Most = 20;

    private const int MostOfOne = 99;
    private const int MostPersons = 50;
    private const string Breaks = ",;+、，；\n·•";

    /// <summary>The things, in their order.</summary>
    public static IReadOnlyList<WantedItem> In(string sentence, Language language)
    {
        IReadOnlyList<StandingItem> standing = StandingLists.For(language).NamedIn(sentence);
        if (standing.Count > 0)
        {
            int? persons = Persons(sentence, language);
            return [.. standing.Select(item => new WantedItem(item.For, persons is { } all && item.Persons is { } each ? (all + each - 1) / each : 1))];
        }
        return [.. Pieces(sentence, language).Select(piece => Read(piece, language)).OfType<WantedItem>().Take(Most)];
    }

    private static IEnumerable<string> Pieces(string sentence, Language language)
    {
        CuePhrases cues = CuePhrases.For(language);
        List<Token> tokens = PhraseTokenizer.Split(sentence, language);
        var pieces = new List<string>();
        int start = 0;
        for (int at = 0; at < tokens.Count; at++)
        {
            bool isBreak = tokens[at].Length == 1 && Breaks.Contains(sentence[tokens[at].Start]);
            int length = isBreak ? 1 : 0;
            if (!isBreak && cues.At(CollectionsMarshal.AsSpan(tokens), at, "and", out int and) is not null) length = and;
            if (length == 0) continue;
            pieces.Add(sentence[start..tokens[at].Start]);
            start = tokens[at + length - 1].End;
            at += length - 1;
        }
        pieces.Add(sentence[start..]);
        return pieces;
    }

    private static WantedItem? Read(string piece, Language language)
    {
        CuePhrases cues = CuePhrases.For(language);
        List<Token> tokens = PhraseTokenizer.Split(piece, language);
        ReadOnlySpan<Token> all = CollectionsMarshal.AsSpan(tokens);
        int at = 0;
        while (at < all.Length && cues.At(all, at, "list_lead", out int lead) is not null) at += lead;
        if (at >= all.Length) return null;
        NumberMatch number = NumberReader.Read(all, at, language);
        bool isCounted = number.Length > 0 && at + number.Length < all.Length && !IsMeasured(all, at + number.Length, language) && number.Value is >= 1 and <= MostOfOne && number.Value == Math.Floor(number.Value);
        int quantity = isCounted ? (int)number.Value : 1;
        int first = isCounted ? at + number.Length : at;
        if (isCounted && language == Language.Zh && first + 1 < all.Length && cues.At(all, first, "counter", out int counter) is not null) first += counter;
        string words = piece[all[first].Start..].Trim().TrimEnd('.', '。', '!', '?');
        return words.Length == 0 ? null : new WantedItem(words, quantity);
    }

    // "2 l milk": a unit behind the number says how large, not how many.
    private static bool IsMeasured(ReadOnlySpan<Token> tokens, int at, Language language) =>
        MeasureParser.UnitAt(tokens, at, LanguageVocabulary.For(language), out _) is not null;

    private static int? Persons(string sentence, Language language)
    {
        CuePhrases cues = CuePhrases.For(language);
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, language));
        for (int at = 0; at < tokens.Length; at++)
        {
            NumberMatch number = NumberReader.Read(tokens, at, language);
            if (number.Length == 0 || number.Value is < 1 or > MostPersons) continue;
            bool before = at > 0 && cues.At(tokens, at - 1, "persons_before", out _) is not null && at + number.Length == tokens.Length;
            bool after = cues.At(tokens, at + number.Length, "persons_after", out _) is not null;
            if (before || after) return (int)number.Value;
        }
        return null;
    }
}
