using System.Globalization;
using System.Text;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Generations;

/// <summary>
/// The folder of an index: one sub-folder a generation (<c>gen-0001</c>, <c>gen-0002</c> …) and the file <c>CURRENT</c>, one line with the
/// name of the generation that serves. Switching is one atomic rename of that file; a generation that it does not name does not exist
/// for readers, so a build that dies leaves nothing but a folder for the next build to sweep up.
/// </summary>
internal sealed class GenerationFolders(string root)
{
    private const string Prefix = "gen-";
    private const string CurrentName = "CURRENT";

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Folder of Lucene.Net's files within a generation.</summary>
    public static string Documents(string generation) => Path.Combine(generation, "documents");

    /// <summary>Folder of the same texts in Lucene.Net's own codec.</summary>
    public static string Stock(string generation) => Path.Combine(generation, "stock");

    /// <summary>Folder of the offers.</summary>
    public static string Offers(string generation) => Path.Combine(generation, "offers");

    /// <summary>The generation that serves.</summary>
    /// <exception cref="IndexException">There is no index, or <c>CURRENT</c> names nothing.</exception>
    public string Current()
    {
        string name = TryReadCurrent() ?? throw new IndexException(
            IndexFault.NotFound,
            Directory.Exists(Root)
                ? $"{Root} holds no index (no file {CurrentName}). Make one with `retrieval index --catalog … --index {Root}`."
                : $"{Root} does not exist. Make an index with `retrieval index --catalog … --index {Root}`.");
        string folder = Path.Combine(Root, name);
        if (Number(name) is null || !Directory.Exists(folder)) throw IndexException.Corrupt(Path.Combine(Root, CurrentName), $"it names \"{name}\", which is no generation here");
        return folder;
    }

    /// <summary>Name that <c>CURRENT</c> holds; null where there is no such file.</summary>
    public string? TryReadCurrent()
    {
        string path = Path.Combine(Root, CurrentName);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes the folder of the next generation, after sweeping up what serves nobody any more.</summary>
    public (string Folder, int Number) Begin()
    {
        Directory.CreateDirectory(Root);
        // Before sweeping: a name once used for other content could be taken for that content by who has it open.
        int number = Numbers().DefaultIfEmpty(0).Max() + 1;
        Sweep();
        string folder = Path.Combine(Root, Name(number));
        Directory.CreateDirectory(folder);
        return (folder, number);
    }

    /// <summary>Makes a complete generation the one that serves, and sweeps up all but it and the one before.</summary>
    public void Publish(string folder)
    {
        Durable.FlushFolder(folder);
        Durable.FlushFolder(Root);
        string? previous = TryReadCurrent();
        Durable.Replace(Path.Combine(Root, CurrentName), Encoding.UTF8.GetBytes(Path.GetFileName(folder) + "\n"));
        Keep([Path.GetFileName(folder), previous]);
    }

    /// <summary>Lets the generation before the current one serve again.</summary>
    /// <returns>The folder that serves now.</returns>
    public string Rollback()
    {
        int current = Number(Path.GetFileName(Current()))!.Value;
        int previous = Numbers().Where(number => number < current).DefaultIfEmpty(0).Max();
        if (previous == 0) throw new IndexException(IndexFault.Missing, $"{Root} has no generation before {Name(current)}; there is nothing to roll back to.");
        string folder = Path.Combine(Root, Name(previous));
        IndexManifest.Read(folder);
        Durable.Replace(Path.Combine(Root, CurrentName), Encoding.UTF8.GetBytes(Name(previous) + "\n"));
        return folder;
    }

    // What is neither the current generation nor an older complete one was left by a build that died or was rolled back from.
    private void Sweep()
    {
        if (TryReadCurrent() is not { } current || Number(current) is not { } serving)
        {
            Keep([]);
            return;
        }
        int before = Numbers().Where(number => number < serving).DefaultIfEmpty(0).Max();
        Keep([current, Name(before)]);
    }

    private void Keep(string?[] names)
    {
        foreach (int number in Numbers())
        {
            if (!names.Contains(Name(number))) Directory.Delete(Path.Combine(Root, Name(number)), recursive: true);
        }
    }

    private List<int> Numbers() =>
        [.. Directory.EnumerateDirectories(Root, Prefix + "*").Select(Path.GetFileName).Select(Number).OfType<int>()];

    private static string Name(int number) => Prefix + number.ToString("0000", CultureInfo.InvariantCulture);

    private static int? Number(string? name) =>
        name is not null && name.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && Name(number) == name
            ? number
            : null;
}
