using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.Primitives;
using Retrieval.Catalog.Reading;

namespace Retrieval.Service.Calls;

/// <summary>
/// Tells which member of a call over HTTP/JSON is wrong and what is expected of it: the library that makes a message of it says only that it is
/// not correctly formatted. What is not known is passed over, as in any protocol buffer.
/// </summary>
internal static class JsonMessages
{
    public static async Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        if (call.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>()?.MethodDescriptor.InputType is { } form
            && (WrongParameter(call.Request.Query, form) ?? await WrongBodyAsync(call, form)) is { } fault)
            await Refusal.WriteAsync(call, CallErrors.WrongField(fault.Member, fault.Message));
        else
            await next(call);
    }

    private static Fault? WrongParameter(IQueryCollection query, MessageDescriptor form)
    {
        foreach ((string name, StringValues values) in query)
        {
            if (Member(form, name) is { } field && values.FirstOrDefault(value => !IsText(field, value ?? "")) is { } wrong) return new Fault(name, $"expected {Expected(field)}, found \"{wrong}\"");
        }
        return null;
    }

    private static async Task<Fault?> WrongBodyAsync(HttpContext call, MessageDescriptor form)
    {
        if (!HttpMethods.IsPost(call.Request.Method) || !call.Request.HasJsonContentType()) return null;
        var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        call.Request.Body = body;
        try
        {
            body.Position = 0;
            using JsonDocument document = JsonDocument.Parse(body);
            return Wrong(document.RootElement, form);
        }
        catch (JsonException wrong)
        {
            return new Fault("", $"the body is not JSON: {JsonFault.Told(wrong)}");
        }
        catch (InvalidOperationException)
        {
            return new Fault("", "the body is not JSON: a text in it is not valid Unicode");
        }
        finally
        {
            body.Position = 0;
        }
    }

    private static Fault? Wrong(JsonElement json, MessageDescriptor form)
    {
        if (json.ValueKind != JsonValueKind.Object) return new Fault("", $"expected an object, found {Shown(json)}");
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (Member(form, member.Name) is { } field && Wrong(member.Value, field) is { } fault) return fault.Under(member.Name);
        }
        return null;
    }

    private static Fault? Wrong(JsonElement json, FieldDescriptor field)
    {
        // Null is the default of every field.
        if (json.ValueKind == JsonValueKind.Null || field.IsMap) return null;
        if (!field.IsRepeated) return WrongOne(json, field);
        if (json.ValueKind != JsonValueKind.Array) return new Fault("", $"expected a list, found {Shown(json)}");
        int place = 0;
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (WrongOne(item, field) is { } fault) return fault.Under($"[{place}]");
            place++;
        }
        return null;
    }

    private static Fault? WrongOne(JsonElement json, FieldDescriptor field)
    {
        if (field.FieldType == FieldType.Message) return Wrong(json, field.MessageType);
        bool isRight = json.ValueKind switch
        {
            JsonValueKind.String => field.FieldType == FieldType.String || (field.FieldType is FieldType.Int64 or FieldType.Bytes && IsText(field, json.GetString()!)),
            JsonValueKind.Number => field.FieldType switch
            {
                FieldType.Int32 => json.TryGetInt32(out _),
                FieldType.Int64 => json.TryGetInt64(out _),
                FieldType.Double => true,
                _ => false,
            },
            JsonValueKind.True or JsonValueKind.False => field.FieldType == FieldType.Bool,
            _ => false,
        };
        return isRight ? null : new Fault("", $"expected {Expected(field)}, found {Shown(json)}");
    }

    /// <summary>Whether a text can be read as a field's value.</summary>
    private static bool IsText(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldType.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldType.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        FieldType.Bool => bool.TryParse(text, out _),
        FieldType.Bytes => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        _ => true,
    };

    private static string Expected(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Int32 or FieldType.Int64 => "a whole number",
        FieldType.Double => "a number",
        FieldType.Bool => "true or false",
        FieldType.Bytes => "base64",
        FieldType.Message => "an object",
        _ => "a text",
    };

    private static FieldDescriptor? Member(MessageDescriptor form, string name) => form.FindFieldByName(name) ?? form.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name);

    private static string Shown(JsonElement json)
    {
        const int Longest = 40;
        string text = json.GetRawText();
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private sealed record Fault(string Member, string Message)
    {
        public Fault Under(string outer) => this with { Member = Member.Length == 0 || Member[0] == '[' ? outer + Member : $"{outer}.{Member}" };
    }
}
