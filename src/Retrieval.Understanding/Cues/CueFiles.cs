using System.Text.Json;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Understanding.Cues;

/// <summary>Opens the JSON files embedded from <c>Data/</c>.</summary>
internal static class CueFiles
{
    public static bool Exists(string name) => EmbeddedJson.Exists(typeof(CueFiles).Assembly, $"{name}.json");

    /// <exception cref="FileNotFoundException">No such file is embedded.</exception>
    public static JsonDocument Open(string name) => EmbeddedJson.Open(typeof(CueFiles).Assembly, $"{name}.json");
}
