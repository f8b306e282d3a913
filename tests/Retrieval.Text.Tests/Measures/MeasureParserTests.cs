using Retrieval.Text.Languages;
using Retrieval.Text.Measures;

namespace Retrieval.Text.Tests.Measures;

/// <summary>Quantities in attributes and titles: units, separators, sizes, ranges, context.</summary>
public sealed class MeasureParserTests
{
    [Theory]
    [InlineData("en", "600 W", "power 600")]
    [InlineData("de", "Standmixer 0,6 l, 600 W", "capacity 0.6; power 600")]
    [InlineData("en", "Shampoo 500ml", "capacity 0.5")]
    [InlineData("fr", "Table 160 x 90 cm", "length 160; length 90")]
    [InlineData("en", "27-inch curved monitor", "screen 27")]
    [InlineData("en", "27 inch bicycle wheel", "length 68.58")]
    [InlineData("en", "Laptop 16GB RAM 512GB SSD", "memory 16; storage 512")]
    [InlineData("en", "RAM: 8 GB", "memory 8")]
    [InlineData("fr", "disque dur 2 To", "storage 2000")]
    [InlineData("en", "water bottle 20 oz", "capacity 0.5915")]
    [InlineData("en", "boxing gloves 12 oz", "mass 0.3402")]
    [InlineData("zh", "面粉5斤", "mass 2.5")]
    [InlineData("zh", "32寸电视", "screen 32")]
    [InlineData("zh", "1.5升水壶", "capacity 1.5")]
    [InlineData("fr", "hauteur 1m50", "length 150")]
    [InlineData("en", "10-12 kg", "mass 10..12")]
    [InlineData("en", "5W30 motor oil", "")]
    [InlineData("en", "delivered in 3", "")]
    [InlineData("en", "12 x 1 l", "capacity 1")]
    [InlineData("de", "120x60x75cm", "length 120; length 60; length 75")]
    [InlineData("en", "room up to 30 m²", "area 30")]
    [InlineData("en", "-", "")]
    [InlineData("en", "", "")]
    public void FindsEveryQuantityInItsDimensionsUnit(string code, string text, string expected)
    {
        LanguageCodes.TryParse(code, out Language language);
        Assert.Equal(expected, string.Join("; ", MeasureParser.Find(text, language).Select(Show)));
    }

    [Fact]
    public void TryParseTakesOnlyATextThatIsOneQuantity()
    {
        Assert.True(MeasureParser.TryParse(" 600 W ", Language.En, out Measure power));
        Assert.Equal(new Measure(Dimension.Power, 600), power);
        Assert.False(MeasureParser.TryParse("600 W blender", Language.En, out _));
        Assert.False(MeasureParser.TryParse("600", Language.En, out _));
    }

    private static string Show(MeasureMatch match)
    {
        string min = Math.Round(match.Min, 4).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string max = Math.Round(match.Max, 4).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{match.Dimension.Name()} {(match.IsExact ? min : $"{min}..{max}")}";
    }
}
