using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests.Unavailable;

/// <summary>A product that is named and sold out is told to be, and its substitute is offered.</summary>
public sealed class NamedProductTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("Zenko Pebble 2 TB", "ELE-048", "ELE-047")]
    [InlineData("ZK-900NC in silver", "ELE-002", "ELE-001")]
    [InlineData("KIT-033", "KIT-033", "KIT-034")]
    public void Its_substitute_is_offered(string sentence, string soldOut, string substitute)
    {
        Answer answer = Ask(sentence);
        UnavailableProduct told = Assert.Single(answer.Unavailable);
        Assert.Equal(soldOut, told.Id);
        Assert.StartsWith(told.Text, answer.Text, StringComparison.Ordinal);
        Assert.Equal(substitute, answer.Recommended?.Id);
    }

    [Fact]
    public void Without_a_substitute_the_nearest_is_offered()
    {
        Answer answer = Ask("Zenko Go Personal Blender 400 W");
        Assert.Equal("KIT-018", Assert.Single(answer.Unavailable).Id);
        Assert.StartsWith("KIT-", answer.Recommended?.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_is_kept_by_what_is_offered_instead() =>
        Assert.DoesNotContain(Ask("Zenko Pebble 2 TB under $70").Offered, static option => option.Price is { Currency: "USD", Amount: > 7000 });

    [Theory]
    [InlineData("ZK-900NC")]
    [InlineData("Zenko blender")]
    [InlineData("smoothie blender under 60 €")]
    [InlineData("wool rug 160 x 230")]
    public void What_can_be_bought_or_is_no_name_is_not_unavailable(string sentence) => Assert.Empty(Ask(sentence).Unavailable);

    private Answer Ask(string sentence)
    {
        AskResponse response = assistant.Ask(new AskRequest { Sentence = sentence });
        PromiseCheck.Check(sentence, response, shop, null);
        return response.Answer;
    }
}
