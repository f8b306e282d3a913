using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Gifts;

/// <summary>
/// What people who like something are given, from <c>Data/interests/{code}.json</c>: the words that tell an interest ("loves cooking") and
/// things that go with it. A present for who cooks is a knife or a cookbook, not what lies nearest to the word, potatoes. Immutable, safe
/// for concurrent use.
/// </summary>
internal sealed class Interests
{
    private static readonly Lazy<Interests>[] Loaded = LanguageFiles.Each(static language => new Interests(language));

    private readonly Language language;
    private readonly PhraseBook book;
    private readonly Dictionary<string, string[]> ideas = new(StringComparer.Ordinal);

    private Interests(Language language)
    {
        this.language = language;
        using JsonDocument file = LanguageFiles.Open("interests", language);
        var entries = new List<PhraseEntry>();
        foreach (JsonProperty interest in file.RootElement.EnumerateObject())
        {
            entries.AddRange(interest.Value.GetProperty("cues").EnumerateArray().Select(cue => new PhraseEntry(new Sense("interest", interest.Name), cue.GetString()!)));
            ideas[interest.Name] = [.. interest.Value.GetProperty("ideas").EnumerateArray().Select(static idea => idea.GetString()!)];
        }
        book = PhraseBook.Build(entries, language);
    }

    public static Interests For(Language language) => Loaded[(int)language].Value;

    /// <summary>Things for the interests that a sentence tells, those of each interest in turn; none where it tells none that is known.</summary>
    public IReadOnlyList<string> IdeasFor(string sentence)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, language));
        var told = new List<string>();
        for (int at = 0; at < tokens.Length; at++)
        {
            foreach (Sense sense in book.Longest(tokens, at, null, out int length))
            {
                if (!told.Contains(sense.Value)) told.Add(sense.Value);
                at += length - 1;
                break;
            }
        }
        return [.. told.SelectMany(interest => ideas[interest].Select((idea, place) => (idea, place))).OrderBy(static entry => entry.place).Select(static entry => entry.idea)];
    }
}
