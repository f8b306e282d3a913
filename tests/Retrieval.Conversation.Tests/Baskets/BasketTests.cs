using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

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

    [Fact]
    public void A_weekly_basket_is_food()
    {
        Answer answer = Ask("panier hebdo pour 4").Answer;
        Assert.True(answer.Items.Count >= 10);
        Assert.All(answer.Items, static item => Assert.StartsWith("GRO-", item.Option.Id, StringComparison.Ordinal));
        Assert.Contains(answer.Items, static item => item is { For: "lait", Quantity: 2, Option.Id: "GRO-027" });
    }

    [Fact]
    public void A_common_budget_is_kept_or_said_to_be_too_small()
    {
        Answer kept = Ask("riz, pâtes, tomates et huile d'olive pour moins de 20 €").Answer;
        Assert.Equal(AnswerKind.Basket, kept.Kind);
        Assert.True(kept.Total!.Value.Major <= 20);
        Assert.Empty(kept.Relaxed);
        Answer tooSmall = Ask("riz, pâtes, tomates et huile d'olive pour moins de 3 €").Answer;
        Assert.Equal(tooSmall.Total!.Value.Major, Assert.Single(tooSmall.Relaxed).To);
    }

    [Fact]
    public void What_the_shop_does_not_have_is_said()
    {
        Answer answer = Ask("du riz, des pâtes et un hélicoptère télécommandé à turbine").Answer;
        Assert.Equal(2, answer.Items.Count);
        Assert.Contains("hélicoptère", answer.Text, StringComparison.Ordinal);
    }

    private AskResponse Ask(string sentence) => new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence });
}
