using System.IO.Hashing;
using Lucene.Net.Store;
using Microsoft.Win32.SafeHandles;

namespace Retrieval.Lucene.Storage;

/// <summary>A file that is written from its begin to its end, with the checksum of what was written so far. One thread at a time.</summary>
internal sealed class FileOutput(string path) : IndexOutput
{
    private readonly SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
    private readonly Crc32 sum = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private int buffered;
    private long written;

    public override long Position => written + buffered;

    public override long Length => Position;

    public override long Checksum
    {
        get
        {
            Flush();
            return sum.GetCurrentHashAsUInt32();
        }
    }

    public override void WriteByte(byte b)
    {
        if (buffered == buffer.Length)
            Flush();
        buffer[buffered++] = b;
    }

    public override void WriteBytes(byte[] b, int offset, int length)
    {
        ReadOnlySpan<byte> bytes = b.AsSpan(offset, length);
        if (bytes.Length > buffer.Length - buffered)
            Flush();
        if (bytes.Length > buffer.Length)
        {
            Write(bytes);
            return;
        }

        bytes.CopyTo(buffer.AsSpan(buffered));
        buffered += bytes.Length;
    }

    public override void Flush()
    {
        Write(buffer.AsSpan(0, buffered));
        buffered = 0;
    }

    [Obsolete("Lucene.Net's formats of today write on only.")]
    public override void Seek(long pos) => throw new NotSupportedException("a file is written from its begin to its end");

    protected override void Dispose(bool disposing)
    {
        if (!disposing || file.IsClosed)
            return;
        try
        {
            Flush();
        }
        finally
        {
            file.Dispose();
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        sum.Append(bytes);
        RandomAccess.Write(file, bytes, written);
        written += bytes.Length;
    }
}
