using Grpc.AspNetCore.Server;
using Retrieval.Service.Access;
using Retrieval.Service.Calls;

namespace Retrieval.Service.Admission;

/// <summary>
/// Sheds questions before anything of them is read, where the queue is full. A question over plain HTTP takes its turn here, once its body
/// has come in whole, so that a slow sender holds none; one over gRPC takes it where its message has been read (<see cref="CallGuard"/>).
/// </summary>
internal sealed class AdmissionDoor(AdmissionQueue queue)
{
    public Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        Endpoint? door = call.GetEndpoint();
        if (!IsQuestion(door)) return next(call);
        if (queue.IsFull(out TimeSpan pause)) return Refusal.WriteAsync(call, CallErrors.Overloaded(pause));
        return IsGrpc(door!) || !HttpMethods.IsPost(call.Request.Method) ? next(call) : InTurn(call, next);
    }

    /// <summary>True for a gRPC call that asks; those that change an index wait for its one writer instead, and those of operators never wait.</summary>
    public static bool IsGrpcQuestion(Endpoint? door) => IsQuestion(door) && IsGrpc(door!);

    private static bool IsQuestion(Endpoint? door) => door?.Metadata.GetMetadata<RequiresRoleAttribute>()?.Role == Role.Read;

    private static bool IsGrpc(Endpoint door) => door.Metadata.GetMetadata<GrpcMethodMetadata>() is not null;

    private async Task InTurn(HttpContext call, RequestDelegate next)
    {
        var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        body.Position = 0;
        call.Request.Body = body;
        await queue.InTurnAsync(async () => { await next(call); return true; }, call.RequestAborted);
    }
}
