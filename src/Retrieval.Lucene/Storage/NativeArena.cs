using System.Runtime.InteropServices;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// Memory for one query at a time: pieces are handed out one behind the other and all taken back by <see cref="Reset"/>.
/// Grows while it is warming up, allocates nothing afterwards. One thread at a time.
/// </summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const int Alignment = 64;
    private const int ChunkBytes = 1 << 20;

    private readonly List<(nint Start, long Length)> chunks = [];
    private int chunk;
    private long used;

    ~NativeArena() => Free();

    /// <summary>Room for <paramref name="count"/> values, not cleared, with a vector's room behind.</summary>
    public T* Take<T>(long count)
        where T : unmanaged
    {
        long bytes = ((count * sizeof(T)) + (2 * Alignment) - 1) & -Alignment;
        while (chunk < chunks.Count && used + bytes > chunks[chunk].Length)
        {
            chunk++;
            used = 0;
        }

        if (chunk == chunks.Count)
        {
            long length = Math.Max(ChunkBytes, bytes);
            chunks.Add(((nint)NativeMemory.AlignedAlloc((nuint)length, Alignment), length));
        }

        var start = (T*)(chunks[chunk].Start + used);
        used += bytes;
        return start;
    }

    /// <summary>As <see cref="Take"/>, filled with zeros.</summary>
    public T* TakeCleared<T>(long count)
        where T : unmanaged
    {
        T* start = Take<T>(count);
        NativeMemory.Clear(start, (nuint)(count * sizeof(T)));
        return start;
    }

    public void Reset()
    {
        chunk = 0;
        used = 0;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        foreach ((nint start, _) in chunks)
            NativeMemory.AlignedFree((void*)start);
        chunks.Clear();
    }
}
