using Retrieval.Text.Vocabulary;

namespace Retrieval.Catalog;

/// <summary>The embedded tables of this room.</summary>
internal static class TableFile
{
    public static IEnumerable<string[]> Rows(string name) => EmbeddedTable.Rows(typeof(TableFile).Assembly, name);
}
