using Grpc.Core;
using Retrieval.Events.Funnel;
using Retrieval.Search.Requests;
using Retrieval.Service.Indexes;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Events;

/// <summary>The call of <c>retrieval.v1.Events</c>.</summary>
internal sealed class EventCalls(ServedIndexes indexes, EventLogs logs) : Wire.Events.EventsBase
{
    private const int MostEventsPerMessage = 1000;

    public override async Task<Wire.RecordResponse> Record(Wire.RecordRequest request, ServerCallContext context)
    {
        _ = indexes[request.Index];
        if (request.Events.Count is 0 or > MostEventsPerMessage) throw new InvalidRequestException("events", $"expected 1 to {MostEventsPerMessage} events, found {request.Events.Count}");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        FunnelEvent[] events = [.. request.Events.Select((told, i) => EventMessages.Read(told, $"events[{i}]", now))];
        int recorded = await logs[request.Index].RecordAsync(events);
        return new Wire.RecordResponse { Recorded = recorded, Repeated = events.Length - recorded };
    }
}
