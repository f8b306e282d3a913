using System.Net;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Retrieval.Service.Calls;
using Retrieval.Service.Indexes;

namespace Retrieval.Service.Hosting;

/// <summary>
/// The service: gRPC on one port, the same methods as HTTP/JSON on another, since cleartext HTTP/2 and HTTP/1.1 cannot share one. Indexes
/// are opened before anything listens, so what answers is ready.
/// </summary>
public sealed class RetrievalServer : IAsyncDisposable
{
    // A query of 1,000 characters and a filter of 10,000 fit many times over.
    private const int LargestRequestBytes = 256 * 1024;
    private const int MostConnections = 20_000;

    private readonly WebApplication app;

    private RetrievalServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public ServerAddresses Addresses
    {
        get
        {
            string[] bound = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(static address => new Uri(address).Authority)];
            return new ServerAddresses(bound[0], bound[1]);
        }
    }

    /// <summary>Opens the indexes and listens.</summary>
    /// <param name="options">What to serve, and where.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ServerOptionsException">The options cannot be served.</exception>
    /// <exception cref="Retrieval.Index.Errors.IndexException">An index cannot be read, or another process holds it.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<RetrievalServer> StartAsync(ServerOptions options, CancellationToken cancellation)
    {
        RequireLoopback(options.Grpc);
        RequireLoopback(options.Http);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        AddLog(builder);
        Listen(builder, options);
        AddCalls(builder.Services);
        builder.Services.AddSingleton(services => ServedIndexes.Open(options, services.GetRequiredService<ILoggerFactory>().CreateLogger("Retrieval.Service")));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain);

        WebApplication app = builder.Build();
        try
        {
            app.Services.GetRequiredService<ServedIndexes>();
            Map(app);
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new RetrievalServer(app);
    }

    /// <summary>Serves until the process is told to stop or the token is cancelled, then lets calls under way finish.</summary>
    public Task WaitAsync(CancellationToken cancellation) => app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Without keys only this machine may ask.</summary>
    private static void RequireLoopback(IPEndPoint address)
    {
        if (!IPAddress.IsLoopback(address.Address))
            throw new ServerOptionsException($"{address} is not a loopback address; without keys the service listens on 127.0.0.1 or [::1] only");
    }

    private static void AddLog(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(static line => line.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Retrieval", LogLevel.Information);
        // What a call threw is told by its status and, where it is our fault, by the guard's own line.
        builder.Logging.AddFilter("Grpc", LogLevel.None);
    }

    private static void Listen(WebApplicationBuilder builder, ServerOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Listen(options.Grpc, static listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(options.Http, static listen => listen.Protocols = HttpProtocols.Http1);
    });

    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<CallGuard>();
        services.AddGrpc(static grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestRequestBytes;
            grpc.Interceptors.Add<CallGuard>();
        }).AddJsonTranscoding(static json => json.TypeRegistry = CallErrors.Details);
        services.AddGrpcReflection();
        services.AddSingleton<HealthServiceImpl>();
        // A page of another site that resolves to this machine is still not us.
        services.AddHostFiltering(static hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    private static void Map(WebApplication app)
    {
        app.UseHostFiltering();
        app.Use(LeaveGrpcToItsMessageLimit);
        app.MapGrpcService<RetrievalCalls>();
        app.MapGrpcService<HealthServiceImpl>();
        app.MapGrpcReflectionService();
        app.MapGet("/healthz", static () => Results.Text("alive\n"));
        app.MapGet("/readyz", Ready);

        HealthServiceImpl health = app.Services.GetRequiredService<HealthServiceImpl>();
        foreach (string service in (string[])["", V1.Retrieval.Descriptor.FullName]) health.SetStatus(service, HealthCheckResponse.Types.ServingStatus.Serving);
        app.Lifetime.ApplicationStopping.Register(() => health.ClearAll());
    }

    // gRPC tells a message's length before its bytes and refuses it with a status; the limit of bodies would cut the connection instead.
    private static Task LeaveGrpcToItsMessageLimit(HttpContext call, RequestDelegate next)
    {
        if (call.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true
            && call.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        return next(call);
    }

    private static IResult Ready(ServedIndexes indexes) => Results.Json(new
    {
        indexes = indexes.All.Select(static index => new { name = index.Key, generation = index.Value.Manifest.Generation, products = index.Value.Manifest.Products }),
    });
}
