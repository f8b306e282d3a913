using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Facts;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Requests;

/// <summary>A context comes back as it went, from itself or from a whole answer; anything else is refused in words, whatever its bytes.</summary>
public sealed class ConversationContextTests(SampleShop shop)
{
    [Fact]
    public void A_context_survives_its_journey()
    {
        AskResponse response = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "something for the garden under 50 €" });
        byte[] bytes = response.Context.ToUtf8();
        Assert.InRange(bytes.Length, 1, ConversationContext.MostBytes);
        Assert.Equal(bytes, ConversationContext.Read(bytes).ToUtf8());

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) AnswerJson.Write(response, json);
        Assert.Equal(bytes, ConversationContext.Read(stream.ToArray()).ToUtf8());
    }

    [Fact]
    public void The_kind_of_thing_asked_for_survives_it()
    {
        AskResponse response = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "smoothie blender under 60 €" });
        ConversationContext read = ConversationContext.Read(response.Context.ToUtf8());
        Assert.NotEmpty(read.Intent.Kinds);
        Assert.Equal(response.Understanding.Kinds, read.Intent.Kinds);
        Assert.Equal(response.Understanding.Head, read.Intent.Head);
    }

    [Fact]
    public void A_stated_age_survives_it_and_holds_in_the_next_turn()
    {
        var assistant = new AskEngine(shop.Engine);
        AskResponse first = assistant.Ask(new AskRequest { Sentence = "a game for my 5 year old" });
        Assert.Equal(new AgeSpan(60, 71), ConversationContext.Read(first.Context.ToUtf8()).Intent.Ages);
        AskResponse second = assistant.Ask(new AskRequest { Sentence = "cheaper", Context = first.Context });
        Assert.Equal(new AgeSpan(60, 71), second.Understanding.Ages);
    }

    [Fact]
    public void A_number_of_persons_survives_it_until_another_is_told()
    {
        var assistant = new AskEngine(shop.Engine);
        AskResponse first = assistant.Ask(new AskRequest { Sentence = "a sofa for 3 people" });
        Assert.Equal(new Constraint.Persons(3, "for 3 people"), ConversationContext.Read(first.Context.ToUtf8()).Intent.Persons);
        AskResponse second = assistant.Ask(new AskRequest { Sentence = "cheaper", Context = first.Context });
        Assert.Equal(3, second.Understanding.Persons?.Least);
        AskResponse third = assistant.Ask(new AskRequest { Sentence = "for 5 people", Context = second.Context });
        Assert.Equal(5, third.Understanding.Persons?.Least);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"context\":7}")]
    [InlineData("{\"version\":99}")]
    [InlineData("{\"version\":1,\"sentence\":\"x\"}")]
    public void What_is_no_context_is_refused(string text) =>
        Assert.Throws<InvalidContextException>(() => ConversationContext.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void No_damage_to_its_bytes_is_more_than_a_refusal()
    {
        byte[] whole = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "blender under 60 €" }).Context.ToUtf8();
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                ConversationContext.Read(damaged);
            }
            catch (InvalidContextException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }
}
