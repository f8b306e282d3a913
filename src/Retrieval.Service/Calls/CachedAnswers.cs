using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Retrieval.Conversation.Policies;
using Retrieval.Index.Snapshots;
using Retrieval.Service.Configuration;
using Retrieval.Service.Indexes;
using Retrieval.Service.Messages;
using Retrieval.Service.Telemetry;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Calls;

/// <summary>
/// Gives an answer again that still holds (<see cref="AnswerCache"/>), before the queue: it costs no turn. Searches and first turns of a
/// conversation are kept; what belongs to a conversation is asked once, and an explained search is asked for its times.
/// </summary>
internal sealed class CachedAnswers : Interceptor, IDisposable
{
    private readonly ServedIndexes indexes;
    private readonly LivePolicies policies;
    private readonly Meter meter = new(CallMeter.Name);
    private readonly Counter<long> lookups;

    public CachedAnswers(ServedIndexes indexes, LivePolicies policies)
    {
        this.indexes = indexes;
        this.policies = policies;
        lookups = meter.CreateCounter<long>("retrieval.answer.cache.lookups", description: "Questions whose answer was looked for among those given lately");
    }

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        string? name = request switch
        {
            Wire.SearchRequest { Explain: false } search => search.Index,
            Wire.AskRequest { Context.IsEmpty: true } ask => ask.Index,
            _ => null,
        };
        // An index that there is not, or not for this caller, is refused by the call itself.
        return name is not null && indexes.Find(name) is { } index ? Answered(request, index, policies[name], context, continuation) : continuation(request, context);
    }

    public void Dispose() => meter.Dispose();

    private async Task<TResponse> Answered<TRequest, TResponse>(
        TRequest request, ServedIndex index, Policy policy, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        long start = Stopwatch.GetTimestamp();
        var question = (IMessage)request;
        IMessage? kept = index.Kept(question, policy);
        lookups.Add(1, new KeyValuePair<string, object?>("outcome", kept is null ? "miss" : "hit"));
        if (kept is not null) return (TResponse)Again(kept, Stopwatch.GetElapsedTime(start));
        QuietSpan? span = index.Quiet();
        TResponse answer = await continuation(request, context);
        if (span is not null) index.Keep(question, policy, (IMessage)answer, span);
        return answer;
    }

    private static IMessage Again(IMessage kept, TimeSpan took) => kept switch
    {
        Wire.SearchResponse found => SearchMessages.Again(found, took),
        Wire.AskResponse advised => AnswerMessages.Again(advised, took),
        _ => throw new UnreachableException(),
    };
}
