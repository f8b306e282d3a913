using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Retrieval.Service.Telemetry;

/// <summary>Times every call and opens its span, each named by the door and never by what came in through it.</summary>
internal sealed class CallMeter : IDisposable
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Retrieval.Service";

    private static readonly ActivitySource Spans = new(Name);

    private readonly Meter meter = new(Name);
    private readonly Histogram<double> seconds;

    public CallMeter() => seconds = meter.CreateHistogram(
        "retrieval.call.duration", "s", "Time from a call's first byte to the last of its answer", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10],
        });

    public async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        if (call.GetEndpoint() is not RouteEndpoint door)
        {
            await next(call);
            return;
        }
        long start = Stopwatch.GetTimestamp();
        string name = door.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName ?? door.RoutePattern.RawText ?? "/";
        using Activity? span = Spans.HasListeners() ? Spans.StartActivity(name, ActivityKind.Server, Caller(call.Request)) : null;
        try
        {
            await next(call);
        }
        finally
        {
            string status = Status(call);
            seconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("call", name), new KeyValuePair<string, object?>("status", status));
            span?.SetTag("status", status);
        }
    }

    public void Dispose() => meter.Dispose();

    /// <summary>The span of the caller, as W3C's Trace Context says it.</summary>
    private static ActivityContext Caller(HttpRequest request) =>
        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out ActivityContext parent) ? parent : default;

    private static string Status(HttpContext call)
    {
        // gRPC's status is a trailer, or a header where the answer is nothing else.
        string? grpc = call.Response.Headers["grpc-status"].FirstOrDefault() ?? call.Features.Get<IHttpResponseTrailersFeature>()?.Trailers["grpc-status"].FirstOrDefault();
        return grpc is null ? call.Response.StatusCode.ToString(CultureInfo.InvariantCulture) : "grpc " + grpc;
    }
}
