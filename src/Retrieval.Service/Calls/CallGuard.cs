using Grpc.Core;
using Grpc.Core.Interceptors;
using Retrieval.Service.Admission;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Calls;

/// <summary>What stands around every gRPC call: a turn in the queue where it asks, and a status for whatever is thrown.</summary>
internal sealed class CallGuard(AdmissionQueue queue, ILogger<CallGuard> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Guarded(context, () => continuation(request, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guarded(context, async () => { await continuation(request, responses, context); return true; });

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guarded(context, () => continuation(requests, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guarded(context, async () => { await continuation(requests, responses, context); return true; });

    private async Task<T> Guarded<T>(ServerCallContext context, Func<Task<T>> answer)
    {
        try
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!AdmissionDoor.IsGrpcQuestion(context.GetHttpContext().GetEndpoint())) return await answer();
            if (queue.IsFull(out TimeSpan pause)) throw CallErrors.Overloaded(pause);
            return await queue.InTurnAsync(answer, context.CancellationToken);
        }
        catch (IOException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw CallErrors.Of(new OperationCanceledException(), context.Deadline)!;
        }
        catch (RpcException fault) when (UnreadableMessages.IsTooLarge(fault))
        {
            throw CallErrors.MessageTooLarge(Listening.MostMessageBytes(context.GetHttpContext()));
        }
        catch (Exception fault)
        {
            throw CallErrors.Of(fault, context.Deadline) ?? UnexpectedFault.Log(logger, context.Method, fault);
        }
    }
}
