using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Retrieval.Catalog.Reading;

namespace Retrieval.Search.Fusion;

/// <summary>
/// The file of fitted weights: JSON with <c>format</c> 1, <c>weights</c> by name and what they were fitted from, for people:
/// <code>{"format":1,"weights":{"meaning":0.5,"other_language":0.9,"coverage":0.5,"pairs":0.1},"fitted":{…}}</code>
/// </summary>
public static class FusionFile
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is no such file; the message says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ScoreFusion Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} does not exist; `retrieval fit --out {path}` writes such a file");
        try
        {
            string json = File.ReadAllText(path);
            JsonObject root = JsonNode.Parse(json) as JsonObject ?? throw new InvalidDataException($"{path}: a JSON object is expected");
            if (root["format"] is not JsonValue format || !format.TryGetValue(out int number) || number != Format)
                throw new InvalidDataException($"{path}: \"format\" is {root["format"]?.ToJsonString() ?? "missing"}; this version reads format {Format}. Fit the weights again.");
            // From the text and not from the node, which does not know its lines.
            return ScoreFusion.Of(JsonSerializer.Deserialize<Written>(json)!.Weights ?? throw new InvalidDataException($"{path}: \"weights\" is missing"));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException(
                $"{path}: not the JSON of weights ({JsonFault.Told(broken, typeof(Written))}); expected is such as {{\"format\":{Format},\"weights\":{{\"meaning\":0.5}}}}, which `retrieval fit --out` writes", broken);
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where it goes; replaced.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="fitted">What they were fitted from.</param>
    public static void Write(string path, ScoreFusion weights, JsonNode? fitted)
    {
        var root = new JsonObject { ["format"] = Format, ["weights"] = JsonSerializer.SerializeToNode(weights.Weights), ["fitted"] = fitted };
        File.WriteAllText(path, root.ToJsonString(Indented) + "\n");
    }

    private sealed record Written([property: JsonPropertyName("weights")] Dictionary<string, float>? Weights);
}
