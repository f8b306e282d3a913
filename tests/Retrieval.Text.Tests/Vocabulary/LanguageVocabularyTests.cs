using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Tests.Vocabulary;

/// <summary>The vocabulary files: every language loads, names only units that exist, and gives no phrase two values of one kind.</summary>
public sealed class LanguageVocabularyTests
{
    private static readonly string[] Colors =
        ["black", "white", "gray", "silver", "red", "pink", "orange", "yellow", "gold", "green", "turquoise", "blue", "navy", "purple", "brown", "beige", "transparent", "multicolor"];

    public static TheoryData<string> Codes => new(LanguageCodes.All.Select(language => language.Code()));

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryUnitNamedExists(string code)
    {
        IEnumerable<string> unknown = Of(code).Entries.Where(entry => entry.Sense.Kind == LanguageVocabulary.Unit).Select(entry => entry.Sense.Value).Except(UnitTable.Keys);
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryColourOfTheContractHasWords(string code)
    {
        IEnumerable<string> named = Of(code).Entries.Where(entry => entry.Sense.Kind == "color").Select(entry => entry.Sense.Value).Distinct();
        Assert.Equal(Colors.Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void NoPhraseMeansTwoValuesOfOneKind(string code)
    {
        LanguageCodes.TryParse(code, out Language language);
        IEnumerable<string> conflicts = Of(code).Entries
            .SelectMany(entry => PhrasePattern.Expand(entry.Pattern).Select(phrase => (entry.Sense, Phrase: PhraseTokenizer.Fold(phrase, language))))
            .GroupBy(pair => (pair.Sense.Kind, pair.Phrase))
            .Where(group => group.Select(pair => pair.Sense.Value).Distinct().Count() > 1)
            .Select(group => $"{group.Key.Kind} \"{group.Key.Phrase}\": {string.Join(", ", group.Select(pair => pair.Sense.Value).Distinct())}");
        Assert.Empty(conflicts);
    }

    private static LanguageVocabulary Of(string code)
    {
        LanguageCodes.TryParse(code, out Language language);
        return LanguageVocabulary.For(language);
    }
}
