using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Gifts;

/// <summary>
/// What people who like something are given, from <c>Data/interests/{code}.json</c>: the words that tell an interest ("loves cooking") and
/// things that go with it. A present for who cooks is a knife or a cookbook, not what lies nearest to the word, potatoes. Immutable, safe
/// for concurrent use.
/// </summary>
internal sealed class Interests
{
    // Who was not said to love music need not like a xylophone.
    private const int SurestIdeas = 2;

    private static readonly Lazy<Dictionary<string, string[]>> Recipients = new(static () => EmbeddedTable.Rows(typeof(Interests).Assembly, "recipients.tsv").ToDictionary(static row => row[0], static row => row[1].Split(' ')));
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
        return InTurn(told, int.MaxValue);
    }

    /// <summary>Things for somebody of whom no interest is told; none for a recipient that is not known.</summary>
    /// <param name="recipient">As an intent names it, such as <c>host</c>.</param>
    public IReadOnlyList<string> IdeasForRecipient(string recipient) => InTurn(Recipients.Value.GetValueOrDefault(recipient, []), SurestIdeas);

    private string[] InTurn(IEnumerable<string> interests, int most) =>
        [.. interests.SelectMany(interest => ideas[interest].Take(most).Select((idea, place) => (idea, place))).OrderBy(static entry => entry.place).Select(static entry => entry.idea)];
}
