namespace Retrieval.Text.Languages;

/// <summary>The languages the engine knows. <see cref="Und"/> is "undetermined": text is split and lower-cased only.</summary>
public enum Language : byte
{
    /// <summary>Undetermined.</summary>
    Und,
    /// <summary>English.</summary>
    En,
    /// <summary>French.</summary>
    Fr,
    /// <summary>German.</summary>
    De,
    /// <summary>Spanish.</summary>
    Es,
    /// <summary>Chinese.</summary>
    Zh,
    /// <summary>Italian.</summary>
    It,
    /// <summary>Portuguese.</summary>
    Pt,
    /// <summary>Dutch.</summary>
    Nl,
}

/// <summary>Names of languages as ISO 639-1 codes.</summary>
public static class LanguageCodes
{
    private static readonly string[] Codes = ["und", "en", "fr", "de", "es", "zh", "it", "pt", "nl"];

    /// <summary>Every language with analysis of its own, in the order of the enumeration; <see cref="Language.Und"/> is not among them.</summary>
    public static IReadOnlyList<Language> All { get; } =
        [Language.En, Language.Fr, Language.De, Language.Es, Language.Zh, Language.It, Language.Pt, Language.Nl];

    /// <summary>The ISO 639-1 code, or <c>und</c>.</summary>
    public static string Code(this Language language) => Codes[(int)language];

    /// <summary>Reads a code such as <c>fr</c>, <c>FR</c> or <c>fr-CA</c> (the region is ignored). False for a language that is not known.</summary>
    public static bool TryParse(string? code, out Language language)
    {
        language = Language.Und;
        if (string.IsNullOrEmpty(code)) return false;
        int end = code.AsSpan().IndexOfAny('-', '_');
        string primary = (end < 0 ? code : code[..end]).ToLowerInvariant();
        int index = Array.IndexOf(Codes, primary);
        if (index < 0) return false;
        language = (Language)index;
        return true;
    }
}
