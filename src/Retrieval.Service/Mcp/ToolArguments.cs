using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Retrieval.Catalog.Reading;
using Retrieval.Service.Calls;

namespace Retrieval.Service.Mcp;

/// <summary>
/// Tells an agent which argument of a tool is missing or of another form than its schema says, as the protocol's error of invalid parameters;
/// the library says only that the tool failed.
/// </summary>
internal static class ToolArguments
{
    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Checked(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (call, cancellation) =>
    {
        IDictionary<string, JsonElement> arguments = call.Params?.Arguments ?? new Dictionary<string, JsonElement>();
        if (call.MatchedPrimitive is McpServerTool tool && Wrong(tool.ProtocolTool.InputSchema, arguments) is { } wrong) throw new McpProtocolException(wrong, McpErrorCode.InvalidParams);
        try
        {
            return await next(call, cancellation);
        }
        catch (JsonException wrongWithin)
        {
            throw new McpProtocolException($"{JsonFault.Member(wrongWithin)}: {JsonFault.Problem(wrongWithin, typeof(ToolArguments))}", McpErrorCode.InvalidParams);
        }
        catch (Exception fault) when (fault is not (McpException or OperationCanceledException))
        {
            ILogger logger = call.Services!.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ToolArguments));
            throw new McpProtocolException(UnexpectedFault.Log(logger, call.Params?.Name is { } name && call.MatchedPrimitive is not null ? name : "a tool", fault).Status.Detail, McpErrorCode.InternalError);
        }
    };

    private static string? Wrong(JsonElement schema, IDictionary<string, JsonElement> arguments)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray())
            {
                if (!arguments.ContainsKey(name.GetString()!)) return $"{name}: missing";
            }
        }
        if (!schema.TryGetProperty("properties", out JsonElement properties)) return null;
        foreach ((string name, JsonElement value) in arguments)
        {
            if (properties.TryGetProperty(name, out JsonElement property) && property.TryGetProperty("type", out JsonElement type) && !IsOf(type, value))
                return $"{name}: expected {(type.ValueKind == JsonValueKind.Array ? string.Join(" or ", type.EnumerateArray()) : type)}, found {value.ValueKind.ToString().ToLowerInvariant()}";
        }
        return null;
    }

    private static bool IsOf(JsonElement type, JsonElement value)
    {
        if (type.ValueKind == JsonValueKind.Array) return type.EnumerateArray().Any(one => IsOf(one, value));
        return type.GetString() switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => true,
        };
    }
}
