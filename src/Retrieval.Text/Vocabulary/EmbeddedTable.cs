using System.Reflection;

namespace Retrieval.Text.Vocabulary;

/// <summary>Reads the tables that a room embeds from its <c>Data/</c> folder: tab-separated rows, lines that begin with <c>#</c> are comments. Safe for concurrent use.</summary>
public static class EmbeddedTable
{
    /// <summary>The rows of a table, read as they are asked for.</summary>
    /// <param name="room">The room's assembly.</param>
    /// <param name="name">Path under <c>Data/</c>, such as <c>ingredients/fr.tsv</c>.</param>
    /// <exception cref="InvalidOperationException">No such table is embedded.</exception>
    public static IEnumerable<string[]> Rows(Assembly room, string name)
    {
        Stream stream = room.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the table {name} is not embedded in {room.GetName().Name}");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }
}
