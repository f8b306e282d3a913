using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Kinds;

/// <summary>
/// A word without the endings of number and case, so that the tables name a thing once. Coarser than the chains that texts are searched
/// by: it need not tell two words apart that both name things, and table and text are cut alike.
/// </summary>
internal static class KindStems
{
    private const int Shortest = 4;

    public static string Of(string folded, Language language)
    {
        if (folded.Length < Shortest) return folded;
        return language switch
        {
            Language.En => English(folded),
            Language.Fr => Without(folded, "s", "x"),
            Language.Es or Language.Pt => Without(Without(folded, "s"), "e"),
            Language.It => folded.TrimEnd('a', 'e', 'i', 'o') is { Length: > 2 } stem ? stem : folded,
            Language.De => Without(folded, "ern", "en", "er", "es", "n", "e", "s"),
            Language.Nl => Single(Without(folded, "en", "es", "s", "e")),
            _ => folded,
        };
    }

    private static string English(string word)
    {
        // No other letter ends an ending.
        if (word[^1] is not ('s' or 'e')) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal)) return word[..^3] + "y";
        // "Cookie" as "cookies" is read.
        if (word.EndsWith("ie", StringComparison.Ordinal)) return word[..^2] + "y";
        if (word.EndsWith("'s", StringComparison.Ordinal)) return word[..^2];
        if (word.EndsWith("ss", StringComparison.Ordinal)) return word;
        foreach (string ending in (ReadOnlySpan<string>)["shes", "ches", "xes", "sses"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return word[..^2];
        }
        return Without(word, "s");
    }

    private static string Without(string word, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (word.Length >= ending.Length + Shortest - 1 && word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        }
        return word;
    }

    /// <summary>Dutch doubles the consonant before an ending: mes, messen.</summary>
    private static string Single(string stem) => stem.Length > 3 && stem[^1] == stem[^2] && !"aeiou".Contains(stem[^1]) ? stem[..^1] : stem;
}
