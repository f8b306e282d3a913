using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests;

/// <summary>What people really ask, language by language: the answer is of the right kind, recommends the thing asked for, and breaks no promise.</summary>
public sealed class SentenceTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    // What the search still gets wrong is left in the files: a sentence is not taken out because it is hard.
    [Theory]
    [InlineData("en", 0.92)]
    [InlineData("fr", 0.8)]
    [InlineData("de", 0.98)]
    [InlineData("es", 0.88)]
    [InlineData("zh", 0.96)]
    public void The_thing_asked_for_is_recommended(string language, double least)
    {
        var asked = AskedSentences.Of(language).ToList();
        string[] wrong = [.. asked.Select(Wrong).OfType<string>()];
        Assert.True(wrong.Length <= (1 - least) * asked.Count, $"{wrong.Length} of {asked.Count}:\n{string.Join('\n', wrong)}");
    }

    /// <summary>What is wrong with the answer to a sentence; null where it is good. A broken promise fails whatever else is right.</summary>
    private string? Wrong((string Kind, string Thing, string Sentence) asked)
    {
        AskResponse response = assistant.Ask(new AskRequest { Sentence = asked.Sentence });
        PromiseCheck.Check(asked.Sentence, response, shop, null);
        Answer answer = response.Answer;
        bool isGood = asked.Kind == answer.Kind.Name() && (asked.Thing.Length == 0 || AskedSentences.Is(asked.Thing, answer.Recommended?.Id));
        return isGood ? null : $"`{asked.Sentence}`: {asked.Kind} {asked.Thing} expected, {answer.Kind.Name()} {answer.Recommended?.Id} {answer.Recommended?.Title}{string.Join(" | ", answer.Question?.Choices ?? [])}";
    }
}
