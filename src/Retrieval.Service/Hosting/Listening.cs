using System.Net.Security;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Retrieval.Service.Access;
using Retrieval.Service.Calls;
using Retrieval.Service.Jobs;

namespace Retrieval.Service.Hosting;

/// <summary>The ports and what may come in through them.</summary>
internal static class Listening
{
    /// <summary>A query of 1,000 characters and a filter of 10,000 fit many times over.</summary>
    public const int LargestRequestBytes = 256 * 1024;

    private const int MostConnections = 20_000;

    /// <param name="kestrel">The web server.</param>
    /// <param name="options">Where it listens.</param>
    /// <param name="certificate">Shown to callers; null listens in the clear.</param>
    public static void Configure(KestrelServerOptions kestrel, ServerOptions options, LiveCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Listen(options.Grpc, listen => Open(listen, HttpProtocols.Http2, certificate));
        kestrel.Listen(options.Http, listen => Open(listen, certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, certificate));
    }

    /// <summary>Most bytes of a call's body. A door that says so takes larger ones; the server bounds by the same what comes without its size being told.</summary>
    public static long MostBytes(HttpContext call) => call.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LargestRequestBytes;

    /// <summary>Most bytes of a message of gRPC.</summary>
    public static int MostMessageBytes(HttpContext call) =>
        call.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType == typeof(CatalogCalls) ? CatalogCalls.LargestMessageBytes : LargestRequestBytes;

    /// <summary>Refuses a body that is told to be too large before any of it is read.</summary>
    public static Task CheckSize(HttpContext call, RequestDelegate next)
    {
        if (!Refusal.IsGrpc(call.Request))
        {
            long most = MostBytes(call);
            return call.Request.ContentLength > most ? Refusal.WriteAsync(call, CallErrors.TooLarge(most), StatusCodes.Status413PayloadTooLarge) : next(call);
        }
        // gRPC tells a message's length before its bytes and refuses it with a status; the limit of bodies would cut the connection instead.
        if (call.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        return next(call);
    }

    private static void Open(ListenOptions listen, HttpProtocols protocols, LiveCertificate? certificate)
    {
        listen.Protocols = protocols;
        if (certificate is null) return;
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Context }),
        });
    }
}
