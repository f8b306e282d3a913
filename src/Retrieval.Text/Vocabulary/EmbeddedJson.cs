using System.Reflection;
using System.Text.Json;

namespace Retrieval.Text.Vocabulary;

/// <summary>Opens the JSON files that a room embeds from its <c>Data/</c> folder; comments and trailing commas are allowed in them. Safe for concurrent use.</summary>
public static class EmbeddedJson
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>True where a room embeds a file.</summary>
    /// <param name="room">The room's assembly.</param>
    /// <param name="name">Path under <c>Data/</c>, such as <c>vocabulary/fr.json</c>.</param>
    public static bool Exists(Assembly room, string name) => room.GetManifestResourceInfo(name) is not null;

    /// <summary>Opens a file; the caller disposes the document.</summary>
    /// <param name="room">The room's assembly.</param>
    /// <param name="name">Path under <c>Data/</c>.</param>
    /// <exception cref="FileNotFoundException">No such file is embedded.</exception>
    public static JsonDocument Open(Assembly room, string name)
    {
        using Stream file = room.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"The embedded file Data/{name} is missing.", name);
        return JsonDocument.Parse(file, Options);
    }
}
