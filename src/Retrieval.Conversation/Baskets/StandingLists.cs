using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Baskets;

/// <summary>
/// Lists that everybody knows ("weekly basket", "beach day"), from <c>Data/lists/{code}.json</c>: the phrases that name one, the occasions that
/// do so where persons are told or everything for them is asked for, and its items in that language's words. An item's <c>persons</c> tells for how many one pack is; its <c>vegan</c> what stands for it where nothing
/// of animals may, <c>""</c> for nothing. Immutable, safe for concurrent use.
/// </summary>
internal sealed class StandingLists
{
    private const string Cue = "cues", Occasion = "occasions";

    private static readonly Lazy<StandingLists>[] Loaded = LanguageFiles.Each(static language => new StandingLists(language));

    private readonly PhraseBook book;
    private readonly Dictionary<string, StandingItem[]> items = new(StringComparer.Ordinal);

    private StandingLists(Language language)
    {
        using JsonDocument file = LanguageFiles.Open("lists", language);
        var entries = new List<PhraseEntry>();
        foreach (JsonProperty list in file.RootElement.EnumerateObject())
        {
            foreach (string kind in (string[])[Cue, Occasion])
                if (list.Value.TryGetProperty(kind, out JsonElement phrases)) entries.AddRange(phrases.EnumerateArray().Select(phrase => new PhraseEntry(new Sense(kind, list.Name), phrase.GetString()!)));
            items[list.Name] = [.. list.Value.GetProperty("items").EnumerateArray().Select(static item => new StandingItem(
                item.GetProperty("for").GetString()!,
                item.TryGetProperty("persons", out JsonElement persons) ? persons.GetInt32() : null,
                item.TryGetProperty("vegan", out JsonElement vegan) ? vegan.GetString() : null))];
        }
        book = PhraseBook.Build(entries, language);
    }

    public static StandingLists For(Language language) => Loaded[(int)language].Value;

    /// <summary>The items of the list that is named at a token; none where none is.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="at">The token.</param>
    /// <param name="length">Number of tokens of the name.</param>
    /// <param name="isOccasion">True where the name may as well be a thing's ("barbecue", "breakfast") and something else has to tell that a list is meant.</param>
    public IReadOnlyList<StandingItem> At(ReadOnlySpan<Token> tokens, int at, out int length, out bool isOccasion)
    {
        ReadOnlySpan<Sense> named = book.Longest(tokens, at, null, out length);
        isOccasion = named is [{ Kind: Occasion }, ..];
        return named is [var sense, ..] ? items[sense.Value] : [];
    }

    /// <summary>Every list of a language by its name, for tests.</summary>
    internal IReadOnlyDictionary<string, StandingItem[]> All => items;
}

/// <summary>An item of a standing list.</summary>
/// <param name="For">Its words.</param>
/// <param name="Persons">For how many persons one pack is; null where one is enough for all.</param>
/// <param name="Vegan">What stands for it on a vegan list, empty for nothing; null where it is vegan itself.</param>
internal sealed record StandingItem(string For, int? Persons, string? Vegan);
