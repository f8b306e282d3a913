using CsCheck;
using Retrieval.Embedding.Static;
using Retrieval.Text.Analysis;

namespace Retrieval.Embedding.Tests.Static;

/// <summary>
/// Known words are their rows in every spelling that folds to them; Han is cut by the longest known word; unknown words fall
/// to stem, parts, grams in this order; rows are always within the table; folding equals its specification.
/// </summary>
public sealed class StaticTokenizerTests
{
    private static readonly string[] Words = ["blender", "smoothie", "strasse", "mixer", "16", "1.5", "电动", "电动牙刷", "牙", "hinge", "kuche"];
    private static readonly StaticTokenizer Tokenizer = new(Words, gramRows: 100);

    [Theory]
    [InlineData("Blender", new[] { 1 })]
    [InlineData("BLENDER, smoothie!", new[] { 1, 2 })]
    [InlineData("Straße küche", new[] { 3, 11 })]
    [InlineData("16 blender 1.5", new[] { 5, 1, 6 })]
    [InlineData("电动牙刷", new[] { 8 })]
    [InlineData("牙电动", new[] { 9, 7 })]
    [InlineData("blender电动", new[] { 1, 7 })]
    [InlineData("hinges", new[] { 10 })]
    [InlineData("Smoothiemixer", new[] { 2, 4 })]
    [InlineData("Smoothiesmixer", new[] { 2, 4 })]
    [InlineData("", new int[0])]
    [InlineData(" -- !", new int[0])]
    public void A_known_word_is_its_row(string text, int[] expected) => Assert.Equal(expected, Rows(text));

    [Fact]
    public void An_unknown_word_is_grams_that_a_misspelling_shares()
    {
        int[] word = Rows("dishwasher");
        int[] misspelt = Rows("dishwaser");
        Assert.All(word, row => Assert.InRange(row, 1 + Words.Length, Tokenizer.Rows - 1));
        Assert.True(word.Intersect(misspelt).Count() >= 5, "two spellings of one word share most of their grams");
    }

    [Fact]
    public void Knowing_fewer_words_cuts_the_others_as_unknown_into_the_same_table()
    {
        int[] rows = new int[20];
        int count = Tokenizer.Knowing(1).Tokenize("blender smoothie", rows);
        Assert.Equal(1, rows[0]);
        Assert.All(rows[1..count], row => Assert.InRange(row, 1 + Words.Length, Tokenizer.Rows - 1));
    }

    [Fact]
    public void An_unknown_number_is_one_row() => Assert.Single(Rows("734512"));

    [Fact]
    public void Rows_are_within_the_table_and_never_padding()
        => Gen.String.Sample(text => Assert.All(Rows(text), row => Assert.InRange(row, 1, Tokenizer.Rows - 1)), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void What_exceeds_the_room_is_cut()
    {
        int[] rows = new int[3];
        Assert.Equal(3, Tokenizer.Tokenize("blender smoothie mixer hinge", rows));
        Assert.Equal([1, 2, 4], rows);
    }

    [Theory]
    [InlineData("Über-Größe ÉCLAIR façade œuvre Łódź 电动牙刷 ＡＢＣ ﬁ naïve")]
    [InlineData("e\u0301 combining")]
    [InlineData("ĳ ŉ ǆ ſ")]
    public void Folding_finds_the_words_that_its_specification_finds(string text)
    {
        char[] folded = new char[text.Length * CharacterFolding.MaxGrowth];
        string fast = new(folded, 0, CharacterFolding.Fold(text, folded));
        Assert.Equal(WordsOf(TextFolding.Fold(text)), WordsOf(fast));
    }

    [Fact]
    public void Cutting_does_not_allocate()
    {
        int[] rows = new int[64];
        Tokenizer.Tokenize("Größe blender 电动牙刷", rows);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Tokenizer.Tokenize("Größe blender 电动牙刷 unbekannt", rows);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int[] Rows(string text)
    {
        int[] rows = new int[256];
        return rows[..Tokenizer.Tokenize(text, rows)];
    }

    private static List<string> WordsOf(string folded)
    {
        List<string> words = [];
        foreach (Range run in new TextRuns(folded))
            words.Add(folded[run]);
        return words;
    }
}
