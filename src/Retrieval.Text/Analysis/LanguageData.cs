using System.Collections.Frozen;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Analysis;

/// <summary>Reads the word lists that are embedded under <c>Data/</c>, one file a language.</summary>
internal static class LanguageData
{
    /// <summary>The words of <c>Data/{list}/{language}.txt</c>: separated by white space, <c>#</c> opens a comment line. Empty where a language has no such list.</summary>
    public static FrozenSet<string> Words(string list, Language language)
    {
        using Stream? file = typeof(LanguageData).Assembly.GetManifestResourceStream($"{list}/{language.Code()}.txt");
        if (file is null) return FrozenSet<string>.Empty;
        using var reader = new StreamReader(file);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            words.UnionWith(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Fold));
        }
        return words.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The form that every token has when lists are looked up: see <see cref="TextFolding"/>.</summary>
    private static string Fold(string word) => TextFolding.Fold(word);
}
