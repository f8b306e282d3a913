using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Retrieval.Service.OpenApi;

/// <summary>JSON Schemas of messages, each once under <c>#/components/schemas</c>. One for a document.</summary>
internal sealed class OpenApiSchemas(IReadOnlyDictionary<string, string> comments)
{
    private readonly Dictionary<string, MessageDescriptor> referred = new(StringComparer.Ordinal);

    /// <summary>The form of errors.</summary>
    public static JsonObject Status => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["code"] = new JsonObject { ["type"] = "integer", ["description"] = "The gRPC status code." },
            ["message"] = new JsonObject { ["type"] = "string", ["description"] = "What was wrong, where, and what to do." },
            ["details"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } },
        },
    };

    /// <summary>A reference to a message.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        referred[message.Name] = message;
        return new JsonObject { ["$ref"] = $"#/components/schemas/{message.Name}" };
    }

    /// <summary>The schema of a field, lists and maps among them.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        if (field.IsMap) return new JsonObject { ["type"] = "object", ["additionalProperties"] = Single(field.MessageType.FindFieldByNumber(2)) };
        return field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = Single(field) } : Single(field);
    }

    /// <summary>A message written out, some of its fields left away.</summary>
    public JsonObject Object(MessageDescriptor message, IReadOnlySet<string>? except = null)
    {
        var properties = new JsonObject();
        foreach (FieldDescriptor field in message.Fields.InDeclarationOrder())
        {
            if (except?.Contains(field.Name) == true) continue;
            JsonObject schema = Of(field);
            if (comments.GetValueOrDefault($"{message.Name}.{field.Name}") is { } comment) schema["description"] = comment;
            properties[field.JsonName] = schema;
        }
        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (comments.GetValueOrDefault(message.Name) is { } about) whole["description"] = about;
        return whole;
    }

    /// <summary>Every message that was referred to, and those that they refer to.</summary>
    public JsonObject Referred()
    {
        var written = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        while (referred.FirstOrDefault(entry => !written.ContainsKey(entry.Key)).Value is { } message) written[message.Name] = Object(message);
        return new JsonObject(written);
    }

    private JsonObject Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Of(field.MessageType),
        FieldType.String => new JsonObject { ["type"] = "string" },
        FieldType.Bytes => new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Bool => new JsonObject { ["type"] = "boolean" },
        FieldType.Double or FieldType.Float => new JsonObject { ["type"] = "number" },
        FieldType.Enum => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. field.EnumType.Values.Select(static value => (JsonNode)value.Name)]) },
        _ => new JsonObject { ["type"] = "integer" },
    };
}
