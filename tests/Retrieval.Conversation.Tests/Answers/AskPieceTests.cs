using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Conversation.Tests.Answers;

/// <summary>What is told of an answer before it is whole: what was understood before anything is searched, then what the answer offers, in its order.</summary>
public sealed class AskPieceTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("smoothie blender under 60 €", AnswerKind.Options)]
    [InlineData("panier hebdo pour 4", AnswerKind.Basket)]
    [InlineData("something for the garden", AnswerKind.Clarify)]
    [InlineData("where is my order", AnswerKind.Nothing)]
    public void The_pieces_are_the_answer(string sentence, AnswerKind kind)
    {
        var pieces = new List<AskPiece>();
        Answer answer = assistant.Ask(new AskRequest { Sentence = sentence }, pieces.Add).Answer;
        Assert.Equal(kind, answer.Kind);
        Assert.IsType<AskPiece.Understood>(pieces[0]);
        Assert.Equal(answer.Question, pieces.OfType<AskPiece.Asked>().SingleOrDefault()?.Question);
        Assert.Equal(answer.Recommended is null ? [] : [answer.Recommended, .. answer.Alternatives], pieces.OfType<AskPiece.Chosen>().Select(static piece => piece.Option));
        Assert.Equal(answer.Items, pieces.OfType<AskPiece.Filled>().Select(static piece => piece.Item));
    }

    [Fact]
    public void What_was_understood_is_told_before_the_search()
    {
        using var stop = new CancellationTokenSource();
        var pieces = new List<AskPiece>();
        var request = new AskRequest { Sentence = "smoothie blender under 60 €" };
        Assert.Throws<OperationCanceledException>(() => assistant.Ask(
            request,
            piece =>
            {
                pieces.Add(piece);
                stop.Cancel();
            },
            stop.Token));
        Assert.IsType<AskPiece.Understood>(Assert.Single(pieces));
    }
}
