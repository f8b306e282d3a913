using Grpc.Health.V1;
using Grpc.HealthCheck;
using Retrieval.Service.Indexes;

namespace Retrieval.Service.Hosting;

/// <summary>Whether the service answers, as load balancers ask it: <c>/readyz</c> and gRPC's health.</summary>
internal static class Readiness
{
    private static readonly string[] Services = ["", V1.Retrieval.Descriptor.FullName, V1.Catalog.Descriptor.FullName, V1.Events.Descriptor.FullName];

    /// <summary>Every index answers.</summary>
    public static void Announce(WebApplication app)
    {
        HealthServiceImpl health = app.Services.GetRequiredService<HealthServiceImpl>();
        foreach (string service in Services) health.SetStatus(service, HealthCheckResponse.Types.ServingStatus.Serving);
    }

    /// <summary>Until they do, and as soon as the service is told to stop, it says so.</summary>
    public static void AnnounceNot(WebApplication app)
    {
        HealthServiceImpl health = app.Services.GetRequiredService<HealthServiceImpl>();
        foreach (string service in Services) health.SetStatus(service, HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    /// <summary>The indexes that answer and that the caller may know of.</summary>
    public static IResult Answer(ServedIndexes indexes, IHostApplicationLifetime lifetime) => Results.Json(
        new { indexes = indexes.Allowed.Select(static index => new { name = index.Key, generation = index.Value.Manifest.Generation, products = index.Value.Products }) },
        statusCode: indexes.IsReady && !lifetime.ApplicationStopping.IsCancellationRequested ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
