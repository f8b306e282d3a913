using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;

namespace Retrieval.Embedding.Storage;

/// <summary>
/// A whole file as memory, mapped read-only: it costs nothing to open, and what nobody reads is never read. A file that is mapped must be
/// replaced by renaming another over it, never written in place. The mapping ends when nothing refers to this any more, as arrays do: a
/// <see cref="Memory{T}"/> of it refers to it, a span does not, so that who reads through a span has to keep what it came from
/// (<see cref="GC.KeepAlive"/>). Disposing does nothing, so that nobody is left with memory that is gone.
/// </summary>
public sealed unsafe class FileMemory : MemoryManager<byte>
{
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* start;
    private readonly int length;

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file, of less than 2 GiB.</param>
    /// <exception cref="IOException">It cannot be read, or it is too large.</exception>
    public FileMemory(string path)
    {
        long size = new FileInfo(path).Length;
        if (size > int.MaxValue) throw new IOException($"{path} has {size} bytes, more than the {int.MaxValue} that are read");
        if (size == 0) return;
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
        byte* mapped = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref mapped);
        start = mapped + view.PointerOffset;
        length = (int)size;
    }

    /// <summary>Ends the mapping, which nothing refers to any more.</summary>
    [SuppressMessage("Reliability", "CA2015", Justification = "Rows outlive the encoder that was loaded with them, in encoders over it; who reads them keeps them.")]
    ~FileMemory() => view?.SafeMemoryMappedViewHandle.ReleasePointer();

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(start, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length);
        return new MemoryHandle(start + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Mapped memory stays where it is.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // See above.
    }
}
