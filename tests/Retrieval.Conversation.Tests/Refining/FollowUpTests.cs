using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Wording;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Refining;

/// <summary>What is said after an answer without any cue: it describes what was shown, tells of who is given something, asks what goes along, or begins anew.</summary>
public sealed class FollowUpTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("canapé", "convertible", "canapé convertible", "FUR-024")]
    [InlineData("蓝牙耳机", "降噪的", "蓝牙耳机 降噪", "ELE-")]
    [InlineData("headphones", "noise cancelling ones", "headphones noise cancelling", "ELE-001")]
    public void Words_that_the_kinds_shown_are_described_by_refine(string first, string then, string text, string id)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(text, response.Understanding.Text);
        Assert.StartsWith(id, response.Answer.Recommended!.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headphones", "kalimba")]
    [InlineData("Mixer", "Toaster")]
    [InlineData("blender", "descaler")]
    public void Other_words_begin_anew(string first, string then) => Assert.Equal(then, Say(first, then).Understanding.Text);

    [Theory]
    [InlineData("quiero regalar algo a mi hermana", "le gusta cocinar")]
    [InlineData("gift for my sister", "she loves cooking")]
    [InlineData("Geschenk für meine Schwester", "sie kocht gern")]
    [InlineData("cadeau pour ma sœur", "elle aime cuisiner")]
    public void What_is_told_of_somebody_narrows_the_presents(string first, string then)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.NotEmpty(response.Answer.Offered);
        Assert.All(response.Answer.Offered, option => Assert.Matches("^(KIT|GIF|MED)-", option.Id));
    }

    [Fact]
    public void An_age_told_before_holds_for_what_is_told_after()
    {
        AskResponse response = Say("gift for my 6 year old nephew", "he loves dinosaurs", "under $30");
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.NotNull(response.Understanding.Ages);
        Assert.Contains(response.Understanding.Constraints, static constraint => constraint is Constraint.Price { Max: 30 });
    }

    [Theory]
    [InlineData("running shoes", "what goes with them?")]
    [InlineData("Smartphone Nubira N8", "was passt dazu?")]
    public void What_goes_along_is_asked_of_the_first_shown(string first, string then)
    {
        AskResponse before = assistant.Ask(new AskRequest { Sentence = first });
        AskResponse response = assistant.Ask(new AskRequest { Sentence = then, Context = before.Context });
        Assert.Equal(Purpose.Complement, response.Understanding.Purpose);
        string[] along = [.. shop.Products[before.Answer.Recommended!.Id].Related.Where(static related => related.GoesWith).Select(static related => related.Id)];
        Assert.NotEmpty(response.Answer.Offered);
        Assert.Contains(response.Answer.Recommended!.Id, along);
    }

    [Fact]
    public void Where_nothing_goes_along_it_is_said() => Assert.Equal(AnswerKind.Nothing, Say("cafetera italiana", "¿qué combina con eso?").Answer.Kind);

    [Fact]
    public void Another_brand_is_no_brand_of_that_name() =>
        Assert.DoesNotContain(Say("蓝牙耳机", "换个品牌").Understanding.Constraints, static constraint => constraint is Constraint.Named { Kind: "brand" });

    [Fact]
    public void Every_language_asks_for_something_and_for_what_goes_along() =>
        Assert.All(LanguageCodes.All, static language =>
        {
            foreach (string section in (string[])["something", "goes_with"])
                Assert.True(LanguageFiles.Open("cues", language).RootElement.GetProperty(section).GetArrayLength() > 0, $"{language} has no \"{section}\"");
        });

    private AskResponse Say(params string[] sentences)
    {
        AskResponse? before = null;
        foreach (string sentence in sentences) before = assistant.Ask(new AskRequest { Sentence = sentence, Context = before?.Context });
        return before!;
    }
}
