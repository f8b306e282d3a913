using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;

namespace Retrieval.Conversation.Tests.Wording;

/// <summary>What is looked for is told as it stands in the sentence, small words and all; bounds and clauses of their own stay out of it.</summary>
public sealed class SpokenWordsTests
{
    [Theory]
    [InlineData(Language.Fr, "mixeur smoothies", "je cherche un mixeur pour smoothies à moins de 60 €", "mixeur pour smoothies")]
    [InlineData(Language.Es, "lámpara pie", "una lámpara de pie, por favor", "lámpara de pie")]
    [InlineData(Language.It, "lampada scrivania", "Lampada da scrivania sotto i 60 euro", "Lampada da scrivania")]
    [InlineData(Language.Zh, "电磁炉 炒锅", "适用电磁炉的炒锅", "电磁炉的炒锅")]
    [InlineData(Language.En, "blender", "a blender for smoothies", "blender")]
    [InlineData(Language.En, "laptop memory", "laptop with 32 GB of memory", "laptop memory")]
    [InlineData(Language.En, "desk office", "a desk, it is for my office", "desk office")]
    [InlineData(Language.En, "smoothie blender", "smoothy blendr", "smoothie blender")]
    public void Words_are_told_as_they_were_said(Language language, string words, string sentence, string told) => Assert.Equal(told, SpokenWords.Of(words, sentence, language));
}
