using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Policies;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Tests.Shared;

namespace Retrieval.Conversation.Tests.Policies;

/// <summary>What the shop does not sell is refused, what is a person's matter goes to one, and what only sounds like it is answered.</summary>
public sealed class PolicyTests(SampleShop shop)
{
    [Theory]
    [InlineData("I want to buy a gun", Language.En)]
    [InlineData("9mm ammo", Language.En)]
    [InlineData("cheap cigarettes", Language.En)]
    [InlineData("cherche une carabine", Language.Fr)]
    [InlineData("du tabac à rouler", Language.Fr)]
    [InlineData("eine Pistole", Language.De)]
    [InlineData("Zigaretten bestellen", Language.De)]
    [InlineData("quiero una pistola", Language.Es)]
    [InlineData("marihuana", Language.Es)]
    [InlineData("买电子烟", Language.Zh)]
    [InlineData("一把手枪", Language.Zh)]
    [InlineData("una pistola", Language.It)]
    [InlineData("uma espingarda", Language.Pt)]
    [InlineData("een vuurwapen", Language.Nl)]
    public void What_is_not_sold_is_refused(string sentence, Language language) =>
        Assert.False(Assert.IsType<Retrieval.Conversation.Policies.Verdict>(Policy.BuiltIn.VerdictOn(sentence, language)).Escalates);

    [Theory]
    [InlineData("where is my order?", Language.En, "order")]
    [InlineData("when will my order arrive?", Language.En, "order")]
    [InlineData("Wann kommt mein Paket?", Language.De, "order")]
    [InlineData("我的快递什么时候到", Language.Zh, "order")]
    [InlineData("my card was declined... my payment failed", Language.En, "payment")]
    [InlineData("I want to return this jacket", Language.En, "return")]
    [InlineData("the blender arrived broken", Language.En, "complaint")]
    [InlineData("où est mon colis ?", Language.Fr, "order")]
    [InlineData("je veux être remboursé", Language.Fr, "return")]
    [InlineData("Wo bleibt meine Lieferung?", Language.De, "order")]
    [InlineData("ich möchte das zurückgeben", Language.De, "return")]
    [InlineData("¿dónde está mi pedido?", Language.Es, "order")]
    [InlineData("mi pago falló", Language.Es, "payment")]
    [InlineData("我要退货", Language.Zh, "return")]
    [InlineData("转人工", Language.Zh, "complaint")]
    public void A_person_takes_over(string sentence, Language language, string reason)
    {
        var verdict = Assert.IsType<Retrieval.Conversation.Policies.Verdict>(Policy.BuiltIn.VerdictOn(sentence, language));
        Assert.True(verdict.Escalates);
        Assert.Equal(reason, verdict.Rule);
    }

    [Theory]
    [InlineData("water pistol for the garden", Language.En)]
    [InlineData("hot glue gun", Language.En)]
    [InlineData("massage gun for runners", Language.En)]
    [InlineData("knife block with kitchen knives", Language.En)]
    [InlineData("weed killer and garden weeds", Language.En)]
    [InlineData("cigarette lighter adapter for the car", Language.En)]
    [InlineData("bow tie", Language.En)]
    [InlineData("shot glasses", Language.En)]
    [InlineData("pistolet à colle", Language.Fr)]
    [InlineData("jus de grenade bio", Language.Fr)]
    [InlineData("fusil à aiguiser", Language.Fr)]
    [InlineData("Heißklebepistole", Language.De)]
    [InlineData("Waffeleisen", Language.De)]
    [InlineData("pistola de silicona", Language.Es)]
    [InlineData("儿童水枪", Language.Zh)]
    [InlineData("筋膜枪", Language.Zh)]
    [InlineData("无烟锅", Language.Zh)]
    public void What_only_sounds_like_it_is_answered(string sentence, Language language) => Assert.Null(Policy.BuiltIn.VerdictOn(sentence, language));

    [Theory]
    [InlineData("kitchen knife for my son, he is 16")]
    [InlineData("paring knife, my daughter is 12")]
    [InlineData("paring knife for a teenager")]
    [InlineData("a paring knife set for my nephew (15)")]
    [InlineData("I'm sixteen and need a paring knife")]
    [InlineData("couteau de cuisine pour mon fils de 15 ans")]
    [InlineData("couteau de chef, ma fille a 14 ans")]
    [InlineData("un couteau de cuisine pour un ado")]
    [InlineData("Kochmesser für meinen Sohn, er ist 16")]
    [InlineData("Kochmesser, meine Tochter ist 13 Jahre alt")]
    [InlineData("Kochmesser für meinen fünfzehnjährigen Neffen")]
    [InlineData("cuchillo de cocina para mi hijo de 15 años")]
    [InlineData("cuchillo de cocina, mi hija tiene 12")]
    [InlineData("给我15岁的儿子买一把厨师刀")]
    [InlineData("厨师刀，我女儿今年12岁")]
    public void What_is_sold_from_an_age_is_not_offered_to_somebody_younger(string sentence)
    {
        AskResponse first = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence });
        AskResponse others = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "show me others", Context = first.Context });
        AskResponse another = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "Kochmesser 20 cm", Context = others.Context });
        foreach (AskResponse response in (AskResponse[])[first, others, another])
        {
            Assert.NotNull(response.Understanding.Age);
            Assert.All(response.Answer.Offered.Concat(response.Answer.Complements), option => Assert.Null(shop.Products[option.Id].AgeRestriction));
        }
    }

    [Fact]
    public void A_product_with_an_age_is_offered_with_a_warning_and_not_to_somebody_younger()
    {
        Answer offered = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = shop.Products["DIY-022"].Title }).Answer;
        Assert.Equal("DIY-022", offered.Recommended!.Id);
        Assert.Contains(offered.Warnings, static warning => warning.Contains("18", StringComparison.Ordinal));
        Answer refused = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = $"I'm 15 years old, {shop.Products["DIY-022"].Title}" }).Answer;
        Assert.Equal(AnswerKind.Refused, refused.Kind);
        Assert.Contains("18", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merchants_policy_goes_first()
    {
        var policy = Policy.Of(new PolicyFile
        {
            Refuse = [new RefusedThing("blenders", Categories: ["Kitchen > Blenders"]), new RefusedThing("lasers", new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["laser pointer[s]"] }, Text: new Dictionary<string, string> { ["en"] = "No lasers here." })],
            Escalate = [new EscalatedMatter("order", new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["my parcel"] }, new Dictionary<string, string> { ["en"] = "Call 555." })],
        });
        var assistant = new AskEngine(shop.Engine, policy);
        Assert.All(assistant.Ask(new AskRequest { Sentence = "smoothie blender" }).Answer.Offered, option => Assert.NotEqual(["Kitchen", "Blenders"], shop.Products[option.Id].Category));
        Assert.Equal("No lasers here.", assistant.Ask(new AskRequest { Sentence = "a green laser pointer" }).Answer.Text);
        Assert.Equal("Call 555.", assistant.Ask(new AskRequest { Sentence = "where is my order" }).Answer.Escalate!.Text);
    }

    [Fact]
    public void The_sample_policy_can_be_read() => Policy.Of(PolicyFile.Read(Workspace.PathOf("data-samples", "policy.json")));

    [Theory]
    [InlineData("{\"refuze\":[]}", "refuze")]
    [InlineData("{\"refuse\":[{\"id\":7}]}", "refuse[0].id: expected a text")]
    [InlineData("{\"refuse\":[{\"id\":\"a\",\"words\":{\"en\":\"gun\"}}]}", "refuse[0].words.en: expected a list")]
    [InlineData("{\"age_restricted\":[{\"categories\":[\"wine\"],\"years\":\"18\"}]}", "age_restricted[0].years: expected a whole number")]
    [InlineData("{\"refuse\":[7]}", "refuse[0]: expected an object")]
    [InlineData("{\"sold_out\":null}", "sold_out: null")]
    [InlineData("{\"avoid\":", "line 1, avoid: it ends before")]
    public void A_wrong_policy_is_told_with_its_member_and_what_is_expected(string json, string said)
    {
        string path = Path.Combine(Workspace.NewFolder(), "policy.json");
        File.WriteAllText(path, json);
        string told = Assert.Throws<PolicyException>(() => PolicyFile.Read(path)).Message;
        Assert.Contains(said, told, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Retrieval.", told, StringComparison.Ordinal);
    }
}
