using Retrieval.Embedding.Tokenizers;

namespace Retrieval.Embedding.Tests.Tokenizers;

/// <summary>
/// Words as BERT's reference code cuts them: symbols stay, marks and Han characters stand alone, accents and control
/// characters go, and nothing that a shopper may type throws.
/// </summary>
public sealed class BertNormalizerTests
{
    [Theory]
    [InlineData("smoothie blender under 60 €", "smoothie|blender|under|60|€")]
    [InlineData("C++ book", "c|+|+|book")]
    [InlineData("5 < 6 $9~", "5|<|6|$|9|~")]
    [InlineData("l'eau Crème-brûlée", "l|'|eau|creme|-|brulee")]
    [InlineData("İstanbul ÅNGSTRÖM", "istanbul|angstrom")]
    [InlineData("60元以下mixer", "60|元|以|下|mixer")]
    [InlineData("two　wide\u00a0spaces\tand\r\nlines", "two|wide|spaces|and|lines")]
    [InlineData("a\u0000b\ufffdc\u200dd\u000be", "abcde")]
    [InlineData("lone \ud83d surrogate", "lone|surrogate")]
    [InlineData("emoji 😀 ok", "emoji|😀|ok")]
    [InlineData("½ price™ ﬁne", "½|price™|ﬁne")]
    [InlineData("", "")]
    public void Uncased_words(string text, string words) => Assert.Equal(words, Words(text, lowerCase: true, stripAccents: true));

    [Fact]
    public void Cased_words_keep_case_and_accents() => Assert.Equal("Crème|-|Brûlée", Words("Crème-Brûlée", lowerCase: false, stripAccents: false));

    private static string Words(string text, bool lowerCase, bool stripAccents)
        => string.Join('|', new BertNormalizer(lowerCase, stripAccents).Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
