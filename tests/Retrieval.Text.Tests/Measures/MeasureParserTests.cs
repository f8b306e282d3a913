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
    [InlineData("zh", "内存16GB 硬盘512GB", "memory 16; storage 512")]
    [InlineData("zh", "16GB内存 512GB固态硬盘", "memory 16; storage 512")]
    [InlineData("fr", "hauteur 1m50", "length 150")]
    [InlineData("en", "10-12 kg", "mass 10..12")]
    [InlineData("en", "bucket 5 gal - 12 in. lid", "capacity 18.927; length 30.48")]
    [InlineData("en", "8 ft. - 10 ft., 22.5 in. x 54 in. ladder", "length 243.84; length 304.8; length 57.15; length 137.16")]
    [InlineData("en", "5W30 motor oil", "")]
    [InlineData("en", "delivered in 3", "")]
    [InlineData("en", "12 x 1 l", "capacity 1")]
    [InlineData("de", "120x60x75cm", "length 120; length 60; length 75")]
    [InlineData("en", "room up to 30 m²", "area 30")]
    [InlineData("en", "covers 12 m² per litre, 5 l", "capacity 5")]
    [InlineData("fr", "12 m²/l, pot de 5 l", "capacity 5")]
    [InlineData("fr", "10 m² au litre", "")]
    [InlineData("de", "SSD 1 TB, bis 7000 MB/s", "storage 1000")]
    [InlineData("de", "12 m² pro Liter", "")]
    [InlineData("es", "9 m² por litro", "")]
    [InlineData("zh", "每升 12 平方米/升", "")]
    [InlineData("it", "10 m² per litro", "")]
    [InlineData("pt", "10 m² por litro", "")]
    [InlineData("nl", "10 m² per liter", "")]
    [InlineData("en", "600 ml / 20 oz bottle", "capacity 0.6; capacity 0.5915")]
    [InlineData("en", "-", "")]
    [InlineData("en", "", "")]
    public void FindsEveryQuantityInItsDimensionsUnit(string code, string text, string expected)
    {
        LanguageCodes.TryParse(code, out Language language);
        Assert.Equal(expected, string.Join("; ", MeasureParser.Find(text, language).Select(Show)));
    }

    [Theory]
    [InlineData("en", "ft in gal lb. oz kg x by - - . 1/2 5 12 0.5 three")]
    [InlineData("fr", "cm m l kg W x sur - - . 1/2 5 12 0,5 trois de")]
    [InlineData("de", "cm m l kg W x mal - - . 1/2 5 12 0,5 drei von")]
    [InlineData("es", "cm m l kg W x por - - . 1/2 5 12 0,5 tres de")]
    [InlineData("zh", "厘米 米 升 公斤 瓦 x * - - . 5 12 0.5 三 的")]
    public void AnyOrderOfNumbersUnitsAndSignsIsReadToTheEnd(string code, string words)
    {
        LanguageCodes.TryParse(code, out Language language);
        string[] parts = words.Split(' ');
        var random = new Random(5);
        for (int round = 0; round < 3000; round++)
        {
            string text = string.Join(random.Next(2) == 0 ? " " : "", random.GetItems(parts, random.Next(2, 9)));
            Assert.All(MeasureParser.Find(text, language), found => Assert.True(found.Length > 0 && found.Min <= found.Max, text));
        }
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
