using Retrieval.Search.Legs;
using Retrieval.Understanding;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Legs;

/// <summary>The thing's words with the values asked for, as they were written; what is excluded, paid or wished for is not among them.</summary>
public class StatedWordsTests
{
    [Theory]
    [InlineData("10 inch cast iron skillet under $45", "10 inch cast iron skillet")]
    [InlineData("marble sink 18x24", "marble sink 18 24")]
    [InlineData("black wallet without leather", "black wallet")]
    [InlineData("nappe en lin rouge pour moins de 30 €", "nappe lin rouge")]
    [InlineData("安静的白色风扇 40厘米 200元以内", "白色风扇40厘米")]
    [InlineData("tea for my mother under $20", "tea")]
    [InlineData("usb c hub", "usb c hub")]
    public void Values_asked_for_stand_beside_the_thing(string sentence, string stated) => Assert.Equal(stated, Of(sentence, thing: null));

    [Fact]
    public void A_word_that_was_corrected_comes_before_the_values() => Assert.Equal("vase blue 20 cm", Of("blue vaze 20 cm", thing: "vase"));

    private static string Of(string sentence, string? thing)
    {
        ShoppingIntent intent = SentenceReader.Understand(sentence, new UnderstandingContext("US"));
        return StatedWords.Of(thing ?? ThingWords.Of(intent), SentenceReader.Content(sentence, intent.Language), intent);
    }
}
