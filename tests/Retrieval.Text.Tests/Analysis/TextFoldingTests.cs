using System.Globalization;
using Retrieval.Text.Analysis;

namespace Retrieval.Text.Tests.Analysis;

public class TextFoldingTests
{
    [Fact]
    public void Latin_letters_fold_one_by_one_as_they_do_by_normal_forms_beside_any_other()
    {
        const int end = 0x250;
        for (int first = 0; first < end; first++)
        {
            for (int second = 0; second < end; second++)
            {
                string pair = $"{(char)first}{(char)second}";
                if (TextFolding.Fold(pair) != TextFolding.FoldAny(pair)) Assert.Fail($"U+{first:X4} U+{second:X4}: \"{TextFolding.Fold(pair)}\", by normal forms \"{TextFolding.FoldAny(pair)}\"");
            }
        }
    }

    [Theory]
    [InlineData("Größe ½ l", "grosse 1/2 l")]
    [InlineData("Façade Œuvre", "facade oeuvre")]
    [InlineData("Ｔシャツ", "tシャツ")]
    [InlineData("ガラス", "ガラス")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void A_text_longer_than_any_buffer_is_folded_whole()
        => Assert.Equal(string.Concat(Enumerable.Repeat("1/2ss", 3_000)), TextFolding.Fold(string.Concat(Enumerable.Repeat("½ß", 3_000))));

    [Fact]
    public void A_folded_text_s_characters_come_from_the_characters_that_the_eye_sees()
    {
        char[] letters = ['a', 'Z', ' ', '`', 'é', 'ß', 'Æ', '½', '\r', '\n', '\u0301', '鍋', 'が', '\uFF21', '\uD83D', '\uDE00'];
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++)
        {
            // Half of them Latin, which are counted in another way.
            string text = new(random.GetItems(letters.AsSpan(0, i % 2 == 0 ? 10 : letters.Length), random.Next(12)));
            var expected = new List<int>();
            for (int at = 0; at < text.Length;)
            {
                int length = StringInfo.GetNextTextElementLength(text, at);
                expected.AddRange(Enumerable.Repeat(at, TextFolding.Fold(text.Substring(at, length)).Length));
                at += length;
            }
            Assert.Equal([.. expected, text.Length], TextFolding.Origins(text));
        }
    }
}
