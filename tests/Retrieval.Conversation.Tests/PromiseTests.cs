using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests;

/// <summary>Every sentence of the sample shop, in several markets and with refinements on top, gets an answer that breaks no promise.</summary>
public sealed class PromiseTests(SampleShop shop)
{
    private static readonly string[] Refinements = ["cheaper", "another brand", "in black", "bigger", "show me others", "under 20 €", "the second one", "any"];

    [Theory]
    [InlineData(null)]
    [InlineData("FR")]
    [InlineData("DE")]
    [InlineData("GB")]
    public void No_answer_breaks_a_promise(string? market)
    {
        var assistant = new AskEngine(shop.Engine);
        foreach (string sentence in shop.Queries) PromiseCheck.Check(assistant.Ask(new AskRequest { Sentence = sentence, Market = market }), shop, market);
    }

    [Fact]
    public void Nor_does_a_refinement()
    {
        var assistant = new AskEngine(shop.Engine);
        for (int i = 0; i < shop.Queries.Count; i++)
        {
            AskResponse first = assistant.Ask(new AskRequest { Sentence = shop.Queries[i] });
            AskResponse second = assistant.Ask(new AskRequest { Sentence = Refinements[i % Refinements.Length], Context = first.Context });
            PromiseCheck.Check(second, shop, null);
        }
    }
}
