using Grpc.Health.V1;
using Grpc.HealthCheck;
using Retrieval.Service.Calls;
using Retrieval.Service.Indexes;
using Retrieval.Service.Ucp;

namespace Retrieval.Service.Hosting;

/// <summary>Every door of the service.</summary>
internal static class Endpoints
{
    public static void Map(WebApplication app)
    {
        app.UseHostFiltering();
        app.Use(Listening.LeaveGrpcToItsMessageLimit);

        app.MapGrpcService<RetrievalCalls>();
        app.MapGrpcService<HealthServiceImpl>();
        app.MapGrpcReflectionService();
        app.MapUcp();
        app.MapGet("/healthz", static () => Results.Text("alive\n"));
        app.MapGet("/readyz", Ready);

        HealthServiceImpl health = app.Services.GetRequiredService<HealthServiceImpl>();
        foreach (string service in (string[])["", V1.Retrieval.Descriptor.FullName]) health.SetStatus(service, HealthCheckResponse.Types.ServingStatus.Serving);
        app.Lifetime.ApplicationStopping.Register(() => health.ClearAll());
    }

    private static IResult Ready(ServedIndexes indexes) => Results.Json(new
    {
        indexes = indexes.All.Select(static index => new { name = index.Key, generation = index.Value.Manifest.Generation, products = index.Value.Manifest.Products }),
    });
}
