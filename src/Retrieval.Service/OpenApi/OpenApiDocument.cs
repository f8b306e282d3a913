using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Retrieval.Service.OpenApi;

/// <summary>The HTTP/JSON API as an OpenAPI 3.1 document, derived from the <c>.proto</c> files: their HTTP rules, messages and comments.</summary>
internal static partial class OpenApiDocument
{
    private static readonly Lazy<byte[]> Bytes = new(static () => System.Text.Encoding.UTF8.GetBytes(Build().ToJsonString(new() { WriteIndented = true })));

    public static void MapOpenApi(this IEndpointRouteBuilder routes) => routes.MapGet("/openapi.json", static () => Results.Bytes(Bytes.Value, "application/json"));

    private static JsonObject Build()
    {
        Dictionary<string, string> comments = ProtoComments.Read();
        var schemas = new OpenApiSchemas(comments);
        var paths = new JsonObject();
        foreach (MethodDescriptor method in Services().SelectMany(static service => service.Methods))
        {
            if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule) continue;
            (string path, string verb) = rule.PatternCase == HttpRule.PatternOneofCase.Get ? (rule.Get, "get")
                : rule.PatternCase == HttpRule.PatternOneofCase.Post ? (rule.Post, "post")
                : rule.PatternCase == HttpRule.PatternOneofCase.Delete ? (rule.Delete, "delete") : (rule.Patch, "patch");
            if (paths[path] is not JsonObject operations) paths[path] = operations = [];
            operations[verb] = Operation(method, path, rule.Body.Length > 0, schemas, comments);
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Retrieval", ["version"] = "v1", ["description"] = "The same methods as gRPC's retrieval.v1. Money is in minor units of its currency." },
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A key of the service; none where it serves its own machine alone." } },
                ["schemas"] = schemas.Referred(),
            },
        };
    }

    private static JsonObject Operation(MethodDescriptor method, string path, bool hasBody, OpenApiSchemas schemas, Dictionary<string, string> comments)
    {
        HashSet<string> inPath = [.. Parameter().Matches(path).Select(static match => match.Groups[1].Value)];
        FieldDescriptor[] fields = [.. method.InputType.Fields.InDeclarationOrder()];
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.Service.Name}.{method.Name}",
            ["summary"] = comments.GetValueOrDefault($"{method.Service.Name}.{method.Name}"),
            ["parameters"] = new JsonArray([.. fields.Where(field => inPath.Contains(field.Name) || !hasBody).Select(field => (JsonNode)new JsonObject
            {
                ["name"] = field.JsonName,
                ["in"] = inPath.Contains(field.Name) ? "path" : "query",
                ["required"] = inPath.Contains(field.Name),
                ["description"] = comments.GetValueOrDefault($"{method.InputType.Name}.{field.Name}"),
                ["schema"] = schemas.Of(field),
            })]),
        };
        if (hasBody) operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(schemas.Object(method.InputType, except: inPath)) };
        string answer = method.IsServerStreaming ? "One JSON object a line." : comments.GetValueOrDefault(method.OutputType.Name, "The answer.");
        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = answer, ["content"] = Content(schemas.Of(method.OutputType)) },
            ["default"] = new JsonObject { ["description"] = "What went wrong, as google.rpc.Status.", ["content"] = Content(OpenApiSchemas.Status) },
        };
        return operation;
    }

    private static JsonObject Content(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    /// <summary>Every service of our own, wherever its file is.</summary>
    private static IEnumerable<ServiceDescriptor> Services() => typeof(V1.Retrieval).Assembly.GetTypes()
        .Where(static type => type.Namespace == typeof(V1.Retrieval).Namespace && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(static type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>().SelectMany(static file => file.Services)
        .OrderBy(static service => service.Name != nameof(V1.Retrieval)).ThenBy(static service => service.Name, StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Parameter();
}
