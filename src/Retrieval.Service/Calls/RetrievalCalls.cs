using System.Threading.Channels;
using Grpc.Core;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Similar;
using Retrieval.Search.Suggesting;
using Retrieval.Service.Configuration;
using Retrieval.Service.Conversations;
using Retrieval.Service.Indexes;
using Retrieval.Service.Messages;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Calls;

/// <summary>The calls of <c>retrieval.v1.Retrieval</c>, each a question to the engine and its answer as a message.</summary>
internal sealed class RetrievalCalls(ServedIndexes indexes, SignedContext contexts, LivePolicies policies) : Wire.Retrieval.RetrievalBase
{
    public override Task<Wire.SearchResponse> Search(Wire.SearchRequest request, ServerCallContext context)
    {
        ServedIndex index = indexes[request.Index];
        SearchRequest question = SearchMessages.Read(request);
        SearchResponse answer = index.Ask(engine =>
        {
            if (request.Without.Count > 0) question = question with { Understanding = UnderstandingMessage.Without(engine.Understand(question.Query, question.Market), request.Without) };
            return engine.Search(question, context.CancellationToken);
        });
        return Task.FromResult(SearchMessages.Of(answer, request.Explain));
    }

    public override Task<Wire.AskResponse> Ask(Wire.AskRequest request, ServerCallContext context) => Task.FromResult(Advised(request, context, decided: null));

    public override async Task AskStream(Wire.AskRequest request, IServerStreamWriter<Wire.AskEvent> events, ServerCallContext context)
    {
        // The assistant goes on while a piece is on its way; the pieces of one answer are few.
        Channel<Wire.AskEvent> decided = Channel.CreateUnbounded<Wire.AskEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Task sending = Task.Run(
            async () =>
            {
                await foreach (Wire.AskEvent piece in decided.Reader.ReadAllAsync(context.CancellationToken)) await events.WriteAsync(piece, context.CancellationToken);
            },
            CancellationToken.None);
        try
        {
            Wire.AskResponse whole = Advised(request, context, piece => decided.Writer.TryWrite(AnswerMessages.Of(piece)));
            decided.Writer.TryWrite(new Wire.AskEvent { Done = whole });
        }
        finally
        {
            decided.Writer.Complete();
            // Nothing may be written once the call has ended, be it well or badly.
            await sending;
        }
    }

    public override Task<Wire.UnderstandResponse> Understand(Wire.UnderstandRequest request, ServerCallContext context)
    {
        ServedIndex index = indexes[request.Index];
        var understood = index.Ask(engine => engine.Understand(AnswerMessages.Sentence(request.Sentence), SearchMessages.Stated(request.Market)));
        return Task.FromResult(new Wire.UnderstandResponse { Understanding = UnderstandingMessage.Of(understood) });
    }

    public override Task<Wire.GetProductResponse> GetProduct(Wire.GetProductRequest request, ServerCallContext context) =>
        Task.FromResult(indexes[request.Index].Ask(engine =>
        {
            using ProductShelf shelf = engine.Shelf(SearchMessages.Stated(request.Market));
            return ProductsMessages.Of(shelf.Find(request.Id) ?? throw new UnknownProductException(request.Id));
        }));

    public override Task<Wire.SimilarResponse> Similar(Wire.SimilarRequest request, ServerCallContext context)
    {
        SimilarRequest question = ProductsMessages.Read(request);
        IReadOnlyList<Hit> hits = indexes[request.Index].Ask(engine => engine.Similar(question));
        return Task.FromResult(new Wire.SimilarResponse { Hits = { hits.Select(SearchMessages.Of) } });
    }

    public override Task<Wire.SuggestResponse> Suggest(Wire.SuggestRequest request, ServerCallContext context)
    {
        SuggestRequest question = ProductsMessages.Read(request);
        IReadOnlyList<Suggestion> suggestions = indexes[request.Index].Ask(engine => engine.Suggest(question));
        return Task.FromResult(new Wire.SuggestResponse { Suggestions = { suggestions.Select(ProductsMessages.Of) } });
    }

    private Wire.AskResponse Advised(Wire.AskRequest request, ServerCallContext context, Action<AskPiece>? decided)
    {
        ServedIndex index = indexes[request.Index];
        var question = new AskRequest { Sentence = AnswerMessages.Sentence(request.Sentence), Market = SearchMessages.Stated(request.Market), Context = contexts.Open(request.Context.Span, request.Index) };
        AskResponse answer = index.Advise(policies[request.Index], assistant => assistant.Ask(question, decided, context.CancellationToken));
        return AnswerMessages.Of(answer, contexts.Seal(answer.Context, request.Index));
    }
}
