using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Understanding.Cues;

/// <summary>
/// The phrases of a language by which a sentence is understood: the vocabulary of units and values, and the cues of
/// <c>Data/{code}.json</c> and <c>Data/shared.json</c>. A section there is a list of patterns, or an object of values with their
/// patterns. Read once, immutable, safe for concurrent use.
/// </summary>
internal sealed class CueBook
{
    private static readonly Lazy<CueBook>[] Loaded = [.. Enum.GetValues<Language>().Select(language => new Lazy<CueBook>(() => Load(language)))];

    private CueBook(Language language, IReadOnlyList<PhraseEntry> cues)
    {
        Language = language;
        Vocabulary = LanguageVocabulary.For(language);
        Cues = cues;
        Phrases = PhraseBook.Build([.. Vocabulary.Entries.Where(entry => entry.Sense.Kind != "allergen"), .. cues], language);
    }

    public Language Language { get; }
    public LanguageVocabulary Vocabulary { get; }
    public IReadOnlyList<PhraseEntry> Cues { get; }
    public PhraseBook Phrases { get; }

    public static CueBook For(Language language) => Loaded[(int)language].Value;

    private static CueBook Load(Language language)
    {
        string code = CueFiles.Exists(language.Code()) ? language.Code() : Language.En.Code();
        return new CueBook(language, [.. Read("shared"), .. Read(code)]);
    }

    private static List<PhraseEntry> Read(string name)
    {
        var entries = new List<PhraseEntry>();
        using JsonDocument file = CueFiles.Open(name);
        foreach (JsonProperty section in file.RootElement.EnumerateObject())
        {
            if (section.Value.ValueKind == JsonValueKind.Array) Add(section.Name, "", section.Value);
            else
            {
                foreach (JsonProperty value in section.Value.EnumerateObject()) Add(section.Name, value.Name, value.Value);
            }
        }
        return entries;

        void Add(string kind, string value, JsonElement patterns)
        {
            foreach (JsonElement pattern in patterns.EnumerateArray()) entries.Add(new PhraseEntry(new Sense(kind, value), pattern.GetString()!));
        }
    }
}
