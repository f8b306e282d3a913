using System.Text.Json;
using Retrieval.Text.Languages;

namespace Retrieval.Conversation.Wording;

/// <summary>Opens the JSON files embedded from <c>Data/</c>, one a language; English stands in for a language without a file.</summary>
internal static class LanguageFiles
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>One value a language, read at the first call for it.</summary>
    public static Lazy<T>[] Each<T>(Func<Language, T> load) => [.. Enum.GetValues<Language>().Select(language => new Lazy<T>(() => load(language)))];

    /// <summary>The file of a language in a folder under <c>Data/</c>.</summary>
    public static JsonDocument Open(string folder, Language language)
    {
        string name = $"{folder}/{language.Code()}.json";
        using Stream file = typeof(LanguageFiles).Assembly.GetManifestResourceStream(name)
            ?? typeof(LanguageFiles).Assembly.GetManifestResourceStream($"{folder}/en.json")
            ?? throw new FileNotFoundException($"The embedded file Data/{folder}/en.json is missing.", name);
        return JsonDocument.Parse(file, Options);
    }
}
