using Grpc.Core;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Calls;

/// <summary>
/// Says of a message that is no protocol buffer, or too large, that it cannot be read, and why. The library reads it before any of our code runs;
/// it calls the one UNKNOWN, and of the other it names neither the limit nor a remedy. Whatever our code throws has a status of its own
/// (<see cref="CallGuard"/>).
/// </summary>
internal static class UnreadableMessages
{
    private const string Unknown = "2", ResourceExhausted = "8";
    private const string TooLarge = "Received message exceeds the maximum configured message size";

    public static async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        await next(call);
        if (call.Response.HasStarted) return;
        IHeaderDictionary headers = call.Response.Headers;
        string? status = headers["grpc-status"];
        if (status == Unknown) await Refusal.WriteAsync(call, CallErrors.Unreadable("the message is no protocol buffer of this method's request"));
        else if (status == ResourceExhausted && IsTooLarge(headers["grpc-message"])) await Refusal.WriteAsync(call, CallErrors.MessageTooLarge(Listening.MostMessageBytes(call)));
    }

    /// <summary>Whether a fault is the library's, of a message that is too large.</summary>
    public static bool IsTooLarge(RpcException fault) => fault.StatusCode == StatusCode.ResourceExhausted && IsTooLarge(fault.Status.Detail);

    private static bool IsTooLarge(string? message) => message?.StartsWith(TooLarge, StringComparison.Ordinal) == true;
}
