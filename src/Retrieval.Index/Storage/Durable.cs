using System.Runtime.InteropServices;
using Retrieval.Index.Errors;

namespace Retrieval.Index.Storage;

/// <summary>Writes that are on the disk when they return: the file flushed, then its name made durable by flushing the folder.</summary>
public static partial class Durable
{
    /// <summary>Replaces a file by one atomic rename: a reader sees the old bytes or the new ones, never a mixture.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes names in a folder durable. Windows has no such call and needs none.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int handle = Open(folder, 0);
        if (handle < 0) throw new IOException($"cannot open folder {folder} to flush it (errno {Marshal.GetLastPInvokeError()})");
        int result = Fsync(handle);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (result != 0) throw new IOException($"cannot flush folder {folder} (errno {error})");
    }

    /// <summary>Turns a failed write into an error that says which folder and why.</summary>
    public static IndexException NotWritable(string folder, Exception cause) => new(
        IndexFault.NotWritable,
        $"{folder} cannot be written: {cause.Message} Free space or check the folder's rights; what was committed before is untouched.",
        cause);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
