namespace Retrieval.Catalog.Pricing;

/// <summary>The embedded tables of this room: tab-separated rows, lines that begin with <c>#</c> are comments.</summary>
internal static class TableFile
{
    public static IEnumerable<string[]> Rows(string name)
    {
        Stream stream = typeof(TableFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the table {name} is not embedded in {typeof(TableFile).Assembly.GetName().Name}");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }
}
