using Retrieval.Tests.Shared;

[assembly: AssemblyFixture(typeof(Retrieval.Cli.Tests.SampleIndex))]

namespace Retrieval.Cli.Tests;

/// <summary>An index of the sample kitchen, built once by the command itself. Tests read it; who changes one makes a copy.</summary>
public sealed class SampleIndex : IDisposable
{
    private readonly string root = Workspace.NewFolder("cli");

    public SampleIndex()
    {
        Folder = Path.Combine(root, "kitchen");
        RetrievalProcess.Run("index", "--catalog", Kitchen, "--index", Folder, "--json").Ends(0);
    }

    /// <summary>The feed that it was built from.</summary>
    public static string Kitchen { get; } = Workspace.PathOf("data-samples", "catalog", "kitchen.jsonl");

    public string Folder { get; }

    /// <summary>A copy that a test may change.</summary>
    public string Copy(string name)
    {
        string copy = Path.Combine(root, name);
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            // Another test's process may hold it, and a copy has locks of its own.
            if (Path.GetExtension(file) == ".lock") continue;
            string target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    /// <summary>A new file with some text, for one test.</summary>
    public string NewFile(string name, string text)
    {
        string path = NewPath(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A path where nothing is yet.</summary>
    public string NewPath(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(root, Guid.NewGuid().ToString("N"))).FullName, name);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
