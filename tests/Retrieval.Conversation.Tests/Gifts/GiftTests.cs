using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests.Gifts;

/// <summary>Ideas for somebody: within the budget, from more than one department, with the interest that was told.</summary>
public sealed class GiftTests(SampleShop shop)
{
    [Fact]
    public void A_host_gets_ideas_of_several_kinds()
    {
        Answer answer = Ask("idées de cadeaux pour une hôte");
        Assert.StartsWith("fr/gift", answer.Template, StringComparison.Ordinal);
        Assert.Equal(3, answer.Offered.Count());
        Assert.Distinct(answer.Offered.Select(option => shop.Products[option.Id].Category[^1]));
        Assert.StartsWith("GIF-", answer.Recommended!.Id, StringComparison.Ordinal);
        Assert.Equal("EUR", answer.Recommended.Price!.Value.Currency);
    }

    [Theory]
    [InlineData("gift for my mother who loves tea, under 40 €")]
    [InlineData("je cherche un cadeau pour l'anniversaire de ma mère, elle adore le thé, pas plus de 40 €, livré avant samedi")]
    public void An_interest_and_a_budget_are_kept(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.Contains(answer.Recommended!.Id, (string[])["GIF-013", "GIF-020"]);
        Assert.All(answer.Offered, static option => Assert.True(option.Price!.Value.Major <= 40));
    }

    [Theory]
    [InlineData("regalo para mi madre, le encanta el té, menos de 40 €")]
    [InlineData("Geschenk für meine Mutter, sie liebt Tee, unter 40 €")]
    [InlineData("送妈妈的礼物，她爱喝茶，300元以内")]
    [InlineData("regalo per mia madre, adora il tè, meno di 40 €")]
    [InlineData("prenda para a minha mãe, adora chá, até 40 €")]
    [InlineData("cadeau voor mijn moeder, ze houdt van thee, onder 40 €")]
    public void Who_loves_tea_gets_tea(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.Contains(answer.Recommended!.Id, (string[])["GIF-004", "GIF-013", "GIF-020", "GIF-031", "GRO-089"]);
    }

    [Theory]
    [InlineData("送男朋友的礼物，他喜欢做饭")]
    [InlineData("cadeau de crémaillère pour des amis qui cuisinent, 50 € max")]
    [InlineData("Einweihungsgeschenk für Freunde, die gern kochen, bis 50 €")]
    [InlineData("present for my brother who loves cooking")]
    public void Who_cooks_gets_no_potatoes(string sentence) =>
        Assert.All(Ask(sentence).Offered, static option => Assert.DoesNotContain("GRO-", option.Id, StringComparison.Ordinal));

    [Theory]
    [InlineData("birthday present for a 5 year old girl who likes animals")]
    [InlineData("Geschenk für einen 10-jährigen Jungen, der gern experimentiert")]
    [InlineData("regalo para una niña de 4 años")]
    public void A_child_gets_what_is_for_its_age(string sentence) =>
        Assert.All(Ask(sentence).Offered, option => Assert.True(option.Fit.IsFull, $"{option.Id} {option.Title}"));

    private Answer Ask(string sentence) => new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence }).Answer;
}
