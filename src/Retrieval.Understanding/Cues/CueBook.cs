using System.Collections.Frozen;
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

    private readonly FrozenDictionary<string, PhraseEntry[]> byKind;

    private CueBook(Language language, IReadOnlyList<PhraseEntry> cues)
    {
        Language = language;
        Vocabulary = LanguageVocabulary.For(language);
        Cues = cues;
        byKind = cues.SelectMany(static entry => PhrasePattern.Expand(entry.Pattern), static (entry, phrase) => entry with { Pattern = phrase })
            .GroupBy(static entry => entry.Sense.Kind).ToFrozenDictionary(static kind => kind.Key, static kind => kind.ToArray(), StringComparer.Ordinal);
        Phrases = PhraseBook.Build([.. Vocabulary.Entries.Where(entry => entry.Sense.Kind != "allergen"), .. cues], language);
    }

    public Language Language { get; }
    public LanguageVocabulary Vocabulary { get; }
    /// <summary>The cues as their files have them.</summary>
    public IReadOnlyList<PhraseEntry> Cues { get; }
    public PhraseBook Phrases { get; }

    /// <summary>The phrases of a kind, patterns expanded, for what asks how a word begins or ends.</summary>
    public IReadOnlyList<PhraseEntry> Of(string kind) => byKind.GetValueOrDefault(kind, []);

    public static CueBook For(Language language) => Loaded[(int)language].Value;

    private static CueBook Load(Language language)
    {
        string code = CueFiles.Exists(language.Code()) ? language.Code() : Language.En.Code();
        return new CueBook(language, [.. Read("shared"), .. Read(code)]);
    }

    private static PhraseEntry[] Read(string name)
    {
        using JsonDocument file = CueFiles.Open(name);
        return [.. PhraseSections.Read(file.RootElement)];
    }
}
