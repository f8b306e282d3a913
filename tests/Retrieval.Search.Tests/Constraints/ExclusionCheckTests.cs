using Retrieval.Catalog.Products;
using Retrieval.Search.Constraints;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Tests.Constraints;

/// <summary>Stated absence fits, a mention breaks, silence says nothing, and what can be read either way is claimed to be neither.</summary>
public class ExclusionCheckTests
{
    [Theory]
    [InlineData("pfoa", "Poêle sans PFOA", "Absent")]
    [InlineData("pfoa", "Poêle sans PTFE ni PFOA", "Absent")]
    [InlineData("pfoa", "Poêle avec revêtement PFOA", "Mentioned")]
    [InlineData("pfoa", "Poêle en fonte", "Silent")]
    [InlineData("bpa", "BPA-free bottle", "Absent")]
    [InlineData("bpa", "Bottle free of BPA", "Absent")]
    [InlineData("bpa", "BPA-freie Flasche, frei von BPA", "Mentioned")]
    [InlineData("paraben", "Frei von künstlichen Farbstoffen und Parabenen", "Mentioned")]
    [InlineData("silikon", "Ohne Silikone", "Absent")]
    [InlineData("mikroplastik", "Rezeptur ohne Mikroplastik wie die kleine Packung", "Absent")]
    [InlineData("perfume", "Detergente sin perfume", "Absent")]
    [InlineData("cuir", "Casque sans fil, cuir véritable", "Unclear")]
    [InlineData("cuir", "Casque sans fil. Cuir véritable", "Mentioned")]
    [InlineData("silicone", "Sans parabènes, silicones", "Unclear")]
    [InlineData("涂层", "无涂层铁锅", "Absent")]
    [InlineData("香精", "不含人工香精", "Absent")]
    [InlineData("香精", "玫瑰香精面霜", "Mentioned")]
    [InlineData("ail", "Sauce à l'ail", "Mentioned")]
    [InlineData("ail", "Chou et ailettes", "Silent")]
    [InlineData("palm oil", "Spread without palm oil", "Absent")]
    [InlineData("palm oil", "Spread with palm oil", "Mentioned")]
    [InlineData("palm oil", "Spread with palm", "Silent")]
    public void A_title_is_read_for_what_is_excluded(string excluded, string title, string verdict) =>
        Assert.Equal(verdict, $"{new ExclusionCheck(excluded, Language.En).Of(Shop.Blender("B") with { Title = title })}");

    [Fact]
    public void A_mention_anywhere_outweighs_an_absence_stated_elsewhere()
    {
        Product product = Shop.Blender("B") with { Title = "Shampoo without silicone", Ingredients = "Aqua, silicone, parfum" };
        Assert.Equal(ExclusionVerdict.Mentioned, new ExclusionCheck("silicone", Language.En).Of(product));
    }

    [Fact]
    public void A_boolean_attribute_speaks_by_its_name_where_it_is_true()
    {
        Product With(string value) => Shop.Blender("B") with { Attributes = [new ProductAttribute("sans parfum", [value], AttributeKind.Boolean)] };
        Assert.Equal(ExclusionVerdict.Absent, new ExclusionCheck("parfum", Language.Fr).Of(With("true")));
        Assert.Equal(ExclusionVerdict.Silent, new ExclusionCheck("parfum", Language.Fr).Of(With("false")));
    }

    [Fact]
    public void A_search_shows_who_states_the_absence_before_who_says_nothing_and_never_who_has_it()
    {
        using var shop = new Shop(
            Shop.Blender("silent") with { Title = "Frying pan" },
            Shop.Blender("free") with { Title = "Frying pan for the oven", Description = "Coated without PFOA." },
            Shop.Blender("has") with { Title = "Frying pan", Description = "Coated with PFOA." });
        Assert.Equal("free silent?", shop.Ids("frying pan without PFOA"));
    }

    [Fact]
    public void A_colour_excluded_in_one_language_is_excluded_in_all()
    {
        using var shop = new Shop(
            Shop.Blender("red") with { Title = "Poêle", Language = Language.Fr, Color = ["red"] },
            Shop.Blender("blue") with { Title = "Poêle", Language = Language.Fr, Color = ["blue"] });
        Assert.Equal("blue", shop.Ids("une poêle pas rouge"));
    }

    [Fact]
    public void What_states_another_colour_or_brand_keeps_the_exclusion_whatever_its_description_says()
    {
        using var shop = new Shop(
            Shop.Blender("white") with { Title = "Kettle", Brand = "Acme", Color = ["white"] },
            Shop.Blender("black") with { Title = "Kettle", Brand = "Zenko", Color = ["black"], Description = "Better than the white one by Acme." },
            Shop.Blender("unknown") with { Title = "Kettle", Brand = null, Color = [] });
        Assert.Equal("black unknown?", shop.Ids("kettle, not white"));
        Assert.Equal("black unknown?", shop.Ids("kettle, not from Acme"));
    }

    [Theory]
    [InlineData("vegan leather jacket", "faux")]
    [InlineData("a leather jacket, but vegan", "faux")]
    [InlineData("leather jacket", "real")]
    public void Leather_is_not_vegan(string sentence, string found)
    {
        using var shop = new Shop(
            Shop.Blender("real") with { Title = "Biker jacket", Category = ["Jackets"], Material = ["leather"], Attributes = [] },
            Shop.Blender("faux") with { Title = "Biker jacket", Category = ["Jackets"], Material = ["faux leather"], Attributes = [new ProductAttribute("vegan", ["true"], AttributeKind.Boolean)] });
        Assert.Equal(found, shop.Ids(sentence));
    }

    [Fact]
    public void A_food_excluded_in_one_language_is_excluded_in_all()
    {
        using var shop = new Shop(
            Shop.Blender("oat") with { Title = "Oatmere Barista Oat Drink", Category = ["Plant drinks"] },
            Shop.Blender("avena") with { Title = "Bebida de avena", Language = Language.Es, Category = ["Plant drinks"] });
        Assert.Equal("", shop.Ids("Pflanzendrink ohne Hafer"));
    }

    [Theory]
    [InlineData("œuf", Language.Fr, "Free-Range Large Eggs", Language.En, "Mentioned")]
    [InlineData("egg", Language.En, "Eier aus Bodenhaltung", Language.De, "Mentioned")]
    [InlineData("鸡蛋", Language.Zh, "Huevos camperos", Language.Es, "Mentioned")]
    [InlineData("huevo", Language.Es, "Nudeln ohne Ei", Language.De, "Absent")]
    [InlineData("egg", Language.En, "Eis am Stiel", Language.De, "Silent")]
    public void An_allergen_is_found_by_its_names_in_the_products_language(string excluded, Language asked, string title, Language language, string verdict) =>
        Assert.Equal(verdict, $"{new ExclusionCheck(excluded, asked).Of(Shop.Blender("B") with { Title = title, Language = language })}");

    [Theory]
    [InlineData("Parfum", Language.De, "Handcreme mit Panthenol, parfümfrei", Language.De, "Absent")]
    [InlineData("Parfüm", Language.De, "Barrier Cream, Fragrance-Free", Language.En, "Absent")]
    [InlineData("fragrance", Language.En, "Crème mains sans parfum", Language.Fr, "Absent")]
    [InlineData("perfume", Language.Es, "Unscented hand cream", Language.En, "Absent")]
    [InlineData("香精", Language.Zh, "Handcrème, parfumvrij", Language.Nl, "Absent")]
    [InlineData("profumo", Language.It, "无香精 护手霜", Language.Zh, "Absent")]
    [InlineData("perfume", Language.Pt, "Handcreme mit Duftstoffen", Language.De, "Mentioned")]
    [InlineData("Parabene", Language.De, "Shampoo parabenfrei", Language.De, "Absent")]
    [InlineData("parabeen", Language.Nl, "Crème sans parabènes", Language.Fr, "Absent")]
    [InlineData("huile de palme", Language.Fr, "Biscuits with palm oil", Language.En, "Mentioned")]
    [InlineData("caffeine", Language.En, "Café descafeinado molido", Language.Es, "Absent")]
    [InlineData("fragrance", Language.En, "Handcreme mit Panthenol", Language.De, "Silent")]
    [InlineData("香精", Language.En, "Crema facial, sin perfume", Language.Es, "Absent")]
    public void An_ingredient_is_found_by_its_names_in_the_products_language(string excluded, Language asked, string title, Language language, string verdict) =>
        Assert.Equal(verdict, $"{new ExclusionCheck(excluded, asked).Of(Shop.Blender("B") with { Title = title, Language = language })}");

    [Fact]
    public void Ingredients_have_names_in_every_language()
    {
        string[] keys = [.. Ingredients.For(Language.En).Keys.Where(static key => !key.EndsWith("-free"))];
        Assert.NotEmpty(keys);
        foreach (Language language in Enum.GetValues<Language>())
        {
            Assert.All(keys, key => Assert.NotEmpty(Ingredients.For(language).NamesOf(key)));
            string[] twice = [.. keys.SelectMany(Ingredients.For(language).NamesOf).GroupBy(static name => string.Join(' ', name)).Where(static name => name.Count() > 1).Select(static name => name.Key)];
            Assert.Empty(twice);
            Assert.All(Ingredients.For(language).Keys, key => Assert.Contains(key.Replace("-free", ""), keys));
        }
    }

    [Fact]
    public void A_category_that_is_called_like_it_is_it() =>
        Assert.True(new ExclusionCheck("apple", Language.En).IsCategoryOf(Shop.Blender("B") with { Title = "Golden Delicious", Category = ["Groceries", "Fruit", "Apples"] }));

    [Fact]
    public void A_soap_that_does_not_say_may_have_honey_in_it()
    {
        using var shop = new Shop(Shop.Blender("soap") with { Title = "Hand soap", Category = ["Beauty", "Soap"] }, Shop.Blender("dish") with { Title = "Hand soap dish", Category = ["Bathroom", "Soap dishes"] });
        Assert.Contains("soap?", shop.Ids("hand soap without honey"));
    }

    [Fact]
    public void What_is_known_to_be_no_food_holds_none()
    {
        using var shop = new Shop(
            Shop.Blender("candle") with { Title = "Gift candle", Category = ["Gifts", "Candles"] }, Shop.Blender("pralines") with { Title = "Gift chocolate box", Category = ["Gifts", "Chocolate"] },
            Shop.Blender("biscuits") with { Title = "Gift biscuits", Category = ["Gifts", "Biscuits"] }, Shop.Blender("thing") with { Title = "Gift surprise", Category = [] });
        Assert.Equal(["candle", "thing?"], shop.Ids("gift, no food").Split(' ').Order());
        Assert.Equal(["biscuits?", "candle", "thing?"], shop.Ids("gift without chocolate").Split(' ').Order());
    }
}
