using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Tests.Reading.Drafts;

/// <summary>That a text which is told to be clean is, and one that is not is made so.</summary>
public sealed class PlainTextTests
{
    private const string Letters = "ab ~  \t\n\u007F\u0085\u00A0é中";

    [Fact]
    public void A_line_is_its_words_with_a_space_between()
    {
        var random = new Random(7);
        int clean = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(8)).Select(_ => Letters[random.Next(Letters.Length)])]);
            string words = string.Join(' ', new string([.. text.Select(static c => char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(words.Length == 0 ? null : words, PlainText.Line(text));
            if (words == text) clean++;
        }
        Assert.True(clean > 1_000);
    }
}
