using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests.Complements;

/// <summary>What goes with a product: the feed's relations first, in one currency with it, never what stands in for it.</summary>
public sealed class ComplementTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Fact]
    public void The_feeds_relations_come_first()
    {
        Answer answer = assistant.Ask(new AskRequest { Sentence = shop.Products["BAB-001"].Title }).Answer;
        Assert.Equal("BAB-001", answer.Recommended!.Id);
        Assert.Equal(["BAB-003", "BAB-004"], answer.Complements.Take(2).Select(static complement => complement.Id));
        Assert.All(answer.Complements, static complement => Assert.Empty(complement.Reasons));
    }

    [Fact]
    public void No_complement_is_an_option_or_stands_in_for_one()
    {
        int found = 0;
        foreach (string sentence in shop.Queries)
        {
            Answer answer = assistant.Ask(new AskRequest { Sentence = sentence }).Answer;
            found += answer.Complements.Count;
            Assert.True(answer.Complements.Count <= 3);
            Assert.Empty(answer.Complements.Select(static option => option.Id).Intersect(answer.Offered.Select(static option => option.Id)));
            foreach (Option complement in answer.Complements)
            {
                Assert.Equal(answer.Recommended!.Price?.Currency, complement.Price?.Currency);
                Assert.DoesNotContain(shop.Products[answer.Recommended.Id].Related, related => related.Id == complement.Id && related.Type == "substitute");
            }
        }
        Assert.True(found > 20, $"{found} complements");
    }

    [Fact]
    public void Something_to_go_with_a_thing_is_not_another_one_of_it()
    {
        Answer answer = assistant.Ask(new AskRequest { Sentence = "something to go with my Mollivo Trek pushchair" }).Answer;
        Assert.Equal("en/complement/a", answer.Template);
        Assert.Contains(answer.Recommended!.Id, (string[])["BAB-003", "BAB-004"]);
    }

    [Theory]
    [InlineData("what goes with a picnic blanket", "en/nothing_with/a")]
    [InlineData("qu'est-ce qui va avec une pelle ?", "fr/nothing_with/a")]
    public void Where_nothing_is_related_the_thing_itself_does_not_go_with_it(string sentence, string template)
    {
        Answer answer = assistant.Ask(new AskRequest { Sentence = sentence }).Answer;
        Assert.Equal(template, answer.Template);
        Assert.Empty(answer.Offered);
    }
}
