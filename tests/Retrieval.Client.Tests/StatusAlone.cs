using System.Globalization;
using System.Net;
using Grpc.Core;

namespace Retrieval.Client.Tests;

/// <summary>The answer of a call that has a status and no message (gRPC's "Trailers-Only").</summary>
internal static class StatusAlone
{
    public static HttpResponseMessage Of(HttpRequestMessage request, StatusCode status)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Version = HttpVersion.Version20, Content = new ByteArrayContent([]), RequestMessage = request };
        answer.Content.Headers.ContentType = new("application/grpc");
        answer.Headers.Add("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        return answer;
    }
}
