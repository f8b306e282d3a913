using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Retrieval.Index.Errors;

namespace Retrieval.Index.Storage;

/// <summary>
/// An append-only log. A frame is flushed to the disk before anybody is told that it is done, so at most the last one can be torn:
/// <code>
/// file  = magic:u64 { frame }
/// frame = length:u32 checksum:u64 stamp:i64 body     (length counts stamp and body; the checksum, XxHash3, covers both)
/// </code>
/// The magic number tells what bodies hold; stamps are whatever their writer orders them by. A frame that does not check is a torn tail, and
/// is cut, where no whole frame can stand behind it; else the file is damaged and refused.
/// </summary>
internal sealed class FrameLog : IDisposable
{
    /// <summary>Place of the first frame.</summary>
    public const int MagicBytes = 8;

    /// <summary>Bytes of a frame before its body.</summary>
    public const int BodyOffset = HeadBytes + sizeof(long);

    private const int HeadBytes = 12;

    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> frame = new(64 * 1024);

    private FrameLog(FileStream file) => this.file = file;

    /// <summary>Bytes on the disk.</summary>
    public long Length => file.Length;

    /// <summary>Makes an empty log, durably.</summary>
    public static void Create(string path, ulong magic)
    {
        var head = new byte[MagicBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(head, magic);
        Durable.Replace(path, head);
    }

    /// <summary>Opens the log for appending behind its last whole frame; a torn tail is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="magic">What its bodies are to be.</param>
    /// <param name="replay">Receives the stamp and body of every frame, oldest first.</param>
    public static FrameLog Open(string path, ulong magic, Action<long, ReadOnlyMemory<byte>> replay)
    {
        long end = Replay(path, magic, replay);
        // No buffer of the stream's own: a frame is written by one call, and none of it may linger after a failed flush.
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        if (file.Length > end)
        {
            file.SetLength(end);
            file.Flush(flushToDisk: true);
        }
        file.Position = end;
        return new FrameLog(file);
    }

    /// <summary>Reads every whole frame without changing the file.</summary>
    /// <returns>Bytes up to the end of the last whole frame.</returns>
    public static long Replay(string path, ulong magic, Action<long, ReadOnlyMemory<byte>> replay)
    {
        byte[] bytes = ReadAll(path);
        if (bytes.Length < MagicBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != magic)
            throw IndexException.Corrupt(path, "it does not begin as such a log does");
        int at = MagicBytes;
        while (TryFrame(bytes, at, out int length))
        {
            ReadOnlyMemory<byte> body = bytes.AsMemory(at + HeadBytes, length);
            replay(BinaryPrimitives.ReadInt64LittleEndian(body.Span), body[8..]);
            at += HeadBytes + length;
        }
        if (at < bytes.Length && WholeFrameBehind(bytes, at))
            throw IndexException.Corrupt(path, $"the frame at byte {at} does not check, though whole frames stand behind it");
        return at;
    }

    /// <summary>Appends one frame and returns when it is on the disk. After a failure the log is as it was before.</summary>
    public void Append(long stamp, ReadOnlySpan<byte> body)
    {
        int length = 8 + body.Length;
        frame.ResetWrittenCount();
        Span<byte> bytes = frame.GetSpan(HeadBytes + length)[..(HeadBytes + length)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[HeadBytes..], stamp);
        body.CopyTo(bytes[(HeadBytes + 8)..]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[4..], XxHash3.HashToUInt64(bytes[HeadBytes..]));
        long start = file.Position;
        try
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            CutTo(start);
            throw;
        }
    }

    /// <summary>Takes back what was appended behind a length that the log once had: what was not acknowledged must not come back at the next start.</summary>
    public void CutTo(long length)
    {
        try
        {
            file.SetLength(length);
        }
        catch (IOException)
        {
            // What made us cut is the failure to report; and where even cutting fails, the checksum tells a torn frame.
        }
        file.Position = length;
    }

    public void Dispose() => file.Dispose();

    private static bool TryFrame(ReadOnlySpan<byte> bytes, int at, out int length)
    {
        length = 0;
        if (bytes.Length - at < HeadBytes + 8) return false;
        uint stated = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        if (stated < 8 || stated > bytes.Length - at - HeadBytes) return false;
        length = (int)stated;
        return XxHash3.HashToUInt64(bytes.Slice(at + HeadBytes, length)) == BinaryPrimitives.ReadUInt64LittleEndian(bytes[(at + 4)..]);
    }

    private static bool WholeFrameBehind(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at < HeadBytes) return false;
        long next = at + HeadBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        return next < bytes.Length && TryFrame(bytes, (int)next, out _);
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[source.Length];
            int read = source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (FileNotFoundException missing)
        {
            throw IndexException.Corrupt(path, "it is missing", missing);
        }
    }
}
