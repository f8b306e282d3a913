using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Vocabulary;

/// <summary>
/// The words of a language that name numbers, units and canonical values, read once from <c>Data/vocabulary/{code}.json</c>. Every
/// string there is a <see cref="PhrasePattern"/>. Immutable, safe for concurrent use. A language without a file reads English words.
/// </summary>
public sealed class LanguageVocabulary
{
    /// <summary>Kind of a unit's name; the sense's value is the unit's key in <c>Data/vocabulary/units.json</c>.</summary>
    public const string Unit = "unit";
    /// <summary>Kind of a phrase that looks like a value but only names a thing: orange juice.</summary>
    public const string Lexicalised = "lexicalised";

    private static readonly Lazy<LanguageVocabulary>[] Loaded =
        [.. Enum.GetValues<Language>().Select(language => new Lazy<LanguageVocabulary>(() => Load(language)))];

    private LanguageVocabulary(Language language, JsonElement file, IReadOnlyList<PhraseEntry> units)
    {
        Language = language;
        Numbers = ReadNumbers(language, file.GetProperty("numbers"));
        Entries = [.. units, .. ReadEntries(file)];
        Compounds = file.TryGetProperty("compounds", out JsonElement compounds) ? new CompoundValues(language, compounds) : null;
        Book = PhraseBook.Build(Entries, language);
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>Units, canonical values, lexicalised phrases and context words, with their senses.</summary>
    public IReadOnlyList<PhraseEntry> Entries { get; }

    /// <summary>The entries as a book.</summary>
    public PhraseBook Book { get; }

    internal NumberWords Numbers { get; }
    /// <summary>Values inside compounds; null where the language writes none.</summary>
    public CompoundValues? Compounds { get; }

    /// <summary>The vocabulary of a language, read at the first call.</summary>
    public static LanguageVocabulary For(Language language) => Loaded[(int)language].Value;

    private static LanguageVocabulary Load(Language language)
    {
        string name = $"vocabulary/{language.Code()}.json";
        using JsonDocument file = VocabularyFiles.Open(VocabularyFiles.Exists(name) ? name : "vocabulary/en.json");
        return new LanguageVocabulary(language, file.RootElement, Measures.UnitTable.Symbols);
    }

    private static NumberWords ReadNumbers(Language language, JsonElement numbers)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JsonProperty word in numbers.GetProperty("words").EnumerateObject())
        {
            foreach (string phrase in PhrasePattern.Expand(word.Name)) values[phrase] = word.Value.GetDouble();
        }
        string? inverter = numbers.TryGetProperty("inverter", out JsonElement joins) ? joins.GetString() : null;
        return new NumberWords(language, values, VocabularyFiles.Strings(numbers, "joiners"), VocabularyFiles.Strings(numbers, "weak"), VocabularyFiles.Strings(numbers, "rough"), inverter);
    }

    private static IEnumerable<PhraseEntry> ReadEntries(JsonElement file)
    {
        foreach (PhraseEntry entry in VocabularyFiles.Entries(file.GetProperty("units"), Unit)) yield return entry;
        foreach (JsonProperty kind in file.GetProperty("values").EnumerateObject())
        {
            foreach (PhraseEntry entry in VocabularyFiles.Entries(kind.Value, kind.Name)) yield return entry;
        }
        foreach (string section in (string[])[Lexicalised, .. Measures.MeasureContext.Sections])
        {
            foreach (string pattern in VocabularyFiles.Strings(file, section)) yield return new PhraseEntry(new Sense(section, ""), pattern);
        }
    }
}
