using System.Globalization;
using Google.Protobuf;
using Grpc.Core;

namespace Retrieval.Service.Calls;

/// <summary>Answers a call with a status and nothing else. Before the body is read it costs least, which counts where too many call.</summary>
internal static class Refusal
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(CallErrors.Details));

    /// <summary>As the caller expects it: trailers alone over gRPC, else the door's <see cref="ErrorForm"/> or <c>google.rpc.Status</c> in JSON, with its HTTP status.</summary>
    /// <param name="call">The call.</param>
    /// <param name="refused">Why.</param>
    /// <param name="httpStatus">HTTP's own status for it; null is the one that goes with gRPC's.</param>
    /// <param name="form">The form, where no door was found that says it.</param>
    public static Task WriteAsync(HttpContext call, RpcException refused, int? httpStatus = null, ErrorForm? form = null) =>
        IsGrpc(call.Request) ? OverGrpc(call.Response, refused)
            : OverHttp(call.Response, refused, httpStatus, form ?? call.GetEndpoint()?.Metadata.GetMetadata<ErrorForm>());

    /// <summary>Whether a call expects gRPC's trailers.</summary>
    public static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    private static Task OverGrpc(HttpResponse response, RpcException refused)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(refused.Status.Detail);
        foreach (Metadata.Entry entry in refused.Trailers)
            response.Headers[entry.Key] = entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;
        return Task.CompletedTask;
    }

    private static Task OverHttp(HttpResponse response, RpcException refused, int? httpStatus, ErrorForm? form)
    {
        response.StatusCode = httpStatus ?? refused.StatusCode switch
        {
            StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
            StatusCode.NotFound => StatusCodes.Status404NotFound,
            StatusCode.FailedPrecondition => StatusCodes.Status400BadRequest,
            StatusCode.Aborted => StatusCodes.Status409Conflict,
            StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (refused.StatusCode == StatusCode.Unauthenticated) response.Headers.WWWAuthenticate = "Bearer";
        if (refused.Trailers.GetValue(CallErrors.Pushback) is { } pause)
            response.Headers.RetryAfter = Math.Ceiling(int.Parse(pause, CultureInfo.InvariantCulture) / 1000.0).ToString(CultureInfo.InvariantCulture);
        response.ContentType = "application/json";
        return response.WriteAsync(form?.Json(refused) ?? Json.Format(CallErrors.Told(refused)));
    }
}
