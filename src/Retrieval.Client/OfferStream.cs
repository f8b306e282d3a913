using System.Runtime.ExceptionServices;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Client;

/// <summary>
/// A stream of offers that outlives its connections: messages are sent while others are on their way, acknowledged in their order, and those
/// that were not acknowledged are sent again, before any new one, when the service is back. Not safe for concurrent use.
/// </summary>
internal sealed class OfferStream : IAsyncDisposable
{
    // As many as the service takes before it acknowledges the first.
    private const int MostOnTheirWay = 64;

    private readonly Connection connection;
    private readonly Catalog.CatalogClient calls;
    private readonly IAsyncEnumerator<UpdateOffersRequest> messages;
    private readonly CancellationToken cancellation;
    private readonly List<UpdateOffersRequest> onTheirWay = new(MostOnTheirWay);
    private readonly Pauses pauses = new();

    // Cancelled by the caller, and when the oldest message on its way has waited for too long.
    private readonly CancellationTokenSource stop;
    private DateTime until;

    // Why nothing was acknowledged since: it says more than that the time is over.
    private RpcException? lastFault;

    // Lives longer than an attempt: a message is taken from the source once, whatever becomes of the connection meanwhile.
    private Task<bool>? taking;
    private OfferAttempt? attempt;

    public OfferStream(Connection connection, IAsyncEnumerable<UpdateOffersRequest> messages, CancellationToken cancellation)
    {
        this.connection = connection;
        this.cancellation = cancellation;
        calls = new Catalog.CatalogClient(connection.Channel);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        this.messages = messages.GetAsyncEnumerator(stop.Token);
    }

    private Task<bool> Taking => taking ??= messages.MoveNextAsync().AsTask();

    private bool HasEnded => taking is { IsCompletedSuccessfully: true, Result: false };

    /// <summary>The next acknowledgement; null when all messages are acknowledged.</summary>
    /// <exception cref="RpcException">The service refused a message, or acknowledged none for as long as a job may take.</exception>
    public async ValueTask<UpdateOffersResponse?> NextAsync()
    {
        while (true)
        {
            // With nothing on its way it does not matter whether there is a connection.
            if (onTheirWay.Count == 0) await TakeAsync();
            if (onTheirWay.Count == 0)
            {
                stop.CancelAfter(connection.JobDeadline);
                if (attempt is not null) await attempt.EndAsync();
                return null;
            }
            try
            {
                attempt ??= new OfferAttempt(calls.UpdateOffers(connection.Job(deadline: null, stop.Token)));
                return await AcknowledgedAsync(attempt);
            }
            catch (RpcException fault) when (!cancellation.IsCancellationRequested && taking is not { IsFaulted: true })
            {
                attempt?.Dispose();
                attempt = null;
                if (stop.IsCancellationRequested)
                {
                    if (lastFault is not null) ExceptionDispatchInfo.Throw(lastFault);
                    throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"no offers were acknowledged for {connection.JobDeadline.TotalSeconds} s"));
                }
                lastFault = fault;
                if (pauses.After(fault) is not { } pause || DateTime.UtcNow + pause >= until) throw;
                await Task.Delay(pause, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        attempt?.Dispose();
        stop.Dispose();
        // A source that does not heed its token is left to end with its next message, which nobody is to wait for.
        if (taking is null or { IsCompleted: true }) await messages.DisposeAsync();
        else _ = taking.ContinueWith(_ => messages.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Sends what may be sent until the oldest message is acknowledged.</summary>
    private async Task<UpdateOffersResponse> AcknowledgedAsync(OfferAttempt attempt)
    {
        while (!attempt.Acknowledging.IsCompleted)
        {
            if (!attempt.Writing.IsCompleted) await Task.WhenAny(attempt.Acknowledging, attempt.Writing);
            else if (attempt.Sent < onTheirWay.Count) attempt.Write(onTheirWay[attempt.Sent]);
            else if (onTheirWay.Count == MostOnTheirWay || HasEnded) await Task.WhenAny(attempt.Acknowledging);
            else if (Taking.IsCompleted) await TakeAsync();
            else await Task.WhenAny(attempt.Acknowledging, Taking);
        }
        UpdateOffersResponse acknowledged = await attempt.AcknowledgedAsync();
        onTheirWay.RemoveAt(0);
        pauses.Reset();
        WaitAnew();
        return acknowledged;
    }

    private async ValueTask TakeAsync()
    {
        if (!await Taking) return;
        taking = null;
        onTheirWay.Add(new UpdateOffersRequest(messages.Current) { Index = connection.Index });
        if (onTheirWay.Count == 1) WaitAnew();
    }

    private void WaitAnew()
    {
        lastFault = null;
        until = DateTime.UtcNow + connection.JobDeadline;
        stop.CancelAfter(onTheirWay.Count == 0 ? Timeout.InfiniteTimeSpan : connection.JobDeadline);
    }
}
