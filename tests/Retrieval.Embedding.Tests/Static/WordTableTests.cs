using CsCheck;
using Retrieval.Embedding.Static;

namespace Retrieval.Embedding.Tests.Static;

public sealed class WordTableTests
{
    // Few letters, so that words are often each other's beginnings; the empty word is one too.
    private static readonly Gen<string> Word = Gen.Char["ab机\u00e9"].Array[0, 5].Select(static letters => new string(letters));

    [Fact]
    public void Numbers_are_those_of_a_dictionary() => Gen.Select(Word.HashSet[0, 60], Word.Array[20]).Sample(static (words, asked) =>
    {
        string[] all = [.. words];
        WordTable table = WordTable.Of(all);
        var twin = new Dictionary<string, int>();
        foreach (string word in all) twin.Add(word, twin.Count);

        Assert.Equal(all, table);
        Assert.Equal(all.Length, table.Count);
        foreach (string word in asked.Concat(all)) Assert.Equal(twin.GetValueOrDefault(word, -1), table.NumberOf(word));
        for (int number = 0; number < all.Length; number++) Assert.Equal(all[number], table[number]);
    });

    [Fact]
    public void Text_of_a_word_a_line_is_read_as_it_stands()
    {
        var table = new WordTable("lamp\nchair\n\n机\n");
        Assert.Equal(["lamp", "chair", "", "机"], table);
        Assert.Equal(1, table.NumberOf("chair"));
        Assert.Equal(-1, table.NumberOf("chai"));
        Assert.Equal(-1, table.NumberOf("lamp\nchair"));
        Assert.Empty(new WordTable(""));
        Assert.Equal(-1, new WordTable("").NumberOf("lamp"));
    }

    [Theory]
    [InlineData("lamp\nchair", "not ended")]
    [InlineData("lamp\nchair\nlamp\n", "\"lamp\" is there twice")]
    public void Broken_text_is_refused(string lines, string reason) => Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new WordTable(lines)).Message, StringComparison.Ordinal);
}
