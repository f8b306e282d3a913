using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Catalog;

/// <summary>The embedded tables of this room.</summary>
internal static class TableFile
{
    /// <summary>The rows of a table.</summary>
    public static IEnumerable<string[]> Rows(string name) => EmbeddedTable.Rows(typeof(TableFile).Assembly, name);

    /// <summary>The rows of a table whose first column is a language, by it; the column stays.</summary>
    public static ILookup<Language, string[]> ByLanguage(string name) =>
        Rows(name).ToLookup(row => LanguageCodes.TryParse(row[0], out Language language) ? language : throw new InvalidDataException($"{name}: {row[0]}"));
}
