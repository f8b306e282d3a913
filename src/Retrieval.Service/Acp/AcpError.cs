using System.Text.Json;
using Grpc.Core;
using Retrieval.Service.Calls;

namespace Retrieval.Service.Acp;

/// <summary>The protocol's error body.</summary>
/// <param name="Type">Kind of error: <c>invalid_request</c>, <c>rate_limit_exceeded</c>, <c>service_unavailable</c> or <c>processing_error</c>.</param>
/// <param name="Code">Which one, for programs.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Param">The member or parameter at fault.</param>
internal sealed record AcpError(string Type, string Code, string Message, string? Param)
{
    /// <summary>How a call of this protocol is refused before it gets here, such as for want of a key.</summary>
    public static ErrorForm Form { get; } = new(static refused => JsonSerializer.Serialize(Of(refused), AcpJson.Options));

    private static AcpError Of(RpcException refused) => new(
        refused.StatusCode switch
        {
            StatusCode.ResourceExhausted => "rate_limit_exceeded",
            StatusCode.Unavailable => "service_unavailable",
            StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.Unimplemented => "invalid_request",
            _ => "processing_error",
        },
        JsonNamingPolicy.SnakeCaseLower.ConvertName(refused.StatusCode.ToString()), refused.Status.Detail, Param: null);
}

/// <summary>A call of the protocol that cannot be answered as it stands.</summary>
/// <param name="status">HTTP's status.</param>
/// <param name="code">The error's code.</param>
/// <param name="param">The member or parameter at fault; null for none.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class AcpException(int status, string code, string? param, string message) : Exception(message)
{
    public IResult Answer() => Results.Json(new AcpError("invalid_request", code, Message, param), AcpJson.Options, statusCode: status);

    public static AcpException Invalid(string code, string? param, string message) => new(StatusCodes.Status400BadRequest, code, param, message);

    public static AcpException FeedNotFound() => new(StatusCodes.Status404NotFound, "feed_not_found", "id", "Feed not found");
}
