using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Tests.Phrases;

/// <summary>That a text which is cut in one language has the words that it has in another where it is taken for that.</summary>
public sealed class CutTextTests
{
    private const string Letters = "aBü'’-x7.,½é中國 \u0301m²";

    [Fact]
    public void Words_in_another_language_are_those_that_it_cuts()
    {
        var random = new Random(5);
        Language[] languages = [Language.Und, .. LanguageCodes.All];
        int kept = 0;
        for (int i = 0; i < 2_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            foreach (Language language in languages)
            {
                var cut = new CutText(text, language);
                foreach (Language other in languages)
                {
                    CutText words = cut.WordsIn(other);
                    Assert.Equal(PhraseTokenizer.Split(text, other).Select(static token => (token.Folded, token.Start, token.Length, token.Kind, token.Joint)), words.Tokens.ToArray().Select(static token => (token.Folded, token.Start, token.Length, token.Kind, token.Joint)));
                    if (words == cut) kept++;
                }
            }
        }
        Assert.True(kept > 0);
    }

    [Fact]
    public void A_word_is_folded_as_it_stands_in_every_language()
    {
        const string Plain = "aBü'’-x7 ,ß`Zoe\u0301İ";
        var random = new Random(6);
        int words = 0;
        for (int i = 0; i < 2_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Plain[random.Next(Plain.Length)])]);
            foreach (Language language in (Language[])[Language.Und, .. LanguageCodes.All])
            {
                foreach (Token token in PhraseTokenizer.Split(text, language).Where(static token => token.Kind == TokenKind.Word))
                {
                    Assert.Equal(PhraseTokenizer.Fold(text[token.Start..token.End], language), token.Folded);
                    words++;
                }
            }
        }
        Assert.True(words > 10_000);
    }
}
