using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Tests.Vocabulary;

/// <summary>Canonical values in every language, inflected and inside compounds; words that only look like a value give none.</summary>
public sealed class CanonicalValuesTests
{
    [Theory]
    [InlineData("en", "color", "Light Grey / Navy", "gray navy")]
    [InlineData("en", "color", "orange juice", "")]
    [InlineData("fr", "color", "robes noires et bleu marine", "black navy")]
    [InlineData("fr", "color", "thé vert", "")]
    [InlineData("de", "color", "grau-weiß", "gray white")]
    [InlineData("de", "color", "dunkelgrüner Pullover", "green")]
    [InlineData("es", "color", "zapatos rojos", "red")]
    [InlineData("zh", "color", "红色连衣裙", "red")]
    [InlineData("zh", "color", "红茶", "")]
    [InlineData("en", "material", "Stainless Steel", "stainless steel")]
    [InlineData("en", "material", "glass cleaner", "")]
    [InlineData("de", "material", "Ledersessel", "leather")]
    [InlineData("de", "material", "Holzkohle", "")]
    [InlineData("de", "material", "Glasreiniger", "")]
    [InlineData("de", "material", "Edelstahlbesteck", "stainless steel")]
    [InlineData("de", "gender", "Herrensocken", "male")]
    [InlineData("de", "age_group", "Kinderschuhe", "kids")]
    [InlineData("de", "age_group", "Kinderwagen", "")]
    [InlineData("zh", "material", "304不锈钢保温杯", "stainless steel")]
    [InlineData("es", "material", "mesa de madera de roble", "oak")]
    [InlineData("fr", "diet", "biscuits sans gluten bio", "gluten_free organic")]
    [InlineData("zh", "gender", "男士", "male")]
    [InlineData("en", "allergen", "Contains milk, almonds and soy", "milk nuts soy")]
    public void FindsTheValuesThatDescribe(string code, string kind, string words, string expected)
    {
        LanguageCodes.TryParse(code, out Language language);
        Assert.Equal(expected, string.Join(" ", CanonicalValues.Find(kind, words, language)));
    }
}
