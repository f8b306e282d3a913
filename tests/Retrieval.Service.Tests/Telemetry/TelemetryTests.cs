using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Telemetry;

/// <summary>
/// What must hold of measurements: <c>/metrics</c> has a histogram a stage, the queue, the indexes and the cache; a span a stage hangs below
/// the caller's own; nothing of a sentence is in either.
/// </summary>
public sealed class TelemetryTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Marker = "zanzibarpan";

    private static SearchRequest Pans => new() { Index = RunningServer.Index, Query = $"frying {Marker}", Filter = "price<=60" };

    [Theory]
    [InlineData("""retrieval_search_stage_duration_seconds_count{otel_scope_name="Retrieval.Search",stage="understand"}""")]
    [InlineData("""retrieval_search_stage_duration_seconds_count{otel_scope_name="Retrieval.Search",stage="filter"}""")]
    [InlineData("""retrieval_search_stage_duration_seconds_count{otel_scope_name="Retrieval.Search",stage="retrieve"}""")]
    [InlineData("""retrieval_search_stage_duration_seconds_count{otel_scope_name="Retrieval.Search",stage="answer"}""")]
    [InlineData("""retrieval_call_duration_seconds_count{otel_scope_name="Retrieval.Service",call="/retrieval.v1.Retrieval/Search",status="grpc 0"}""")]
    [InlineData("""retrieval_filter_cache_lookups_total{otel_scope_name="Retrieval.Index",outcome="hit"}""")]
    [InlineData("""retrieval_answer_cache_lookups_total{otel_scope_name="Retrieval.Service",outcome="miss"}""")]
    [InlineData("""retrieval_index_generation{otel_scope_name="Retrieval.Service",index="shop"}""")]
    [InlineData("""retrieval_index_age_seconds{otel_scope_name="Retrieval.Service",index="shop"}""")]
    [InlineData("retrieval_queue_waiting")]
    [InlineData("retrieval_queue_shed_total")]
    public async Task Metrics_have(string series)
    {
        for (int i = 0; i < 2; i++) await server.Client.SearchAsync(Pans);
        string metrics = await server.Http.GetStringAsync("/metrics");
        Assert.Contains(series, metrics);
        Assert.DoesNotContain(Marker, metrics);
    }

    [Fact]
    public async Task A_span_a_stage_hangs_below_the_callers()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Retrieval.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        // One that nobody asked before: an answer that is given again has no stages.
        await server.Client.SearchAsync(new SearchRequest(Pans) { Top = 17 }, new Metadata { { "traceparent", $"00-{caller.TraceId}-{caller.SpanId}-01" } });

        // The answer may be there before the call's own span has ended.
        Assert.True(SpinWait.SpinUntil(() => Own().Any(static span => span.Kind == ActivityKind.Server), TimeSpan.FromSeconds(10)));
        Activity call = Own().Single(static span => span.Kind == ActivityKind.Server);
        Assert.Equal(("/retrieval.v1.Retrieval/Search", caller.SpanId), (call.DisplayName, call.ParentSpanId));
        Activity[] stages = [.. Own().Where(static span => span.Kind == ActivityKind.Internal).OrderBy(static span => span.StartTimeUtc)];
        Assert.Equal(["understand", "filter", "retrieve", "answer"], stages.Select(static span => span.DisplayName));
        Assert.All(stages, stage => Assert.Equal(call.SpanId, stage.ParentSpanId));
        Assert.DoesNotContain(Own().SelectMany(static span => span.TagObjects), static tag => tag.Value?.ToString()?.Contains(Marker) == true);

        IEnumerable<Activity> Own() => ended.Where(span => span.TraceId == caller.TraceId);
    }
}
