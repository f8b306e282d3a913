using Retrieval.Events.Recording;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Events;

/// <summary>The logs of events, one an index, in sub-folders of the configured one.</summary>
internal sealed class EventLogs(ServerOptions options, ILogger<EventLogs> logger) : IAsyncDisposable
{
    private readonly Dictionary<string, EventLog> logs = new(StringComparer.Ordinal);

    /// <summary>The log of an index.</summary>
    /// <exception cref="EventLogException">No folder is configured.</exception>
    public EventLog this[string index] => logs.GetValueOrDefault(index)
        ?? throw new EventLogException("this service records no events; name an \"events_folder\" in the file of --config and start it again (`retrieval serve --help`)");

    /// <summary>Opens all, where a folder is configured; before the first call.</summary>
    /// <exception cref="EventLogException">A folder cannot be written, or another process records there.</exception>
    public void Open()
    {
        if (options.Configuration.EventsFolder is not { } root) return;
        foreach (string index in options.Indexes.Select(ServerOptions.NameOf))
            logs.Add(index, EventLog.Open(Path.Combine(root, index), path => logger.LogWarning("{Path} was removed, since events take no more than their limit", path)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (EventLog log in logs.Values) await log.DisposeAsync();
    }
}
