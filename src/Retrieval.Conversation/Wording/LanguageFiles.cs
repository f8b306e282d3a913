using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Wording;

/// <summary>Opens the JSON files embedded from <c>Data/</c>, one a language; English stands in for a language without a file.</summary>
internal static class LanguageFiles
{
    /// <summary>One value a language, read at the first call for it.</summary>
    public static Lazy<T>[] Each<T>(Func<Language, T> load) => [.. Enum.GetValues<Language>().Select(language => new Lazy<T>(() => load(language)))];

    /// <summary>The file of a language in a folder under <c>Data/</c>.</summary>
    public static JsonDocument Open(string folder, Language language)
    {
        string name = $"{folder}/{language.Code()}.json";
        return EmbeddedJson.Open(typeof(LanguageFiles).Assembly, EmbeddedJson.Exists(typeof(LanguageFiles).Assembly, name) ? name : $"{folder}/en.json");
    }
}
