using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Tests.Phrases;

/// <summary>Traditional and simplified writing are one to the phrase matchers, where the language is Chinese.</summary>
public sealed class TraditionalCharactersTests
{
    [Theory]
    [InlineData("預算三萬", "预算三万")]
    [InlineData("無線滑鼠", "无线滑鼠")]
    [InlineData("预算三万", "预算三万")]
    [InlineData("M號", "m号")]
    [InlineData("", "")]
    public void ATraditionalCharacterIsFoldedToItsSimplifiedForm(string written, string folded) => Assert.Equal(folded, PhraseTokenizer.Fold(written, Language.Zh));

    [Fact]
    public void OtherLanguagesKeepTheirCharacters() => Assert.Equal("萬", PhraseTokenizer.Fold("萬", Language.En));

    [Fact]
    public void ATokenStandsWhereItsCharacterIsWritten()
        => Assert.Equal([("预", 0), ("算", 1), ("3", 2), ("万", 3)], PhraseTokenizer.Split("預算3萬", Language.Zh).Select(static token => (token.Folded, token.Start)));

    [Fact]
    public void EveryPairIsOfTwoCharactersAndFoldsInOneStep()
    {
        string[][] pairs = [.. EmbeddedTable.Rows(typeof(PhraseTokenizer).Assembly, "traditional/zh.tsv")];
        Assert.True(pairs.Length > 2500, $"{pairs.Length} pairs");
        Assert.All(pairs, static pair => Assert.True(pair is [{ Length: 1 }, { Length: 1 }] && pair[0] != pair[1], string.Join('\t', pair)));
        Assert.Equal(pairs.Length, pairs.Select(static pair => pair[0]).Distinct().Count());
        Assert.Empty(pairs.Select(static pair => pair[1]).Intersect(pairs.Select(static pair => pair[0])));
    }
}
