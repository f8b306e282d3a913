using Retrieval.Service.Acp;

namespace Retrieval.Service.Calls;

/// <summary>
/// Says of a path that nothing is served at, and of a method that a path does not take, what is wrong: the router answers with a bare status.
/// gRPC's own doors for what is not there are left out, since they take every method of every path of two parts.
/// </summary>
internal static class UnknownDoors
{
    public static async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        await next(call);
        HttpResponse response = call.Response;
        if (response.HasStarted || response.ContentType is not null) return;
        // No door was found whose form it could be.
        ErrorForm? form = call.Request.Path.StartsWithSegments(AcpEndpoints.Path) ? AcpError.Form : null;
        if (response.StatusCode == StatusCodes.Status404NotFound)
            await Refusal.WriteAsync(call, CallErrors.NothingServed(call.Request.Path, Refusal.IsGrpc(call.Request)), StatusCodes.Status404NotFound, form);
        else if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            await Refusal.WriteAsync(call, CallErrors.OtherMethod(call.Request.Method, response.Headers.Allow.ToString()), StatusCodes.Status405MethodNotAllowed, form);
    }
}
