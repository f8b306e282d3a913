namespace Retrieval.Cli.Engine;

/// <summary>Finds what comes with the engine: beside a published executable, else in the repository that holds it or the current folder.</summary>
internal static class ShippedFiles
{
    /// <summary>The folder of a name such as <c>models/student</c>; null where there is none.</summary>
    /// <param name="name">Path relative to the executable's folder or the repository's root.</param>
    /// <param name="proof">A file in it that shows that it is the one.</param>
    public static string? Find(string name, string proof)
    {
        foreach (string start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, name);
                if (File.Exists(Path.Combine(candidate, proof))) return candidate;
            }
        }
        return null;
    }
}
