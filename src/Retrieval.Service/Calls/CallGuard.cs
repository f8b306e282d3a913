using System.Threading.RateLimiting;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Retrieval.Service.Calls;

/// <summary>
/// What stands around every call: as many at work as there are cores, a bounded queue behind them that sheds the newest, and a status for
/// whatever is thrown. A call that waits holds no thread; one whose caller is gone leaves the queue.
/// </summary>
internal sealed class CallGuard(ILogger<CallGuard> logger) : Interceptor, IDisposable
{
    // A search takes about a millisecond a core, so the last in the queue waits for less than a shopper notices.
    private const int QueuedPerCore = 128;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = QueuedPerCore * Environment.ProcessorCount,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            using RateLimitLease admitted = await limiter.AcquireAsync(1, context.CancellationToken);
            if (!admitted.IsAcquired) throw CallErrors.Overloaded(Pause);
            return await continuation(request, context);
        }
        catch (Exception fault)
        {
            throw CallErrors.Of(fault, context.Deadline) ?? Unexpected(fault, context);
        }
    }

    public void Dispose() => limiter.Dispose();

    // Neither the log nor the caller sees the request: a shopper's sentence stays out of both.
    private RpcException Unexpected(Exception fault, ServerCallContext context)
    {
        logger.LogError(fault, "{Method} failed", context.Method);
        return new RpcException(new Status(StatusCode.Internal, "the service failed on this call; its log says why"));
    }
}
