using Lucene.Net.Store;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// A folder that is written to. Lucene.Net's own forces every file onto the disk when it is closed, most of which a merge throws away again,
/// and sums bytes up one by one; here a file is forced when a commit names it, before the commit counts, and sums are the processor's.
/// </summary>
public sealed class OutputDirectory(string folder) : MMapDirectory(folder)
{
    private readonly HashSet<string> unforced = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        EnsureOpen();
        EnsureCanWrite(name);
        lock (unforced)
            unforced.Add(name);
        return new FileOutput(Path.Combine(Directory.FullName, name));
    }

    /// <inheritdoc/>
    public override void Sync(ICollection<string> names)
    {
        EnsureOpen();
        foreach (string name in names)
        {
            lock (unforced)
            {
                if (!unforced.Contains(name))
                    continue;
            }

            using (var file = new FileStream(Path.Combine(Directory.FullName, name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
                file.Flush(flushToDisk: true);
            lock (unforced)
                unforced.Remove(name);
        }
    }

    /// <inheritdoc/>
    public override void DeleteFile(string name)
    {
        base.DeleteFile(name);
        lock (unforced)
            unforced.Remove(name);
    }
}
