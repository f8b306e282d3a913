using System.Text.Json;
using ModelContextProtocol.Protocol;
using Retrieval.Service.Ucp;

namespace Retrieval.Service.Mcp;

/// <summary>A tool's answer in both forms: structured for programs, readable for whoever reads it aloud.</summary>
internal static class ToolAnswer
{
    public static CallToolResult Of<T>(T structured, string text) => new()
    {
        StructuredContent = JsonSerializer.SerializeToElement(structured, CatalogJson.Options),
        Content = [new TextContentBlock { Text = text }],
    };
}
