namespace Retrieval.Service.Mcp;

/// <summary>
/// Refuses calls that a page of another site makes a browser send, as the protocol demands of a server that may run on the user's own
/// machine: an <c>Origin</c> must be that of the host that was called. Programs send none.
/// </summary>
internal static class OriginCheck
{
    public static async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        string? origin = call.Request.Headers.Origin;
        if (origin is null || IsOwn(origin, call.Request.Host) || !call.Request.Path.Value!.EndsWith("/mcp", StringComparison.Ordinal))
        {
            await next(call);
            return;
        }
        call.Response.StatusCode = StatusCodes.Status403Forbidden;
        await call.Response.WriteAsync("this origin may not call the service\n", call.RequestAborted);
    }

    private static bool IsOwn(string origin, HostString host) => Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
