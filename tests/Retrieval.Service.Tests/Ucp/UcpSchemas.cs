using System.Text.Json;
using Json.Schema;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Ucp;

/// <summary>The protocol's own JSON Schemas and example messages; a test that needs them is skipped where they are absent.</summary>
internal static class UcpSchemas
{
    private static readonly Lazy<BuildOptions> Schemas = new(Load);

    private static readonly EvaluationOptions Evaluation = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>The examples of a page (<c>rest</c> or <c>mcp</c>).</summary>
    public static IEnumerable<JsonElement> Examples(string page) =>
        JsonDocument.Parse(File.ReadAllText(Workspace.Outside("spec", "ucp-2026-04-08", "examples.json"))).RootElement.EnumerateArray()
            .Where(example => example.GetProperty("page").GetString() == page).Select(static example => example.GetProperty("example"));

    /// <summary>Asserts that a message is of a schema.</summary>
    /// <param name="message">The message.</param>
    /// <param name="schema">Such as <c>shopping/catalog_search.json#/$defs/search_response</c>.</param>
    public static void AssertValid(JsonElement message, string schema)
    {
        EvaluationResults results = new JsonSchemaBuilder().Ref($"https://ucp.dev/schemas/{schema}").Build(Schemas.Value).Evaluate(message, Evaluation);
        Assert.True(results.IsValid, string.Join('\n', Errors(results).Take(10)) + "\n" + message.GetRawText()[..Math.Min(1500, message.GetRawText().Length)]);
    }

    private static IEnumerable<string> Errors(EvaluationResults results) =>
        (results.Details ?? []).Where(static detail => detail.Errors is { Count: > 0 }).Select(static detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}");

    // Schemas name one another by their addresses under ucp.dev; each is read from its file when another one first names it.
    private static BuildOptions Load()
    {
        string folder = Workspace.Outside("spec", "ucp-2026-04-08", "schemas");
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry() };
        options.SchemaRegistry.Fetch = (uri, _) => File.Exists(Path.Combine(folder, Relative(uri))) ? JsonSchema.FromText(File.ReadAllText(Path.Combine(folder, Relative(uri))), options) : null;
        return options;
    }

    private static string Relative(Uri uri) => uri.AbsolutePath.Replace("/schemas/", "", StringComparison.Ordinal);
}
