namespace Retrieval.Client;

/// <summary>How a client calls.</summary>
public sealed record RetrievalClientOptions
{
    /// <summary>The key that opens the index; null where the service has none. It is sent with every call, so use TLS.</summary>
    public string? Key { get; init; }

    /// <summary>How long a call may take with all its attempts; more than 0. When it has passed the service stops its work too.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a question is asked at most, 1–5: again where the service was starting, stopping, gone or sheds calls, after the pause that it names.
    /// Questions change nothing, so asking again is safe.
    /// </summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Sends requests over another handler than the runtime's own, such as one with the certificate of an authority of your own; null is the runtime's.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
