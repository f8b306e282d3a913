using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// A folder that is written to as Lucene.Net's own is, a file forced onto the disk when a commit names it and the folder with it, but that
/// checksums are the processor's, where Lucene.Net sums bytes up one by one, and that threads may write their files side by side:
/// Lucene.Net's set of files that are not forced yet is not made for that.
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
        string[] forced;
        lock (unforced)
            forced = [.. names.Where(unforced.Contains)];
        foreach (string name in forced)
        {
            using var file = new FileStream(Path.Combine(Directory.FullName, name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            file.Flush(flushToDisk: true);
        }

        // The folder holds their names.
        if (forced.Length > 0)
            IOUtils.Fsync(Directory.FullName, isDir: true);
        lock (unforced)
            unforced.ExceptWith(forced);
    }

    /// <inheritdoc/>
    public override void DeleteFile(string name)
    {
        base.DeleteFile(name);
        lock (unforced)
            unforced.Remove(name);
    }
}
