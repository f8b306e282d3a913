using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Measures;

namespace Retrieval.Conversation.Tests.Baskets;

/// <summary>Baskets over the sample shop: the things that were asked for, their total, the common budget, and what the shop does not have.</summary>
public sealed class BasketTests(SampleShop shop)
{
    [Theory]
    [InlineData("panier hebdo pour 4", "EUR")]
    [InlineData("Wocheneinkauf für 2", "EUR")]
    [InlineData("cesta semanal para 3", "EUR")]
    [InlineData("pasta, olive oil and a colander", null)]
    [InlineData("everything for a beach day", null)]
    [InlineData("两包意面、橄榄油和一个沥水篮", "CNY")]
    public void A_list_is_a_basket_in_one_currency(string sentence, string? currency)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal(AnswerKind.Basket, response.Answer.Kind);
        PromiseCheck.Check(sentence, response, shop, null);
        if (currency is not null) Assert.Equal(currency, response.Answer.Total!.Value.Currency);
        Assert.Distinct(response.Answer.Items.Select(static item => item.Option.Id));
    }

    [Theory]
    [InlineData("Brot, Käse, Äpfel")]
    [InlineData("bread, cheese, apples")]
    [InlineData("pain, fromage, pommes")]
    [InlineData("pan, queso, manzanas")]
    [InlineData("面包、奶酪、苹果")]
    [InlineData("pane, formaggio, mele")]
    public void Three_things_of_the_shop_are_a_list_without_an_and(string sentence)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal((AnswerKind.Basket, 3), (response.Answer.Kind, response.Answer.Items.Count));
        PromiseCheck.Check(sentence, response, shop, null);
    }

    [Theory]
    [InlineData("Kleid rot, Größe 38, Baumwolle")]
    [InlineData("Rucksack, Laptopfach, wasserdicht")]
    [InlineData("headphones, bluetooth, noise cancelling")]
    [InlineData("robe rouge, taille 38, coton")]
    public void What_is_said_of_one_thing_is_no_list(string sentence) => Assert.NotEqual(AnswerKind.Basket, Ask(sentence).Answer.Kind);

    [Fact]
    public void A_weekly_basket_is_food()
    {
        Answer answer = Ask("panier hebdo pour 4").Answer;
        Assert.True(answer.Items.Count >= 10);
        Assert.All(answer.Items, static item => Assert.StartsWith("GRO-", item.Option.Id, StringComparison.Ordinal));
        Assert.Contains(answer.Items, static item => item is { For: "lait", Quantity: 2, Option.Id: "GRO-027" });
    }

    [Theory]
    [InlineData("pizza night for 4", "tomatoes", "cheese", "olive oil")]
    [InlineData("soirée pizza pour 4", "tomates", "fromage", "huile d'olive")]
    [InlineData("Pizzaabend für 4", "Tomaten", "Käse", "Olivenöl")]
    [InlineData("noche de pizza para 4", "tomates", "queso", "aceite de oliva")]
    [InlineData("做披萨 4个人", "马苏里拉芝士", "橄榄油")]
    [InlineData("raclette pour 6", "fromage", "pain", "tomates")]
    [InlineData("Raclette-Abend für 6 Personen", "Käse", "Kartoffeln", "Brot")]
    [InlineData("fondue savoyarde pour 4", "fromage", "pain", "pommes")]
    [InlineData("火锅 4人", "米粉", "鸡蛋")]
    [InlineData("paella para 6", "arroz", "tomates", "aceite de oliva")]
    [InlineData("taco night for 4", "tomatoes", "cheese")]
    [InlineData("soirée sushi à deux", "riz", "thé vert")]
    [InlineData("pancakes for 4", "milk", "eggs")]
    [InlineData("Pfannkuchen für 4", "Milch", "Eier")]
    public void An_evening_of_a_dish_is_a_basket_of_what_it_is_made_of(string sentence, params string[] things)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal(AnswerKind.Basket, response.Answer.Kind);
        Assert.Empty(things.Except(response.Answer.Items.Select(static item => item.For)));
        PromiseCheck.Check(sentence, response, shop, null);
    }

    [Theory]
    [InlineData("pizza stone for 4")]
    [InlineData("appareil à raclette 8 personnes")]
    [InlineData("Pizzaschneider")]
    [InlineData("火锅底料")]
    public void What_a_dish_is_made_with_is_one_thing(string sentence) => Assert.NotEqual(AnswerKind.Basket, Ask(sentence).Answer.Kind);

    [Theory]
    [InlineData("Wocheneinkauf für 2", "DE", "Brot", "GRO-046")]
    [InlineData("Grillabend für 6", "DE", "Teller", "KIT-088")]
    public void What_is_for_some_alone_is_not_taken_unasked(string sentence, string market, string item, string id) =>
        Assert.Equal(id, Assert.Single(Ask(sentence, market).Answer.Items, line => line.For == item).Option.Id);

    [Fact]
    public void What_is_for_some_is_taken_for_them() =>
        Assert.Contains(Ask("panier hebdo sans gluten pour 2").Answer.Items, static item => item is { For: "pain", Option.Id: "GRO-030" });

    [Fact]
    public void Four_campers_have_two_tents_for_two()
    {
        BasketItem tent = Assert.Single(Ask("camping trip for 4").Answer.Items, static item => item.For == "tent");
        Assert.Equal((2, "SPO-006"), (tent.Quantity, tent.Option.Id));
    }

    [Theory]
    [InlineData("2 kg of rice, 3 litres of milk and a dozen eggs", "rice 2 kg, milk 3 l, eggs 12")]
    [InlineData("2 kilos de riz, 1 litre d'huile d'olive et 12 œufs", "riz 2 kg, huile d'olive 1 l, œufs 12")]
    [InlineData("500 g Nudeln, 1 kg Tomaten", "Nudeln 0.5 kg, Tomaten 1 kg")]
    [InlineData("6个鸡蛋和3升牛奶", "鸡蛋 6, 牛奶 3 l")]
    [InlineData("2 paquets de café et 6 yaourts", "café 2 packs, yaourts 6")]
    [InlineData("2 docenas de huevos y 2 kg de arroz", "huevos 2 packs, arroz 2 kg")]
    public void An_amount_is_as_many_packs_as_hold_it(string sentence, string wanted)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal(AnswerKind.Basket, response.Answer.Kind);
        foreach (string[] want in wanted.Split(", ").Select(static want => want.Split(' ')))
        {
            bool isMeasured = want[^1] is "kg" or "l", isPacks = want[^1] == "packs";
            string name = string.Join(' ', isMeasured || isPacks ? want[..^2] : want[..^1]);
            double amount = double.Parse(isMeasured || isPacks ? want[^2] : want[^1], CultureInfo.InvariantCulture);
            BasketItem item = Assert.Single(response.Answer.Items, item => item.For == name);
            Product product = shop.Products[item.Option.Id];
            ProductFacts facts = ProductFacts.Of(product);
            double content = isPacks ? 1 : isMeasured ? facts.Measures.Where(measure => measure.Dimension == (want[^1] == "kg" ? Dimension.Mass : Dimension.Capacity)).Max(static measure => measure.Value) : facts.Counts.Max();
            Assert.True(item.Quantity * content >= amount && (item.Quantity - 1) * content < amount, $"{item.Quantity} × {product.Title} for {amount}");
        }
    }

    [Theory]
    [InlineData("what do I need for a barbecue")]
    [InlineData("was brauche ich zum Grillen")]
    [InlineData("qu'est-ce qu'il faut pour un barbecue")]
    [InlineData("qué necesito para una barbacoa")]
    [InlineData("周末烧烤要买什么")]
    public void Who_asks_what_an_occasion_takes_is_given_a_list(string sentence) => Assert.Equal(AnswerKind.Basket, Ask(sentence).Answer.Kind);

    [Fact]
    public void What_the_shop_sells_none_of_is_not_filled_with_what_is_called_alike()
    {
        Answer answer = Ask("6 Flaschen Wasser und 2 Brote").Answer;
        Assert.Equal("Brote", Assert.Single(answer.Items).For);
        Assert.Contains("Wasser", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_budget_gives_nobody_a_toddlers_plates() =>
        Assert.DoesNotContain(Ask("tout pour un barbecue, budget 150 €").Answer.Items, static item => item.Option.Id == "BAB-022");

    [Fact]
    public void A_common_budget_is_kept_or_said_to_be_too_small()
    {
        Answer kept = Ask("riz, pâtes, tomates et huile d'olive pour moins de 20 €").Answer;
        Assert.Equal(AnswerKind.Basket, kept.Kind);
        Assert.True(kept.Total!.Value.Major <= 20);
        Assert.Empty(kept.Relaxed);
        Answer less = Ask("riz, pâtes, tomates et huile d'olive pour moins de 6 €").Answer;
        Assert.True(less.Total!.Value.Major <= 6);
        Assert.Contains("huile", less.Text, StringComparison.Ordinal);
        Assert.InRange(less.Items.Count, 2, 3);
        Answer tooSmall = Ask("riz, pâtes, tomates et huile d'olive pour moins de 0,50 €").Answer;
        Assert.Equal(tooSmall.Total!.Value.Major, Assert.Single(tooSmall.Relaxed).To);
        Assert.Single(tooSmall.Items);
    }

    [Fact]
    public void What_the_shop_does_not_have_is_said()
    {
        Answer answer = Ask("du riz, des pâtes et un hélicoptère télécommandé à turbine").Answer;
        Assert.Equal(2, answer.Items.Count);
        Assert.Contains("hélicoptère", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pasta, olive oil and a colander under 40 €", "GRO-067 GRO-034 GRO-052,GRO-037 GRO-054 GRO-070,KIT-077 KIT-078")]
    [InlineData("Nudeln, Olivenöl und ein Sieb", "GRO-052,GRO-054,KIT-077")]
    [InlineData("pasta, aceite de oliva y un colador", "GRO-067,GRO-070,KIT-078")]
    [InlineData("litière et friandises pour animaux", "PET-010,PET-013")]
    [InlineData("tres cuadernos, bolígrafos y una lámpara de escritorio", "OFF-026,OFF-013,FUR-026")]
    [InlineData("猫砂、猫条和自动喂食器", "PET-026,PET-029,PET-027")]
    public void Each_item_is_the_thing(string sentence, string things)
    {
        Answer answer = Ask(sentence).Answer;
        string[] lines = things.Split(',');
        Assert.Equal(lines.Length, answer.Items.Count);
        Assert.All(answer.Items.Zip(lines), static pair => Assert.Contains(pair.First.Option.Id, pair.Second));
    }

    [Theory]
    [InlineData("a tent, a sleeping bag and a paddle board", "paddle board", "BAB-008")]
    [InlineData("Nudeln, Käse und ein Toaster", "Toaster", "KIT-008")]
    [InlineData("两个睡袋、一顶帐篷和桨板", "桨板", "BAB-029")]
    [InlineData("everything for a beach day in the sun", "beach toys", "OFF-001")]
    public void Nothing_else_stands_in_for_what_the_shop_does_not_have(string sentence, string missing, string other)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Contains(missing, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Offered, option => option.Id == other);
    }

    [Theory]
    [InlineData("breakfast for 4, vegan")]
    [InlineData("Frühstück für 4, vegan")]
    [InlineData("petit-déjeuner vegan pour 3")]
    [InlineData("desayuno sin gluten para 2")]
    public void A_diet_holds_for_all_of_an_occasion(string sentence)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal(AnswerKind.Basket, response.Answer.Kind);
        PromiseCheck.Check(sentence, response, shop, null);
        Assert.All(response.Answer.Offered, static option => Assert.True(option.Fit.IsFull));
    }

    [Theory]
    [InlineData("milk, bread and eggs for someone with coeliac disease", 0)]
    [InlineData("pasta and bread for my coeliac daughter, and milk", 2)]
    [InlineData("pasta, bread and milk, gluten free", 2)]
    [InlineData("du pain et des pâtes sans gluten", 2)]
    [InlineData("Nudeln, Brot und Milch für jemanden mit Zöliakie", 2)]
    public void What_somebody_must_not_eat_is_in_nothing_of_a_list(string sentence, int stating)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal(AnswerKind.Basket, response.Answer.Kind);
        PromiseCheck.Check(sentence, response, shop, null);
        Assert.All(response.Answer.Items, static item => Assert.All(item.Option.Fit.NotStated, static label => Assert.Equal("diet gluten_free", label)));
        Assert.True(response.Answer.Items.Count(static item => item.Option.Fit.IsFull) >= stating);
    }

    [Fact]
    public void What_is_stated_of_one_item_is_not_asked_of_the_others()
    {
        Answer answer = Ask("white wall paint and some work gloves, please").Answer;
        Assert.Equal(2, answer.Items.Count);
        Assert.Contains("blanc", answer.Items[0].Option.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tisch und Stühle Set")]
    [InlineData("table and chairs for the balcony")]
    [InlineData("sel et poivre moulin")]
    public void What_the_shop_sells_as_one_thing_is_no_basket(string sentence) => Assert.NotEqual(AnswerKind.Basket, Ask(sentence).Answer.Kind);

    private AskResponse Ask(string sentence, string? market = null) => new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence, Market = market });
}
