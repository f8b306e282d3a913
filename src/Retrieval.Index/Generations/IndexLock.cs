using System.Globalization;
using Retrieval.Index.Errors;

namespace Retrieval.Index.Generations;

/// <summary>
/// The right to change an index, held by one process at a time: an exclusive lock on a file, which the system drops with the process.
/// Updates and builds have a lock each, so that a catalogue can be indexed anew beside a service that takes updates.
/// </summary>
public sealed class IndexLock : IDisposable
{
    // EROFS, which .NET gives as it comes.
    private const int ReadOnlyFileSystem = 30;

    private readonly FileStream file;

    private IndexLock(FileStream file) => this.file = file;

    /// <summary>Takes the right to update the generation that serves.</summary>
    /// <param name="directory">Folder of the index.</param>
    /// <param name="holder">What holds it, for the message that another gets: <c>retrieval serve</c>.</param>
    /// <exception cref="IndexException">Another process holds it, or the folder cannot be written.</exception>
    public static IndexLock ForUpdates(string directory, string holder) => Take(directory, "update.lock", holder);

    /// <summary>Takes the right to build a new generation.</summary>
    /// <inheritdoc cref="ForUpdates"/>
    public static IndexLock ForBuild(string directory, string holder) => Take(directory, "build.lock", holder);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static IndexLock Take(string directory, string name, string holder)
    {
        string path = Path.Combine(directory, name);
        string holderPath = path + ".holder";
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when (File.Exists(path) && refused.HResult != ReadOnlyFileSystem)
        {
            throw new IndexException(IndexFault.InUse, $"{directory} is held by {Holder(holderPath)}. Wait until it is done, or send the changes through it.");
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw Storage.Durable.NotWritable(directory, refused);
        }
        // Beside the lock: what is locked cannot be read by others.
        File.WriteAllText(holderPath, string.Create(CultureInfo.InvariantCulture, $"{holder} (process {Environment.ProcessId})"));
        return new IndexLock(file);
    }

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
