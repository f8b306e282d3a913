using Grpc.HealthCheck;
using Retrieval.Service.Access;
using Retrieval.Service.Acp;
using Retrieval.Service.Admission;
using Retrieval.Service.Calls;
using Retrieval.Service.Events;
using Retrieval.Service.Jobs;
using Retrieval.Service.Mcp;
using Retrieval.Service.OpenApi;
using Retrieval.Service.Page;
using Retrieval.Service.Telemetry;
using Retrieval.Service.Ucp;

namespace Retrieval.Service.Hosting;

/// <summary>Every door of the service, and what a call passes before it.</summary>
internal static class Endpoints
{
    private static readonly RequiresRoleAttribute OpenToAll = new(Role.None), ForReaders = new(Role.Read), ForWriters = new(Role.Write), ForOperators = new(Role.Admin);

    public static void Map(WebApplication app)
    {
        app.Use(RequestId.InvokeAsync);
        app.UseHostFiltering();
        app.Use(Listening.CheckSize);
        app.Use(OriginCheck.InvokeAsync);
        app.Use(app.Services.GetRequiredService<CallMeter>().InvokeAsync);
        app.Use(UnreadableMessages.InvokeAsync);
        app.Use(UnknownDoors.InvokeAsync);
        app.Use(app.Services.GetRequiredService<HttpFaults>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<AccessCheck>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<AdmissionDoor>().InvokeAsync);
        app.Use(JsonMessages.InvokeAsync);

        app.MapGrpcService<RetrievalCalls>().WithMetadata(ForReaders);
        app.MapGrpcService<CatalogCalls>();
        app.MapGrpcService<EventCalls>().WithMetadata(ForReaders);
        app.MapGroup("").WithMetadata(ForWriters).MapAcp();
        app.MapGroup("").WithMetadata(ForReaders).MapUcp();
        app.MapGroup("").WithMetadata(ForReaders).MapMcpTools();
        app.MapGrpcService<HealthServiceImpl>().WithMetadata(OpenToAll);
        app.MapGrpcReflectionService().WithMetadata(OpenToAll);
        app.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(ForOperators);
        app.MapGroup("").WithMetadata(OpenToAll).MapPage();
        app.MapGroup("").WithMetadata(OpenToAll).MapOpenApi();
        app.MapGet("/healthz", static () => Results.Text("alive\n")).WithMetadata(OpenToAll);
        app.MapGet("/readyz", Readiness.Answer).WithMetadata(OpenToAll);
    }
}
