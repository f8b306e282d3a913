using System.Runtime.InteropServices;

namespace Retrieval.Lucene.Vectors;

/// <summary>The rows of a segment that is being flushed, in chunks of memory outside the garbage collector's.</summary>
internal sealed unsafe class RowBuffer(int dimension) : IDisposable
{
    private const int ChunkLength = 1 << 20;

    private readonly int stride = new VectorLayout(dimension, 0, 0).Stride;
    private readonly List<nint> chunks = [];
    private readonly List<RowSource> sources = [];
    private int rowsLeft;

    /// <summary>Copies one record (<see cref="VectorCode"/>) of the buffer's dimension.</summary>
    public void Add(int document, ReadOnlySpan<byte> record)
    {
        byte* high = NewRow(), low = high + stride;
        record.Slice(sizeof(float), dimension).CopyTo(Padded(high));
        record[(sizeof(float) + dimension)..].CopyTo(Padded(low));
        sources.Add(new RowSource(document, MemoryMarshal.Read<float>(record), high, low));
    }

    public ReadOnlySpan<RowSource> Sources() => CollectionsMarshal.AsSpan(sources);

    public void Dispose()
    {
        foreach (nint chunk in chunks)
            NativeMemory.AlignedFree((void*)chunk);
        chunks.Clear();
    }

    private Span<byte> Padded(byte* row)
    {
        var whole = new Span<byte>(row, stride);
        whole[dimension..].Fill(VectorCode.ZeroByte);
        return whole;
    }

    private byte* NewRow()
    {
        int rowsInChunk = Math.Max(1, ChunkLength / (2 * stride));
        if (rowsLeft == 0)
        {
            chunks.Add((nint)NativeMemory.AlignedAlloc((nuint)rowsInChunk * 2 * (nuint)stride, VectorLayout.Alignment));
            rowsLeft = rowsInChunk;
        }

        return (byte*)chunks[^1] + ((long)(rowsInChunk - rowsLeft--) * 2 * stride);
    }
}
