using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Retrieval.Catalog.Reading;

namespace Retrieval.Service.Acp;

/// <summary>Reads bodies of the protocol, and the form of its answers.</summary>
internal static class AcpJson
{
    // The deepest message of the protocol has nine levels.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The body of a call, of a form.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="shape">The form.</param>
    /// <param name="code">Code of the error where it is of another.</param>
    /// <exception cref="AcpException">It is not of that form.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> body, Shape shape, string code)
    {
        if (!Utf8.IsValid(body.Span)) throw AcpException.Invalid(code, null, "the body is not UTF-8");
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, Reading);
            if (shape.Check(document.RootElement) is not { } fault) return document;
            throw AcpException.Invalid(code, fault.Param, fault.Message);
        }
        catch (JsonException wrong)
        {
            throw AcpException.Invalid(code, null, $"the body is not JSON that can be read, at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}: {JsonFault.Problem(wrong)}");
        }
        catch (InvalidOperationException)
        {
            throw AcpException.Invalid(code, null, "the name of a member is not valid Unicode");
        }
        catch (AcpException)
        {
            document?.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a call's body, which the server bounds.</summary>
    /// <exception cref="AcpException">It is not said to be JSON, or is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext call)
    {
        if (!call.Request.HasJsonContentType())
            throw new AcpException(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", null, "the body is to be JSON; say so with content-type: application/json");
        try
        {
            var body = new MemoryStream((int)(call.Request.ContentLength ?? 0));
            await call.Request.Body.CopyToAsync(body, call.RequestAborted);
            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
        catch (BadHttpRequestException bad)
        {
            throw new AcpException(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "payload_too_large" : "bad_request", null, bad.Message);
        }
    }
}
