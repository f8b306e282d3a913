using System.Text.Json;

namespace Retrieval.Text.Phrases;

/// <summary>
/// The form of a file of cue phrases: each member is a section, which is a list of patterns (<see cref="PhrasePattern"/>), or an object of
/// values with their patterns. A phrase's kind is its section.
/// </summary>
public static class PhraseSections
{
    /// <summary>The entries of a file, in its order.</summary>
    public static IEnumerable<PhraseEntry> Read(JsonElement file)
    {
        foreach (JsonProperty section in file.EnumerateObject())
        {
            if (section.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (PhraseEntry entry in Entries(section.Name, "", section.Value)) yield return entry;
                continue;
            }
            foreach (JsonProperty value in section.Value.EnumerateObject())
            {
                foreach (PhraseEntry entry in Entries(section.Name, value.Name, value.Value)) yield return entry;
            }
        }
    }

    private static IEnumerable<PhraseEntry> Entries(string kind, string value, JsonElement patterns) =>
        patterns.EnumerateArray().Select(pattern => new PhraseEntry(new Sense(kind, value), pattern.GetString()!));
}
