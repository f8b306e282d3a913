namespace Retrieval.Service.Calls;

/// <summary>
/// Gives every call an id, in the header <c>x-request-id</c> of its answer: the caller's own where it sends one of up to 64 letters, digits,
/// dots, dashes and underscores, else a new one.
/// </summary>
internal static class RequestId
{
    private const string Header = "x-request-id";
    private const int Longest = 64;

    public static Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        string? sent = call.Request.Headers[Header];
        call.TraceIdentifier = sent is not null && IsFit(sent) ? sent : Guid.CreateVersion7().ToString("n");
        call.Response.Headers[Header] = call.TraceIdentifier;
        return next(call);
    }

    private static bool IsFit(string id) => id.Length is > 0 and <= Longest && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
