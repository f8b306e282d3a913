using System.Text.Json;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Vocabulary;

/// <summary>Reads the embedded JSON files under <c>Data/vocabulary/</c>.</summary>
internal static class VocabularyFiles
{
    public static bool Exists(string name) => EmbeddedJson.Exists(typeof(VocabularyFiles).Assembly, name);

    /// <exception cref="FileNotFoundException">No such file is embedded.</exception>
    public static JsonDocument Open(string name) => EmbeddedJson.Open(typeof(VocabularyFiles).Assembly, name);

    /// <summary>The strings of a list, none where it is absent.</summary>
    public static IEnumerable<string> Strings(JsonElement owner, string name)
        => owner.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(item => item.GetString()!) : [];

    /// <summary>The entries of an object whose members are values with the list of their phrases.</summary>
    public static IEnumerable<PhraseEntry> Entries(JsonElement valuesToPhrases, string kind)
        => valuesToPhrases.EnumerateObject().SelectMany(value
            => value.Value.EnumerateArray().Select(phrase => new PhraseEntry(new Sense(kind, value.Name), phrase.GetString()!)));
}
