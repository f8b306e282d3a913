using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests.Refining;

/// <summary>Who tells how it stands and then asks gets what is asked for, not a basket with the story in it.</summary>
public sealed class SituationTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("my back hurts, looking for a chair", "OFF-001")]
    [InlineData("j'ai mal au dos, je cherche une chaise", "OFF-001")]
    [InlineData("ich habe Rückenschmerzen und suche einen Stuhl", "OFF-001")]
    [InlineData("me duele la espalda, busco una silla", "OFF-001")]
    [InlineData("我腰疼，想买把椅子", "OFF-034")]
    [InlineData("waiting for guests, need plates", "KIT-090")]
    [InlineData("on attend des invités, il me faut des assiettes", "KIT-090")]
    [InlineData("wir bekommen Gäste und brauchen Teller", "KIT-090")]
    [InlineData("vienen invitados, necesito platos", "KIT-090")]
    [InlineData("有客人来，需要盘子", "KIT-090")]
    [InlineData("my phone keeps dying, do you have a power bank?", "ELE-027")]
    public void What_is_asked_for_behind_a_story_is_recommended(string sentence, string id)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal((AnswerKind.Options, id), (response.Answer.Kind, response.Answer.Recommended?.Id));
        PromiseCheck.Check(sentence, response, shop, null);
    }

    [Theory]
    [InlineData("my knives are blunt, I need a sharpener")]
    [InlineData("mein Hund haart, ich brauche einen Staubsauger")]
    [InlineData("我睡不好，想买个枕头")]
    public void Nor_is_what_the_story_names_offered_for_it(string sentence) => Assert.Equal(AnswerKind.Nothing, Ask(sentence).Answer.Kind);

    [Theory]
    [InlineData("I need bread, cheese and I also need apples", 3)]
    [InlineData("we have guests coming, need plates, glasses and napkins", 2)]
    public void A_list_stays_one(string sentence, int items)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal((AnswerKind.Basket, items), (answer.Kind, answer.Items.Count));
    }

    [Theory]
    [InlineData("under 60 €, I'm looking for a smoothie blender")]
    [InlineData("je cherche un mixeur, pas plus de 60 €")]
    [InlineData("for my mum who loves tea, I'm looking for a mug")]
    public void What_is_stated_before_asking_is_kept(string sentence) =>
        Assert.Equal(shop.Engine.Understand(sentence).Constraints, Ask(sentence).Understanding.Constraints);

    private AskResponse Ask(string sentence) => assistant.Ask(new AskRequest { Sentence = sentence });
}
