using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Acp;

/// <summary>The protocol's own JSON Schema and example messages; a test that needs them is skipped where they are absent.</summary>
internal static class AcpSchema
{
    private static readonly EvaluationOptions Evaluation = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new();

    /// <summary>An example by its name.</summary>
    public static JsonElement Example(string name) =>
        JsonDocument.Parse(File.ReadAllText(Workspace.Outside("spec", "acp-2026-04-17.examples.feed.json"))).RootElement.GetProperty(name);

    /// <summary>Asserts that a message is of a definition, such as <c>FeedMetadata</c>.</summary>
    public static void AssertValid(JsonElement message, string definition)
    {
        EvaluationResults results = Evaluate(message, definition);
        IEnumerable<string> errors = (results.Details ?? []).Where(static detail => detail.Errors is { Count: > 0 }).Select(static detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}");
        Assert.True(results.IsValid, string.Join('\n', errors.Take(10)) + "\n" + message.GetRawText());
    }

    public static bool IsValid(JsonElement message, string definition) => Evaluate(message, definition).IsValid;

    private static EvaluationResults Evaluate(JsonElement message, string definition) => Schemas.GetOrAdd(definition, Load).Evaluate(message, Evaluation);

    private static JsonSchema Load(string definition)
    {
        string bundle = File.ReadAllText(Workspace.Outside("spec", "acp-2026-04-17.schema.feed.json"));
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry() };
        return new JsonSchemaBuilder().Ref($"{JsonSchema.FromText(bundle, options).BaseUri}#/$defs/{definition}").Build(options);
    }
}
