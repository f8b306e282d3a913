namespace Retrieval.Catalog.Reading.Input;

/// <summary>A forward-only stream whose first two bytes were looked at and are given again.</summary>
internal sealed class PeekedStream : Stream
{
    private readonly Stream inner;
    private readonly byte[] first = new byte[2];
    private readonly int firstCount;
    private int given;

    public PeekedStream(Stream inner)
    {
        this.inner = inner;
        firstCount = inner.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public bool StartsWith(ReadOnlySpan<byte> bytes) => first.AsSpan(0, firstCount).StartsWith(bytes);

    public override int Read(Span<byte> buffer)
    {
        if (given == firstCount) return inner.Read(buffer);
        int count = Math.Min(buffer.Length, firstCount - given);
        first.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
