using Lucene.Net.Store;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// A folder that is written to as Lucene.Net's own is, a file forced onto the disk when a commit names it and the folder with it, but that
/// checksums are the processor's: Lucene.Net sums bytes up one by one.
/// </summary>
public sealed class OutputDirectory(string folder) : MMapDirectory(folder)
{
    /// <inheritdoc/>
    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        EnsureOpen();
        EnsureCanWrite(name);
        m_staleFiles.Add(name);
        return new FileOutput(Path.Combine(Directory.FullName, name));
    }
}
