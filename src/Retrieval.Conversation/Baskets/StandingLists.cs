using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Baskets;

/// <summary>
/// Lists that everybody knows ("weekly basket", "beach day"), from <c>Data/lists/{code}.json</c>: the phrases that name one and its items in
/// that language's words; <c>persons</c> tells for how many one pack is. Immutable, safe for concurrent use.
/// </summary>
internal sealed class StandingLists
{
    private static readonly Lazy<StandingLists>[] Loaded = LanguageFiles.Each(static language => new StandingLists(language));

    private readonly Language language;
    private readonly PhraseBook book;
    private readonly Dictionary<string, StandingItem[]> items = new(StringComparer.Ordinal);

    private StandingLists(Language language)
    {
        this.language = language;
        using JsonDocument file = LanguageFiles.Open("lists", language);
        var entries = new List<PhraseEntry>();
        foreach (JsonProperty list in file.RootElement.EnumerateObject())
        {
            entries.AddRange(list.Value.GetProperty("cues").EnumerateArray().Select(cue => new PhraseEntry(new Sense("list", list.Name), cue.GetString()!)));
            items[list.Name] = [.. list.Value.GetProperty("items").EnumerateArray().Select(static item =>
                new StandingItem(item.GetProperty("for").GetString()!, item.TryGetProperty("persons", out JsonElement persons) ? persons.GetInt32() : null))];
        }
        book = PhraseBook.Build(entries, language);
    }

    public static StandingLists For(Language language) => Loaded[(int)language].Value;

    /// <summary>The items of the list that a sentence names; none where it names none.</summary>
    public IReadOnlyList<StandingItem> NamedIn(string sentence)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, language));
        for (int at = 0; at < tokens.Length; at++)
        {
            if (book.Longest(tokens, at, "list", out _) is [var sense, ..]) return items[sense.Value];
        }
        return [];
    }
}

/// <summary>An item of a standing list.</summary>
/// <param name="For">Its words.</param>
/// <param name="Persons">For how many persons one pack is; null where one is enough for all.</param>
internal sealed record StandingItem(string For, int? Persons);
