using Retrieval.Conversation.Baskets;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Baskets;

/// <summary>
/// 1. Lists as people write them are split into their things with quantities. 2. A list that has a name counts its persons. 3. What is one
/// thing stays one.
/// </summary>
public sealed class WantedItemsTests(SampleShop shop)
{
    [Theory]
    [InlineData("pasta, olive oil and a colander", Language.En, "1 pasta|1 olive oil|1 colander")]
    [InlineData("I need 2 loaves of bread, three cans of tomatoes and 1 l milk", Language.En, "2 bread|3 tomatoes|1 1 l milk")]
    [InlineData("2 towels + 1 beach umbrella", Language.En, "2 towels|1 beach umbrella")]
    [InlineData("I need a kettle and a toaster, 80 € altogether", Language.En, "1 kettle|1 toaster")]
    [InlineData("pasta, olive oil and a colander, 40 quid all in", Language.En, "1 pasta|1 olive oil|1 colander")]
    [InlineData("yoga mat + resistance bands", Language.En, "1 yoga mat|1 resistance bands")]
    [InlineData("cat litter and a scratching post", Language.En, "1 cat litter|1 scratching post")]
    [InlineData("terreau, un arrosoir et deux pots", Language.Fr, "1 terreau|1 arrosoir|2 pots")]
    [InlineData("un tapis de yoga et des bandes élastiques", Language.Fr, "1 tapis de yoga|1 bandes élastiques")]
    [InlineData("Nudeln, Olivenöl und ein Sieb", Language.De, "1 Nudeln|1 Olivenöl|1 Sieb")]
    [InlineData("ein Wasserkocher und ein Toaster, zusammen höchstens 80 Euro", Language.De, "1 Wasserkocher|1 Toaster")]
    [InlineData("Einschulung: Schulranzen, Federmappe, Brotdose", Language.De, "1 Schulranzen|1 Federmappe|1 Brotdose")]
    [InlineData("deux baguettes, du beurre et 6 yaourts", Language.Fr, "2 baguettes|1 beurre|6 yaourts")]
    [InlineData("un grille-pain et une bouilloire, 80 € en tout", Language.Fr, "1 grille-pain|1 bouilloire")]
    [InlineData("arroz, aceite de oliva y huevos", Language.Es, "1 arroz|1 aceite de oliva|1 huevos")]
    [InlineData("2 toallas de playa + 1 sombrilla", Language.Es, "2 toallas de playa|1 sombrilla")]
    [InlineData("两包意面、橄榄油和一个沥水篮", Language.Zh, "2 意面|1 橄榄油|1 沥水篮")]
    [InlineData("两条沙滩巾和一把沙滩伞", Language.Zh, "2 沙滩巾|1 沙滩伞")]
    [InlineData("烤面包机和电热水壶，一共500元以内", Language.Zh, "1 烤面包机|1 电热水壶")]
    [InlineData("latte, due bottiglie di olio e il pane", Language.It, "1 latte|2 olio|1 pane")]
    [InlineData("leite, duas garrafas de azeite e pão", Language.Pt, "1 leite|2 azeite|1 pão")]
    [InlineData("gift basket with tea, chocolate and a candle", Language.En, "1 tea|1 chocolate|1 candle")]
    [InlineData("panier cadeau avec thé, chocolat et une bougie", Language.Fr, "1 thé|1 chocolat|1 bougie")]
    [InlineData("Geschenkkorb mit Tee, Schokolade und einer Kerze", Language.De, "1 Tee|1 Schokolade|1 Kerze")]
    [InlineData("cesta de regalo con té, chocolate y una vela", Language.Es, "1 té|1 chocolate|1 vela")]
    [InlineData("送礼篮装茶叶、巧克力和蜡烛", Language.Zh, "1 茶叶|1 巧克力|1 蜡烛")]
    [InlineData("cesto regalo con tè, cioccolato e una candela", Language.It, "1 tè|1 cioccolato|1 candela")]
    [InlineData("cabaz de oferta com chá, chocolate e uma vela", Language.Pt, "1 chá|1 chocolate|1 vela")]
    [InlineData("cadeaumand met thee, chocolade en een kaars", Language.Nl, "1 thee|1 chocolade|1 kaars")]
    [InlineData("melk, twee flessen olijfolie en brood", Language.Nl, "1 melk|2 olijfolie|1 brood")]
    public void A_list_is_split(string sentence, Language language, string items) =>
        Assert.Equal(items, string.Join('|', Of(sentence, language)!.Items.Select(static item => $"{item.Quantity} {item.For}")));

    [Theory]
    [InlineData("weekly basket for 4", Language.En, "milk", 2)]
    [InlineData("breakfast for 8, please", Language.En, "bread", 2)]
    [InlineData("panier hebdo pour 4", Language.Fr, "lait", 2)]
    [InlineData("tout pour un barbecue à 6", Language.Fr, "barbecue", 1)]
    [InlineData("petit-déjeuner pour 2", Language.Fr, "pain", 1)]
    [InlineData("Wocheneinkauf für 2 Personen", Language.De, "Milch", 1)]
    [InlineData("Frühstück für 8, vegan", Language.De, "Brot", 2)]
    [InlineData("Grillabend mit 6 Leuten", Language.De, "Grill", 1)]
    [InlineData("cesta semanal para 6", Language.Es, "leche", 3)]
    [InlineData("desayuno vegano para ocho", Language.Es, "pan", 2)]
    [InlineData("四口人一周的菜", Language.Zh, "牛奶", 2)]
    [InlineData("一家四口一周的菜", Language.Zh, "牛奶", 2)]
    [InlineData("野餐用品", Language.Zh, "面包", 1)]
    [InlineData("四人海边一日游", Language.Zh, "沙滩伞", 1)]
    [InlineData("aperitivo para 8 con amigos", Language.Es, "vino", 1)]
    [InlineData("spesa settimanale per 4 persone", Language.It, "latte", 2)]
    [InlineData("compras da semana para 4 pessoas", Language.Pt, "leite", 2)]
    [InlineData("weekboodschappen voor 4 personen", Language.Nl, "melk", 2)]
    public void A_standing_list_counts_its_persons(string sentence, Language language, string first, int quantity)
    {
        WantedItems wanted = Of(sentence, language)!;
        Assert.Equal(ListEvidence.Standing, wanted.Evidence);
        Assert.Equal((first, quantity), (wanted.Items[0].For, wanted.Items[0].Quantity));
    }

    [Theory]
    [InlineData("black and white scarf", Language.En)]
    [InlineData("mixer for soups and smoothies", Language.En)]
    [InlineData("camping stove for two", Language.En)]
    [InlineData("a laptop with a good screen and a long battery life", Language.En)]
    [InlineData("gift for a mother and a daughter", Language.En)]
    [InlineData("red, warm jumper", Language.En)]
    [InlineData("robe noire et blanche", Language.Fr)]
    [InlineData("mixeur pour soupes et smoothies", Language.Fr)]
    [InlineData("weißes und blaues Kleid", Language.De)]
    [InlineData("Mixer für Suppen und Smoothies", Language.De)]
    [InlineData("bufanda blanca y negra", Language.Es)]
    [InlineData("batidora para sopas y batidos", Language.Es)]
    [InlineData("黑白围巾", Language.Zh)]
    public void One_thing_is_no_list(string sentence, Language language) => Assert.Null(Of(sentence, language));

    [Fact]
    public void What_is_no_animals_stands_in_for_it_on_a_vegan_list()
    {
        Assert.DoesNotContain(Of("vegan breakfast for 4", Language.En)!.Items, static item => item.For is "eggs" or "milk" or "cheese");
        Assert.Contains(Of("vegan breakfast for 4", Language.En)!.Items, static item => item.For == "oat drink");
    }

    [Theory]
    [InlineData(Language.En), InlineData(Language.Fr), InlineData(Language.De), InlineData(Language.Es), InlineData(Language.Zh), InlineData(Language.It), InlineData(Language.Pt), InlineData(Language.Nl)]
    public void Every_language_has_the_same_lists(Language language)
    {
        Assert.Equal(StandingLists.For(Language.En).All.Keys.Order(), StandingLists.For(language).All.Keys.Order());
        Assert.All(StandingLists.For(language).All.Values, static items => Assert.True(items.Length >= 4 && items.Select(static item => item.For).Distinct().Count() == items.Length));
    }

    private WantedItems? Of(string sentence, Language language)
    {
        ShoppingIntent asked = shop.Engine.Understand(sentence, language: language);
        return WantedItems.In(sentence, asked);
    }
}
