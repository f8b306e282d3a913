using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Client;

/// <summary>One call of a stream of offers.</summary>
internal sealed class OfferAttempt : IDisposable
{
    private readonly AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call;

    public OfferAttempt(AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call)
    {
        this.call = call;
        Acknowledging = call.ResponseStream.MoveNext(CancellationToken.None);
    }

    /// <summary>Done when the oldest message is acknowledged or the call has failed.</summary>
    public Task<bool> Acknowledging { get; private set; }

    /// <summary>Done when another message may be written.</summary>
    public Task Writing { get; private set; } = Task.CompletedTask;

    /// <summary>Messages of this call that are not acknowledged.</summary>
    public int Sent { get; private set; }

    /// <summary>Writes the next message; the one before has to be written.</summary>
    public void Write(UpdateOffersRequest message)
    {
        Sent++;
        Writing = WriteAsync(message);
    }

    /// <summary>The acknowledgement of the oldest message.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    public async Task<UpdateOffersResponse> AcknowledgedAsync()
    {
        if (!await Acknowledging) throw new RpcException(new Status(StatusCode.Internal, "the service ended the stream before it acknowledged every message"));
        UpdateOffersResponse acknowledged = call.ResponseStream.Current;
        Acknowledging = call.ResponseStream.MoveNext(CancellationToken.None);
        Sent--;
        return acknowledged;
    }

    /// <summary>Ends the call, of which every message is acknowledged.</summary>
    public async Task EndAsync()
    {
        try
        {
            await call.RequestStream.CompleteAsync();
            await Acknowledging;
        }
        catch (Exception broken) when (IsOfTheCall(broken))
        {
            // A connection that broke meanwhile takes nothing back.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => call.Dispose();

    private async Task WriteAsync(UpdateOffersRequest message)
    {
        try
        {
            await call.RequestStream.WriteAsync(message);
        }
        catch (Exception broken) when (IsOfTheCall(broken))
        {
            // Why is told where acknowledgements are read, after those that came before.
            await Task.WhenAny(Acknowledging);
        }
    }

    /// <summary>Whether a fault of writing is that the call has ended.</summary>
    public static bool IsOfTheCall(Exception fault) => fault is RpcException or InvalidOperationException or IOException or OperationCanceledException;
}
