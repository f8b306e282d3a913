using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Tests.Cues;

/// <summary>The data files: each language has its own, every section is one that the reader knows, no line is written twice, no phrase means two values of a kind.</summary>
public sealed class CueBookTests
{
    private static readonly string[] KnownKinds =
        [.. typeof(Cue).GetFields().Select(field => (string)field.GetRawConstantValue()!), LanguageVocabulary.Lexicalised];

    /// <summary>Kinds of which one phrase may hold two values: a beloved parent of both kinds, a currency's word in several markets.</summary>
    private static readonly string[] Ambiguous = [Cue.Recipient, Cue.Occasion, Cue.Like, Cue.Currency, Cue.Complement];

    public static TheoryData<string> Codes => new(LanguageCodes.All.Select(language => language.Code()));

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryLanguageHasItsOwnFile(string code) => Assert.True(CueFiles.Exists(code), $"Data/{code}.json is missing");

    [Theory]
    [MemberData(nameof(Codes))]
    public void EverySectionIsKnownToTheReader(string code)
    {
        IEnumerable<string> unknown = Book(code).Cues.Select(cue => cue.Sense.Kind).Distinct().Except(KnownKinds);
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void NoLineIsWrittenTwice(string code)
    {
        IEnumerable<string> twice = Book(code).Cues.GroupBy(cue => cue).Where(group => group.Count() > 1).Select(group => $"{group.Key.Sense.Kind}: {group.Key.Pattern}");
        Assert.Empty(twice);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void NoPhraseMeansTwoValuesOfOneKind(string code)
    {
        LanguageCodes.TryParse(code, out Language language);
        IEnumerable<string> conflicts = Book(code).Cues
            .Where(cue => !Ambiguous.Contains(cue.Sense.Kind))
            .SelectMany(cue => PhrasePattern.Expand(cue.Pattern).Select(phrase => (cue.Sense, Phrase: PhraseTokenizer.Fold(phrase, language))))
            .GroupBy(pair => (pair.Sense.Kind, pair.Phrase))
            .Where(group => group.Select(pair => pair.Sense.Value).Distinct().Count() > 1)
            .Select(group => $"{group.Key.Kind} \"{group.Key.Phrase}\": {string.Join(", ", group.Select(pair => pair.Sense.Value).Distinct())}");
        Assert.Empty(conflicts);
    }

    private static CueBook Book(string code)
    {
        LanguageCodes.TryParse(code, out Language language);
        return CueBook.For(language);
    }
}
