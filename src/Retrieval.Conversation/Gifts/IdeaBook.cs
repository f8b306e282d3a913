using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Gifts;

/// <summary>
/// Things for what a sentence tells without naming any: an interest ("loves cooking": <c>Data/interests/{code}.json</c>), for which a present is a
/// knife or a cookbook and not what lies nearest to the word, potatoes; a need ("my sink is blocked": <c>Data/needs/{code}.json</c>), which is
/// met by a drain cleaner and not by another sink. Immutable, safe for concurrent use.
/// </summary>
internal sealed class IdeaBook
{
    // Of each of several interests: who was not said to love music need not like a xylophone.
    private const int SurestIdeas = 2;

    private static readonly Lazy<Dictionary<string, string[]>> Recipients = new(static () => EmbeddedTable.Rows(typeof(IdeaBook).Assembly, "recipients.tsv").ToDictionary(static row => row[0], static row => row[1].Split(' ')));
    private static readonly Lazy<IdeaBook>[] OfInterests = LanguageFiles.Each(static language => new IdeaBook("interests", language));
    private static readonly Lazy<IdeaBook>[] OfNeeds = LanguageFiles.Each(static language => new IdeaBook("needs", language));

    private readonly Language language;
    private readonly PhraseBook book;
    private readonly Dictionary<string, string[]> ideas = new(StringComparer.Ordinal);

    private IdeaBook(string folder, Language language)
    {
        this.language = language;
        using JsonDocument file = LanguageFiles.Open(folder, language);
        var entries = new List<PhraseEntry>();
        foreach (JsonProperty told in file.RootElement.EnumerateObject())
        {
            entries.AddRange(told.Value.GetProperty("cues").EnumerateArray().Select(cue => new PhraseEntry(new Sense(folder, told.Name), cue.GetString()!)));
            ideas[told.Name] = [.. told.Value.GetProperty("ideas").EnumerateArray().Select(static idea => idea.GetString()!)];
        }
        book = PhraseBook.Build(entries, language);
    }

    /// <summary>What people who like something are given.</summary>
    public static IdeaBook Interests(Language language) => OfInterests[(int)language].Value;

    /// <summary>What helps who tells what is wrong.</summary>
    public static IdeaBook Needs(Language language) => OfNeeds[(int)language].Value;

    /// <summary>Things for what a sentence tells, those of each interest or need in turn; none where it tells none that is known.</summary>
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

    /// <summary>Things for somebody of whom no interest is told, or for an occasion; none for one that is not known.</summary>
    /// <param name="recipient">A recipient or an occasion as an intent names it, such as <c>host</c>.</param>
    public IReadOnlyList<string> IdeasForRecipient(string recipient)
    {
        string[] interests = Recipients.Value.GetValueOrDefault(recipient, []);
        return InTurn(interests, interests.Length == 1 ? int.MaxValue : SurestIdeas);
    }

    private string[] InTurn(IEnumerable<string> names, int most) =>
        [.. names.SelectMany(name => ideas[name].Take(most).Select((idea, place) => (idea, place))).OrderBy(static entry => entry.place).Select(static entry => entry.idea)];
}
