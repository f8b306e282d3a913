using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Telemetry;

/// <summary>Where measurements go: metrics to whoever scrapes <c>/metrics</c>, traces to the collector that is configured, if any.</summary>
internal static class Exporting
{
    public static void AddTo(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<CallMeter>().AddSingleton<ServiceGauges>();
        OpenTelemetry.OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("retrieval"))
            .WithMetrics(static metrics => metrics
                .AddMeter(CallMeter.Name, SearchTelemetry.Name, IndexTelemetry.Name, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel")
                .AddPrometheusExporter());
        if (options.Configuration.Otlp is { } collector)
            telemetry.WithTracing(tracing => tracing.AddSource(CallMeter.Name, SearchTelemetry.Name).AddOtlpExporter(exporter => exporter.Endpoint = collector));
    }
}
