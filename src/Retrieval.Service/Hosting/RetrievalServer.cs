using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Retrieval.Service.Access;
using Retrieval.Service.Acp;
using Retrieval.Service.Events;
using Retrieval.Service.Indexes;
using Retrieval.Service.Jobs;
using Retrieval.Service.Mcp;
using Retrieval.Service.Telemetry;
using Retrieval.Understanding;

namespace Retrieval.Service.Hosting;

/// <summary>
/// The service: gRPC on one port, the same methods as HTTP/JSON on another, since cleartext HTTP/2 and HTTP/1.1 cannot share one. It listens
/// before its indexes are open, and says until then that it is starting.
/// </summary>
public sealed class RetrievalServer : IAsyncDisposable
{
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

    /// <summary>Listens and opens the indexes; when it is done, they answer.</summary>
    /// <param name="options">What to serve, and where.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ServerOptionsException">The options cannot be served.</exception>
    /// <exception cref="Retrieval.Index.Errors.IndexException">An index cannot be read, or another process holds it.</exception>
    /// <exception cref="Retrieval.Events.Recording.EventLogException">The folder of events cannot be written.</exception>
    /// <exception cref="IOException">It cannot listen: a port is taken, or an address is none of this machine's.</exception>
    public static async Task<RetrievalServer> StartAsync(ServerOptions options, CancellationToken cancellation)
    {
        options.Check();
        // The indexes are opened and what sentences are understood by is read while the host is made and its doors are.
        await using var opening = new OpeningGenerations(options);
        Task reading = Task.Run(static () => SentenceReader.Understand("first question", new UnderstandingContext()), cancellation);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        ConsoleLog.AddTo(builder.Logging, options.Configuration.Log);
        CallServices.AddTo(builder.Services, options);
        Exporting.AddTo(builder.Services, options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.Configuration.DrainSeconds));
        if (options.Configuration.Tls is { } tls)
            builder.Services.AddSingleton(services => new LiveCertificate(tls, options.WatchEvery, services.GetRequiredService<ILogger<LiveCertificate>>()));
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listening.Configure(kestrel, options, kestrel.ApplicationServices.GetService<LiveCertificate>()));

        WebApplication app = builder.Build();
        Task serving = Task.CompletedTask;
        try
        {
            serving = app.Services.GetRequiredService<ServedIndexes>().ServeAsync(opening);
            Endpoints.Map(app);
            app.Services.GetRequiredService<ServiceGauges>();
            app.Services.GetRequiredService<EventLogs>().Open();
            Readiness.AnnounceNot(app);
            app.Lifetime.ApplicationStopping.Register(() => Readiness.AnnounceNot(app));
            await app.StartAsync(cancellation);
            await serving;
            await reading;
            await app.Services.GetRequiredService<AcpFeeds>().OpenAsync();
            app.Services.GetRequiredService<DroppedFeeds>().Begin();
            Readiness.Announce(app);
            _ = Task.Run(app.Services.MakeMcpTools, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // What is being opened would be closed by nobody.
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await EndAsync(app);
            if (fault is SocketException refused) throw new IOException($"cannot listen on {options.Grpc} and {options.Http}: {refused.Message}", refused);
            throw;
        }
        return new RetrievalServer(app);
    }

    /// <summary>Serves until the process is told to stop or the token is cancelled, then lets calls under way finish.</summary>
    public Task WaitAsync(CancellationToken cancellation) => app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Ends what has begun of a server that cannot start.</summary>
    private static async Task EndAsync(WebApplication app)
    {
        try
        {
            await app.DisposeAsync();
        }
        catch (ObjectDisposedException)
        {
            // The web server ends by itself where it cannot listen, and does not bear to be ended again.
        }
    }
}
