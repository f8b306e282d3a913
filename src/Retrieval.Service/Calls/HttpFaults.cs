using Grpc.Core;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Calls;

/// <summary>A status for whatever a door throws that is none of gRPC's, as <see cref="CallGuard"/> gives it to those.</summary>
internal sealed class HttpFaults(ILogger<HttpFaults> logger)
{
    public async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        try
        {
            await next(call);
        }
        catch (Exception fault) when (!call.Response.HasStarted)
        {
            if (call.RequestAborted.IsCancellationRequested) return;
            if (fault is BadHttpRequestException bad)
            {
                await Refusal.WriteAsync(call, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? CallErrors.TooLarge(Listening.MostBytes(call)) : CallErrors.Unreadable(bad.Message), bad.StatusCode);
                return;
            }
            RpcException refused = CallErrors.Of(fault, DateTime.MaxValue) ?? UnexpectedFault.Log(logger, call.GetEndpoint()?.DisplayName ?? "a call", fault);
            await Refusal.WriteAsync(call, refused);
        }
    }
}
