using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Retrieval.Service.Hosting;

/// <summary>The ports and what may come in through them.</summary>
internal static class Listening
{
    /// <summary>A query of 1,000 characters and a filter of 10,000 fit many times over.</summary>
    public const int LargestRequestBytes = 256 * 1024;

    private const int MostConnections = 20_000;

    /// <exception cref="ServerOptionsException">An address that others can reach.</exception>
    public static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        RequireLoopback(options.Grpc);
        RequireLoopback(options.Http);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Listen(options.Grpc, static listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(options.Http, static listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>gRPC tells a message's length before its bytes and refuses it with a status; the limit of bodies would cut the connection instead.</summary>
    public static Task LeaveGrpcToItsMessageLimit(HttpContext call, RequestDelegate next)
    {
        if (call.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true
            && call.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        return next(call);
    }

    /// <summary>Without keys only this machine may ask.</summary>
    private static void RequireLoopback(IPEndPoint address)
    {
        if (!IPAddress.IsLoopback(address.Address))
            throw new ServerOptionsException($"{address} is not a loopback address; without keys the service listens on 127.0.0.1 or [::1] only");
    }
}
