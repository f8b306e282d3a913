using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Tests.Kinds;

/// <summary>Which word of a title or a sentence names the thing, and that the tables of all languages tell of the same things.</summary>
public sealed class KindNamesTests
{
    [Theory]
    [InlineData("Zenko Slate 14 Laptop, 16 GB RAM, 512 GB SSD", Language.En, "laptop")]
    [InlineData("Laptop sleeve 14 inch", Language.En, "laptop bag")]
    [InlineData("rain cover and bags", Language.En, "bag")]
    [InlineData("wood glue", Language.En, "glue")]
    [InlineData("oat cookies", Language.En, "cake")]
    [InlineData("Regenjacke für Damen", Language.De, "rain jacket")]
    [InlineData("辅食", Language.Zh, "baby food")]
    [InlineData("包", Language.Zh, "bag")]
    [InlineData("硬面笔记本 A5 横线", Language.Zh, "exercise book")]
    [InlineData("两个包", Language.Zh, "bag")]
    [InlineData("女包 真皮", Language.Zh, "bag")]
    [InlineData("茶包", Language.Zh, "tea")]
    [InlineData("咖啡一包", Language.Zh, "coffee")]
    [InlineData("Baby Spinach, Washed, 200 g", Language.En, "spinach")]
    [InlineData("pousses d'épinard bio", Language.Fr, "spinach")]
    [InlineData("junger Spinat, gewaschen", Language.De, "spinach")]
    [InlineData("brotes de espinaca", Language.Es, "spinach")]
    [InlineData("有机菠菜", Language.Zh, "spinach")]
    [InlineData("a set of steak knives", Language.En, "knife")]
    [InlineData("toy truck with remote control", Language.En, "toy vehicle")]
    [InlineData("nevera para la playa", Language.Es, "cooler")]
    [InlineData("nevera para la cocina", Language.Es, "fridge")]
    [InlineData("funda para ordenador portátil", Language.Es, "laptop bag")]
    [InlineData("frigo pour la plage", Language.Fr, "cooler")]
    [InlineData("chaise pour la plage", Language.Fr, "beach chair")]
    [InlineData("a fridge for camping", Language.En, "cooler")]
    [InlineData("towel for the beach, blue", Language.En, "beach towel")]
    [InlineData("towel without beach print", Language.En, "towel")]
    [InlineData("Stuhl für den Strand", Language.De, "beach chair")]
    [InlineData("sedia per la spiaggia", Language.It, "beach chair")]
    [InlineData("toalha para a praia", Language.Pt, "beach towel")]
    [InlineData("stoel voor het strand", Language.Nl, "beach chair")]
    [InlineData("couteaux à pain", Language.Fr, "kitchen knife")]
    [InlineData("petite table basse", Language.Fr, "coffee table")]
    [InlineData("Lot de 6 verres à eau", Language.Fr, "drinking glass")]
    [InlineData("housse pour canapé", Language.Fr, "sofa cover")]
    [InlineData("Wollteppich Fjell, 120 x 170 cm", Language.De, "rug")]
    [InlineData("Steakmesser mit Holzgriff", Language.De, "knife")]
    [InlineData("Töpfe für Induktion", Language.De, "cookware")]
    [InlineData("Laptop Tasche", Language.De, "laptop bag")]
    [InlineData("Set de 4 copas de vino", Language.Es, "wine glass")]
    [InlineData("pinturas para madera", Language.Es, "paint")]
    [InlineData("儿子的水果刀", Language.Zh, "kitchen knife")]
    [InlineData("苹果15手机壳 透明", Language.Zh, "phone case")]
    [InlineData("真丝领带", Language.Zh, "tie")]
    [InlineData("occhiali da sole per donna", Language.It, "sunglasses")]
    [InlineData("coltelli da cucina", Language.It, "kitchen knife")]
    [InlineData("cadeiras de escritório", Language.Pt, "office chair")]
    [InlineData("guarda-chuva dobrável", Language.Pt, "umbrella")]
    [InlineData("keukenstoelen met houten poten", Language.Nl, "chair")]
    [InlineData("stofzuiger zonder zak", Language.Nl, "vacuum cleaner")]
    public void The_thing_is_told_from_what_describes_it(string text, Language language, string kind) => Assert.Contains(kind, KindNames.For(language).In(text));

    [Theory]
    [InlineData("bread slicer", Language.En, "bread")]
    [InlineData("rain cover for pushchairs", Language.En, "pushchair")]
    [InlineData("tranchoir à jambon", Language.Fr, "meat")]
    [InlineData("filtre pour machine à café", Language.Fr, "coffee maker")]
    [InlineData("Kindersitz-Schoner", Language.De, "car seat")]
    [InlineData("bolsas para aspiradora", Language.Es, "vacuum cleaner")]
    [InlineData("面包机", Language.Zh, "bread")]
    [InlineData("全麦面包", Language.Zh, "bag")]
    [InlineData("一包咖啡", Language.Zh, "bag")]
    [InlineData("咖啡一包", Language.Zh, "bag")]
    [InlineData("抽纸10包", Language.Zh, "bag")]
    [InlineData("手机壳 全包防摔", Language.Zh, "bag")]
    [InlineData("Grillkohle", Language.De, "cabbage")]
    [InlineData("Knoblauch", Language.De, "leek")]
    [InlineData("houtskool", Language.Nl, "cabbage")]
    [InlineData("", Language.En, "bread")]
    public void What_a_thing_is_for_is_not_the_thing(string text, Language language, string other) => Assert.DoesNotContain(other, KindNames.For(language).In(text));

    [Fact]
    public void A_name_of_another_language_must_be_written_as_it_is()
    {
        Assert.Contains("blender", KindNames.For(Language.En).OfName("Blender"));
        Assert.Empty(KindNames.For(Language.Nl).OfName("garden"));
    }

    [Fact]
    public void Every_language_names_the_same_kinds()
    {
        string[] kinds = [.. TableFile.Rows("kinds.en.tsv").Select(static row => row[0])];
        Assert.Equal(kinds.Length, kinds.Distinct().Count());
        Assert.All(LanguageCodes.All, language =>
        {
            string[][] rows = [.. TableFile.Rows($"kinds.{language.Code()}.tsv")];
            Assert.Equal(kinds, rows.Select(static row => row[0]));
            Assert.All(rows, row => Assert.True(row.Length > 1, $"{language} does not name {row[0]}"));
            string[] unread = [.. rows.SelectMany(row => row.Skip(1).Where(name => !KindNames.For(language).In(name).Contains(row[0])).Select(name => $"{name}: {row[0]}"))];
            Assert.True(unread.Length == 0, $"{language}: {string.Join(", ", unread)}");
        });
        foreach (string[] row in TableFile.Rows("kinds.tsv")) Assert.All(row, kind => Assert.Contains(kind, kinds));
    }

    [Theory]
    [InlineData("jigsaw tool", "saw", true)]
    [InlineData("jigsaw tool", "tool", true)]
    [InlineData("saw", "jigsaw tool", false)]
    [InlineData("saw", "saw", true)]
    public void A_narrower_kind_is_one_of_the_wider(string kind, string other, bool isOne) => Assert.Equal(isOne, ProductKinds.IsA(kind, other));

    [Fact]
    public void Synonyms_add_what_the_title_does_not_deny_and_a_category_stands_in()
    {
        var bed = new Product { Id = "1", Title = "Orthopaedic Dog Bed", Language = Language.En, Synonyms = ["dog sofa", "pet bed"], Category = ["Pets", "Furniture"] };
        Assert.Equal(["dog bed"], ProductKinds.Of(bed));
        Assert.Equal(["tea"], ProductKinds.Of(new Product { Id = "2", Title = "Breakfast Assam", Language = Language.En, Category = ["Groceries", "Tea"] }));
        Assert.Empty(ProductKinds.Of(new Product { Id = "3", Title = "Breakfast Assam", Language = Language.En, Category = ["Groceries", "Tea & Coffee"] }));
        Assert.Empty(ProductKinds.Of(new Product { Id = "4", Title = "Zenko 900", Language = Language.En, Category = ["Audio", "Headphone Accessories"] }));
    }
}
