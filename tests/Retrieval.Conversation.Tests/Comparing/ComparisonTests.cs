using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Comparing;

/// <summary>Sentences that ask to choose between things.</summary>
public sealed class ComparisonTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("quelle différence entre le mixeur Zenko et le blender Tavelle ?", "KIT-001 KIT-002", "KIT-004")]
    [InlineData("what's better for smoothies, a Zenko Go or the Lumora Sip?", "KIT-001 KIT-002 KIT-018", "KIT-019")]
    [InlineData("is the Zenko ZK-900NC better than the Klarvox HD 62?", "ELE-001 ELE-002", "ELE-006")]
    [InlineData("¿el Zenko ZK-900NC es mejor que el Klarvox HD 62?", "ELE-001 ELE-002", "ELE-006")]
    [InlineData("Was ist besser: Kessano Standmixer oder Nordhaus Smoothie-Maker?", "KIT-008", "KIT-006 KIT-007")]
    [InlineData("¿cuál es mejor, batidora de vaso Brisa o batidora de mano Solmara?", "KIT-012", "KIT-013")]
    [InlineData("灶语奶昔搅拌机和禾屿便携榨汁杯哪个好", "KIT-015", "KIT-014")]
    public void One_of_each_is_offered(string sentence, string first, string second)
    {
        AskResponse compared = Ask(sentence);
        Assert.Equal(Purpose.Compare, compared.Understanding.Purpose);
        Assert.Contains("/compare/", compared.Answer.Template, StringComparison.Ordinal);
        string[] offered = [.. compared.Answer.Offered.Select(static option => option.Id)];
        Assert.Equal(2, offered.Length);
        Assert.Single(offered, id => first.Contains(id, StringComparison.Ordinal));
        Assert.Single(offered, id => second.Contains(id, StringComparison.Ordinal));
        Assert.NotEmpty(compared.Answer.Alternatives[0].Differs);
    }

    [Theory]
    [InlineData("which is better, a cordless drill or a chainsaw helmet?")]
    [InlineData("Rucksack oder Hubschraubertriebwerk, was ist besser?")]
    public void What_was_not_found_is_said(string sentence)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Empty(answer.Alternatives);
        Assert.Matches("I found nothing for: .*chainsaw|Nichts gefunden für: Hubschraubertriebwerk", answer.Text);
    }

    [Fact]
    public void A_budget_holds_for_both()
    {
        Answer answer = Ask("Zenko mixeur ou blender Tavelle, lequel choisir à moins de 40 € ?").Answer;
        Assert.Equal(["KIT-001"], answer.Offered.Select(static option => option.Id));
    }

    [Theory]
    [InlineData("Mixer oder Stabmixer?", "die günstigere", "KIT-006")]
    [InlineData("Mixer oder Stabmixer?", "die zweite", "KIT-010")]
    [InlineData("Mixer oder Stabmixer?", "der teurere", "KIT-010")]
    [InlineData("is the Zenko ZK-900NC better than the Klarvox HD 62?", "the lighter one", "ELE-001")]
    [InlineData("¿cuál es mejor, batidora de vaso Brisa o batidora de mano Solmara?", "la mejor valorada", "KIT-013")]
    [InlineData("Zenko mixeur ou blender Tavelle, lequel choisir ?", "le moins cher des deux", "KIT-001")]
    [InlineData("cafetière à piston ou machine à expresso, que choisir ?", "la moins chère", "KIT-066")]
    public void A_word_on_what_was_compared_points_to_one_of_it(string sentence, string then, string id)
    {
        AskResponse compared = Ask(sentence);
        AskResponse chosen = assistant.Ask(new AskRequest { Sentence = then, Context = compared.Context });
        Assert.Contains(chosen.Answer.Recommended!.Id, compared.Answer.Offered.Select(static option => option.Id));
        Assert.Equal(id, chosen.Answer.Recommended.Id);
        Assert.Empty(chosen.Answer.Alternatives);
        Assert.Equal(Purpose.Find, chosen.Understanding.Purpose);
        Assert.DoesNotContain(chosen.Understanding.Constraints, static constraint => constraint is Constraint.Price);
    }

    private AskResponse Ask(string sentence) => assistant.Ask(new AskRequest { Sentence = sentence });
}
