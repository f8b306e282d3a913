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

    private Answer Ask(string sentence) => new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence }).Answer;
}
