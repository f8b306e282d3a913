using Grpc.Core;
using Retrieval.Search.Requests;
using Retrieval.Service.Indexes;
using Retrieval.Service.Messages;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Calls;

/// <summary>The calls of <c>retrieval.v1.Retrieval</c>, each a question to the engine and its answer as a message.</summary>
internal sealed class RetrievalCalls(ServedIndexes indexes) : Wire.Retrieval.RetrievalBase
{
    public override Task<Wire.SearchResponse> Search(Wire.SearchRequest request, ServerCallContext context)
    {
        ServedIndex index = indexes[request.Index];
        SearchRequest question = SearchMessages.Read(request);
        SearchResponse answer = index.Ask(engine => engine.Search(question, context.CancellationToken));
        return Task.FromResult(SearchMessages.Of(answer, request.Explain));
    }

    public override Task<Wire.UnderstandResponse> Understand(Wire.UnderstandRequest request, ServerCallContext context)
    {
        ServedIndex index = indexes[request.Index];
        string? market = request.Market.Length == 0 ? null : request.Market;
        var understood = index.Ask(engine => engine.Understand(request.Sentence, market));
        return Task.FromResult(new Wire.UnderstandResponse { Understanding = UnderstandingMessage.Of(understood) });
    }
}
