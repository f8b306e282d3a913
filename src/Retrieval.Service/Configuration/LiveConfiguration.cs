using Retrieval.Service.Access;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Configuration;

/// <summary>The configuration of this moment. A file that becomes wrong is told in the log, and what held before goes on.</summary>
internal sealed class LiveConfiguration : IDisposable
{
    private readonly string? path;
    private readonly ILogger<LiveConfiguration> logger;
    private readonly WatchedFiles? watched;
    private volatile State state;

    public LiveConfiguration(ServerOptions options, ILogger<LiveConfiguration> logger)
    {
        path = options.ConfigurationFile;
        this.logger = logger;
        state = new State(options.Configuration, new KeyRing(options.Configuration.Keys));
        if (path is not null) watched = new WatchedFiles([path], options.WatchEvery, Reload);
    }

    public ServiceConfiguration Current => state.Configuration;

    public KeyRing Keys => state.Keys;

    /// <summary>Raised when the file was read again, on a thread of the pool; handlers must not throw.</summary>
    public event Action? Changed;

    public void Dispose() => watched?.Dispose();

    private void Reload()
    {
        try
        {
            ServiceConfiguration read = ServiceConfiguration.Read(path!);
            // Whoever is locked out by a slip can restart; whoever is let in by one cannot be sent away again.
            if (read.Keys.Count == 0 && !Keys.IsEmpty) throw new ServerOptionsException($"{path}: keys: the last key is taken away only by a restart, since without keys everybody may call");
            state = new State(read, new KeyRing(read.Keys));
            logger.LogInformation("{Path} was read again, {Keys} keys", path, read.Keys.Count);
            Changed?.Invoke();
        }
        catch (ServerOptionsException wrong)
        {
            logger.LogError("{Problem}. What held before goes on", wrong.Message);
        }
    }

    private sealed record State(ServiceConfiguration Configuration, KeyRing Keys);
}
