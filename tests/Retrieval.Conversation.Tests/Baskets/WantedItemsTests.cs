using Retrieval.Conversation.Baskets;
using Retrieval.Text.Languages;

namespace Retrieval.Conversation.Tests.Baskets;

/// <summary>Lists as people write them, item by item with their quantities.</summary>
public sealed class WantedItemsTests
{
    [Theory]
    [InlineData("pasta, olive oil and a colander", Language.En, "1 pasta|1 olive oil|1 colander")]
    [InlineData("I need 2 loaves of bread, three cans of tomatoes and 1 l milk", Language.En, "2 loaves of bread|3 cans of tomatoes|1 1 l milk")]
    [InlineData("Nudeln, Olivenöl und ein Sieb", Language.De, "1 Nudeln|1 Olivenöl|1 Sieb")]
    [InlineData("deux baguettes, du beurre et 6 yaourts", Language.Fr, "2 baguettes|1 du beurre|6 yaourts")]
    [InlineData("arroz, aceite de oliva y huevos", Language.Es, "1 arroz|1 aceite de oliva|1 huevos")]
    [InlineData("两包意面、橄榄油和一个沥水篮", Language.Zh, "2 意面|1 橄榄油|1 沥水篮")]
    public void A_list_is_split(string sentence, Language language, string items) =>
        Assert.Equal(items, string.Join('|', WantedItems.In(sentence, language).Select(static item => $"{item.Quantity} {item.For}")));

    [Theory]
    [InlineData("weekly basket for 4", Language.En, "milk", 2)]
    [InlineData("panier hebdo pour 4", Language.Fr, "lait", 2)]
    [InlineData("Wocheneinkauf für 2 Personen", Language.De, "Milch", 1)]
    [InlineData("cesta semanal para 6", Language.Es, "leche", 3)]
    [InlineData("四口人一周的菜", Language.Zh, "牛奶", 2)]
    public void A_standing_list_counts_its_persons(string sentence, Language language, string first, int quantity)
    {
        WantedItem item = WantedItems.In(sentence, language)[0];
        Assert.Equal((first, quantity), (item.For, item.Quantity));
    }
}
