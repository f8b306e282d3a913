using Lucene.Net.Index;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>Goes over a mapped file of columns part by part, each at a multiple of eight bytes as <see cref="ColumnOutput"/> wrote it.</summary>
internal sealed unsafe class ColumnCursor(MappedFile file, long position)
{
    /// <exception cref="CorruptIndexException">The part reaches behind the file's end.</exception>
    public T* Take<T>(long count)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(file.Start == null, file);
        long bytes = count * sizeof(T);
        if (position < 0 || bytes < 0 || position + bytes > file.End)
            throw file.Corrupt(position, $"{bytes} bytes of a column end behind the file's {file.End}", "restore the file or rebuild the index");
        var part = (T*)(file.Start + position);
        position = (position + bytes + 7) & -8L;
        return part;
    }
}
