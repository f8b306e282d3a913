namespace Retrieval.Catalog.Reading.Input;

/// <summary>What is left of a file as a stream, for readers that do not go by lines; an item of it is held to the limit of a line.</summary>
internal sealed class RestOfFile(ReadOnlyMemory<byte> buffered, FeedFile file) : Stream
{
    // A parser reads ahead of the item that it gives.
    private const int ReadAheadBytes = 1 << 20;

    private ReadOnlyMemory<byte> buffered = buffered;
    private long sinceItem;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Begins the count of an item's bytes.</summary>
    public void ItemBegins() => sinceItem = 0;

    /// <exception cref="CatalogException">An item is larger than a line may be.</exception>
    public override int Read(Span<byte> target)
    {
        if (sinceItem > FeedLines.MaxLineBytes + ReadAheadBytes)
            throw new CatalogException($"{file.Path} has an item that is larger than {FeedLines.MaxLineBytes >> 20} MiB");
        int count = Math.Min(target.Length, buffered.Length);
        if (count > 0)
        {
            buffered.Span[..count].CopyTo(target);
            buffered = buffered[count..];
        }
        else
        {
            count = file.Read(target);
        }
        sinceItem += count;
        return count;
    }

    public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
}
