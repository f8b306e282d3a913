namespace Retrieval.Service.Calls;

/// <summary>
/// Says of a message that is no protocol buffer that it cannot be read. The library reads it before any of our code runs and calls its own
/// failure UNKNOWN; whatever our code throws has a status of its own (<see cref="CallGuard"/>).
/// </summary>
internal static class UnreadableMessages
{
    private const string Unknown = "2", InvalidArgument = "3";

    public static async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        await next(call);
        IHeaderDictionary headers = call.Response.Headers;
        if (call.Response.HasStarted || headers["grpc-status"] != Unknown) return;
        headers["grpc-status"] = InvalidArgument;
        headers["grpc-message"] = Uri.EscapeDataString("the message is no protocol buffer of this method's request");
    }
}
