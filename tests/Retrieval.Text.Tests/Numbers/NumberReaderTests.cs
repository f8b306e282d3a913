using System.Runtime.InteropServices;
using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Tests.Numbers;

/// <summary>Numbers in digits and words of every language; words and digits agree for each number that is written out.</summary>
public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("en", "1,299.99", 1299.99)]
    [InlineData("en", "1.299", 1.299)]
    [InlineData("de", "1.299,00", 1299)]
    [InlineData("de", "0.500", 0.5)]
    [InlineData("fr", "1 299", 1299)]
    [InlineData("fr", "1 299,50", 1299.5)]
    [InlineData("fr", "0,6", 0.6)]
    [InlineData("de", "1'299", 1299)]
    [InlineData("en", "1.5k", 1500)]
    [InlineData("en", "½", 0.5)]
    [InlineData("en", "1/2", 0.5)]
    [InlineData("en", "1 1/2", 1.5)]
    [InlineData("en", "sixty", 60)]
    [InlineData("en", "twenty-five", 25)]
    [InlineData("en", "a hundred and fifty", 150)]
    [InlineData("en", "two thousand three hundred", 2300)]
    [InlineData("fr", "soixante-dix", 70)]
    [InlineData("fr", "soixante et onze", 71)]
    [InlineData("fr", "quatre-vingt-dix-neuf", 99)]
    [InlineData("fr", "deux cent cinquante", 250)]
    [InlineData("de", "zweihundertfünfzig", 250)]
    [InlineData("de", "fünfunddreissig", 35)]
    [InlineData("de", "tausendzweihundert", 1200)]
    [InlineData("es", "treinta y cinco", 35)]
    [InlineData("es", "doscientos cincuenta", 250)]
    [InlineData("zh", "六十", 60)]
    [InlineData("zh", "三百", 300)]
    [InlineData("zh", "两千五", 2500)]
    [InlineData("zh", "一百零五", 105)]
    [InlineData("zh", "1万", 10000)]
    [InlineData("zh", "3千5", 3500)]
    [InlineData("zh", "1万2千", 12000)]
    [InlineData("zh", "3千500", 3500)]
    [InlineData("it", "duecentocinquanta", 250)]
    [InlineData("pt", "duzentos e cinquenta", 250)]
    [InlineData("nl", "tweehonderdvijftig", 250)]
    public void ReadsTheWholeNumber(string code, string text, double expected)
    {
        (NumberMatch match, int tokens) = Read(code, text);
        Assert.Equal(expected, match.Value, 6);
        Assert.Equal(tokens, match.Length);
    }

    [Theory]
    [InlineData("en", "between", 0)]
    [InlineData("en", "fifty and eight hundred", 1)]
    [InlineData("fr", "cinquante et quatre-vingts", 1)]
    [InlineData("en", "hundred and two hundred", 1)]
    public void LeavesTheNextNumberAlone(string code, string text, int expected) => Assert.Equal(expected, Read(code, text).Match.Length);

    [Theory]
    [InlineData("WD-40", 1)]
    [InlineData("f/1.8", 2)]
    public void ANumberInsideAModelNameIsNone(string text, int at)
    {
        List<Token> tokens = PhraseTokenizer.Split(text, Language.En);
        Assert.Equal(0, NumberReader.Read(CollectionsMarshal.AsSpan(tokens), at, Language.En).Length);
    }

    [Fact]
    public void ARoughNumberSaysSo() => Assert.True(Read("fr", "une trentaine").Match.IsAbout);

    private static (NumberMatch Match, int Tokens) Read(string code, string text)
    {
        LanguageCodes.TryParse(code, out Language language);
        List<Token> tokens = PhraseTokenizer.Split(text, language);
        return (NumberReader.Read(CollectionsMarshal.AsSpan(tokens), 0, language), tokens.Count);
    }
}
