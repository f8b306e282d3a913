using System.Text.Json;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Gifts;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Tests.Gifts;

/// <summary>Who tells what is wrong and names no thing is helped; who names one gets it.</summary>
public sealed class NeedTests(SampleShop shop)
{
    [Theory]
    [InlineData("J'ai mal au dos au bureau", "FUR-016")]
    [InlineData("my back is killing me, my sore back", "FUR-016")]
    [InlineData("手机老没电", "ELE-")]
    [InlineData("me cuesta dormir por la noche", "GRO-")]
    [InlineData("neighbours are loud", "ELE-")]
    public void A_need_is_met_by_what_helps(string sentence, string id)
    {
        AskResponse response = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence });
        Assert.Equal(AnswerKind.Options, response.Answer.Kind);
        Assert.StartsWith(id, response.Answer.Recommended!.Id, StringComparison.Ordinal);
        Assert.NotEmpty(response.Understanding.Text);
    }

    [Fact]
    public void What_is_no_help_is_not_offered() =>
        Assert.Equal(AnswerKind.Nothing, new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "my sink is blocked" }).Answer.Kind);

    [Fact]
    public void A_thing_that_is_named_comes_before_a_need()
    {
        Answer answer = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "cream for dry skin" }).Answer;
        Assert.All(answer.Offered, option => Assert.StartsWith("BEA-", option.Id, StringComparison.Ordinal));
        Assert.Contains("cream", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_language_knows_the_same_needs_and_finds_each_by_its_every_cue()
    {
        string[] names = Names("en");
        Assert.NotEmpty(names);
        foreach (Language language in LanguageCodes.All)
        {
            Assert.Equal(names, Names(language.Code()));
            using JsonDocument file = Read(language.Code());
            foreach (JsonProperty need in file.RootElement.EnumerateObject())
            {
                string[] ideas = [.. need.Value.GetProperty("ideas").EnumerateArray().Select(static idea => idea.GetString()!)];
                Assert.Distinct(ideas);
                foreach (string phrase in need.Value.GetProperty("cues").EnumerateArray().SelectMany(static cue => PhrasePattern.Expand(cue.GetString()!)))
                    Assert.True(ideas[0] == IdeaBook.Needs(language).IdeasFor($"hm, {phrase}!").FirstOrDefault(), $"{language}: \"{phrase}\" does not tell {need.Name}");
            }
        }
    }

    private static string[] Names(string code)
    {
        using JsonDocument file = Read(code);
        return [.. file.RootElement.EnumerateObject().Select(static need => need.Name)];
    }

    private static JsonDocument Read(string code) => JsonDocument.Parse(File.ReadAllBytes(Workspace.PathOf("src", "Retrieval.Conversation", "Data", "needs", $"{code}.json")));
}
