using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Retrieval.Client;

/// <summary>A client's channel to one index: what is sent with every call, and which calls gRPC asks again by itself.</summary>
internal sealed class Connection : IDisposable
{
    // A peer that is gone without a word is noticed well before a job's deadline.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(20), PingTimeout = TimeSpan.FromSeconds(10);

    private readonly RetrievalClientOptions options;
    private readonly Metadata headers = [];

    /// <exception cref="ArgumentException">The index has no name, or an option is out of its range.</exception>
    public Connection(Uri address, string index, RetrievalClientOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(index);
        Index = index;
        this.options = options ??= new RetrievalClientOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Deadline, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.JobDeadline, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.JobDeadline, TimeSpan.FromDays(1), nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Attempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Attempts, 5, nameof(options));
        if (options.Key is { } key) headers.Add("authorization", $"Bearer {key}");
        Channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = options.Handler ?? new SocketsHttpHandler { KeepAlivePingDelay = PingAfter, KeepAlivePingTimeout = PingTimeout, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = options.Handler is null,
            ServiceConfig = new ServiceConfig { MethodConfigs = { Questions(options.Attempts), Jobs } },
        });
    }

    /// <summary>Name of the index.</summary>
    public string Index { get; }

    public GrpcChannel Channel { get; }

    /// <summary>How long a job may take without a word of the service.</summary>
    public TimeSpan JobDeadline => options.JobDeadline;

    /// <summary>How a question is asked.</summary>
    public CallOptions Question(CancellationToken cancellation) => new(headers, DateTime.UtcNow + options.Deadline, cancellation);

    /// <summary>How a job is sent.</summary>
    /// <param name="deadline">Until when it is to be done, UTC; null is whenever.</param>
    /// <param name="cancellation">Stops it.</param>
    public CallOptions Job(DateTime? deadline, CancellationToken cancellation) => new(headers, deadline, cancellation);

    /// <inheritdoc/>
    public void Dispose() => Channel.Dispose();

    // A pause that the service names (grpc-retry-pushback-ms) goes before these.
    private static MethodConfig Questions(int attempts) => new()
    {
        Names = { MethodName.Default },
        RetryPolicy = attempts == 1 ? null : new RetryPolicy
        {
            MaxAttempts = attempts,
            InitialBackoff = TimeSpan.FromMilliseconds(50),
            MaxBackoff = TimeSpan.FromMilliseconds(500),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable, StatusCode.ResourceExhausted },
        },
    };

    // Which of them may be sent again, and for how long, is for the jobs to say: a rollback twice is not a rollback once.
    private static MethodConfig Jobs => new() { Names = { new MethodName { Service = "retrieval.v1.Catalog" } } };
}
