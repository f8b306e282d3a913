using Retrieval.Conversation.Policies;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Configuration;

/// <summary>
/// The merchants' policies of this moment, by index. A file that becomes wrong is told in the log, and the policy that it held before goes on:
/// a slip must not let anything be sold.
/// </summary>
internal sealed class LivePolicies : IDisposable
{
    private readonly ServerOptions options;
    private readonly LiveConfiguration configuration;
    private readonly ILogger<LivePolicies> logger;
    private readonly Lock changing = new();
    private volatile Dictionary<string, Policy> policies;
    private WatchedFiles[] watched = [];
    private bool closed;

    /// <exception cref="ServerOptionsException">A policy cannot be read, or is of an index that is not served.</exception>
    public LivePolicies(ServerOptions options, LiveConfiguration configuration, ILogger<LivePolicies> logger)
    {
        this.options = options;
        this.configuration = configuration;
        this.logger = logger;
        lock (changing)
        {
            // Watched before they are read, so that no change falls between the two.
            Watch();
            try
            {
                policies = configuration.Current.Policies.ToDictionary(static named => named.Key, named => Read(named.Key, named.Value), StringComparer.Ordinal);
            }
            catch
            {
                Dispose();
                throw;
            }
            configuration.Changed += Reconfigure;
        }
    }

    /// <summary>The policy of an index.</summary>
    public Policy this[string index] => policies.GetValueOrDefault(index) ?? Policy.BuiltIn;

    public void Dispose()
    {
        configuration.Changed -= Reconfigure;
        lock (changing)
        {
            closed = true;
            foreach (WatchedFiles file in watched) file.Dispose();
        }
    }

    private void Reconfigure()
    {
        lock (changing)
        {
            if (closed) return;
            Watch();
            Reload();
        }
    }

    private void Watch()
    {
        foreach (WatchedFiles file in watched) file.Dispose();
        watched = [.. configuration.Current.Policies.Values.Distinct().Select(file => new WatchedFiles([file], options.WatchEvery, Reload))];
    }

    private void Reload()
    {
        lock (changing)
        {
            if (closed) return;
            var next = new Dictionary<string, Policy>(StringComparer.Ordinal);
            foreach ((string index, string file) in configuration.Current.Policies)
            {
                try
                {
                    next[index] = Read(index, file);
                    logger.LogInformation("{Path} was read, the policy of {Index}", file, index);
                }
                catch (ServerOptionsException wrong)
                {
                    logger.LogError("{Problem}. What held before goes on", wrong.Message);
                    if (policies.TryGetValue(index, out Policy? before)) next[index] = before;
                }
            }
            policies = next;
        }
    }

    private Policy Read(string index, string file)
    {
        string[] served = [.. options.Indexes.Select(ServerOptions.NameOf)];
        if (!served.Contains(index)) throw new ServerOptionsException($"policies.{index}: there is no such index; served are {string.Join(", ", served)}");
        try
        {
            return Policy.Of(PolicyFile.Read(file));
        }
        catch (Exception wrong) when (wrong is PolicyException or IOException or UnauthorizedAccessException)
        {
            throw new ServerOptionsException($"policies.{index}: {wrong.Message}");
        }
    }
}
