using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Retrieval.Catalog.Reading;

namespace Retrieval.Service.Ucp;

/// <summary>The JSON form of requests and answers, and what is wrong with a request that is not of that form.</summary>
internal static class CatalogJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        MaxDepth = 32,
    };

    /// <exception cref="CatalogRequestException">It is not of that form.</exception>
    public static T Read<T>(JsonElement json)
    {
        try
        {
            return json.Deserialize<T>(Options) ?? throw new CatalogRequestException("invalid_request", "a JSON object is expected");
        }
        catch (JsonException wrong)
        {
            throw new CatalogRequestException("invalid_request", $"{JsonFault.Member(wrong)}: {JsonFault.Problem(wrong, typeof(T))}".TrimStart(':', ' '));
        }
    }
}

/// <summary>A request that cannot be answered as it stands.</summary>
/// <param name="code">The protocol's code.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class CatalogRequestException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Refuses a list with holes, which the reader of JSON lets through.</summary>
    public static void RequireWhole<T>(IReadOnlyList<T>? list, string name) where T : class
    {
        if (list?.Any(static item => item is null) == true) throw new CatalogRequestException("invalid_request", $"{name} holds a null");
    }

    /// <summary>The answer that says so.</summary>
    /// <param name="capability">The capability that was asked.</param>
    public CatalogResponse Answer(string capability) => new()
    {
        Ucp = UcpMetadata.Of(capability, "error"),
        Messages = [new CatalogMessage("error", Code, Message) { Severity = "recoverable" }],
    };
}
