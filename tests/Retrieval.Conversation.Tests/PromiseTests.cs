using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests;

/// <summary>Every sentence of the sample shop, in several markets and with refinements on top, gets an answer that breaks no promise.</summary>
public sealed class PromiseTests(SampleShop shop)
{
    private static readonly string[] Refinements =
        ["cheaper", "another brand", "in black", "bigger", "show me others", "under 20 €", "the second one", "any", "moins cher", "plutôt sans fil", "größer", "en azul", "便宜一点"];

    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData(null)]
    [InlineData("FR")]
    [InlineData("DE")]
    [InlineData("GB")]
    [InlineData("US-CA")]
    [InlineData("CN")]
    public void No_answer_breaks_a_promise(string? market) =>
        Assert.Multiple([.. shop.Queries.Select<string, Action>(sentence => () => Checked(sentence, market, before: null))]);

    [Fact]
    public void Nor_that_of_a_norm() =>
        Assert.Multiple([.. shop.NormSentences.Select<string, Action>((sentence, i) => () =>
        {
            AskResponse first = Checked(sentence, market: null, before: null);
            Checked(Refinements[i % Refinements.Length], market: null, first);
        })]);

    [Theory]
    [InlineData("tent for 4 people")]
    [InlineData("tente 2 places")]
    [InlineData("Sofa für 4 Personen")]
    [InlineData("vajilla para 6 personas")]
    [InlineData("双人帐篷")]
    [InlineData("三人沙发")]
    [InlineData("juego de mesa para 5")]
    [InlineData("jeu de société à 7 joueurs")]
    [InlineData("Besteck für 6")]
    public void Nor_that_of_a_number_of_persons(string sentence)
    {
        AskResponse first = Checked(sentence, market: null, before: null);
        Assert.NotNull(first.Understanding.Persons);
        Checked("cheaper", market: null, first);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("FR")]
    public void Nor_does_a_refinement(string? market) =>
        Assert.Multiple([.. shop.Queries.Select<string, Action>((sentence, i) => () =>
        {
            AskResponse first = Checked(sentence, market, before: null);
            AskResponse second = Checked(Refinements[i % Refinements.Length], market, first);
            Checked(Refinements[(i + 5) % Refinements.Length], market, second);
        })]);

    private AskResponse Checked(string sentence, string? market, AskResponse? before)
    {
        AskResponse response = assistant.Ask(new AskRequest { Sentence = sentence, Market = market, Context = before?.Context });
        PromiseCheck.Check(before is null ? sentence : $"{before.Context.Sentence} + {sentence}", response, shop, market);
        return response;
    }
}
