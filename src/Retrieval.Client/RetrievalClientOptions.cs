namespace Retrieval.Client;

/// <summary>How a client calls.</summary>
public sealed record RetrievalClientOptions
{
    /// <summary>The key that opens the index; null where the service has none. It is sent with every call, so use TLS.</summary>
    public string? Key { get; init; }

    /// <summary>How long a question may take with all its attempts; more than 0. When it has passed the service stops its work too.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a job of the catalogue may wait for the service's next acknowledgement, over all attempts: more than 0, at most a day. The time
    /// in which a service starts again fits the default.
    /// </summary>
    public TimeSpan JobDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often a question is asked at most, 1–5: again where the service was starting, stopping, gone or sheds calls, after the pause that it names.
    /// Questions change nothing and an event counts once, so asking again is safe.
    /// </summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Sends requests over another handler than the runtime's own, such as one with the certificate of an authority of your own; null is the runtime's.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
