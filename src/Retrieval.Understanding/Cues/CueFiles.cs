using System.Text.Json;

namespace Retrieval.Understanding.Cues;

/// <summary>Opens the JSON files embedded from <c>Data/</c>; comments and trailing commas are allowed in them.</summary>
internal static class CueFiles
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static bool Exists(string name) => typeof(CueFiles).Assembly.GetManifestResourceInfo($"{name}.json") is not null;

    /// <exception cref="FileNotFoundException">No such file is embedded.</exception>
    public static JsonDocument Open(string name)
    {
        using Stream file = typeof(CueFiles).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new FileNotFoundException($"The embedded file Data/{name}.json is missing.", name);
        return JsonDocument.Parse(file, Options);
    }
}
