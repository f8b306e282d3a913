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

    private int RowBytes => stride + (stride / 2);

    /// <summary>Copies one record (<see cref="VectorCode"/>) of the buffer's dimension.</summary>
    public void Add(int document, ReadOnlySpan<byte> record)
    {
        byte* high = NewRow(), low = high + stride;
        Fill(record.Slice(sizeof(float), dimension), new Span<byte>(high, stride), VectorCode.ZeroHigh);
        Fill(record[(sizeof(float) + dimension)..], new Span<byte>(low, stride / 2), VectorCode.ZeroLow);
        sources.Add(new RowSource(document, MemoryMarshal.Read<float>(record), high, low));
    }

    public RowSource[] Sources() => [.. sources];

    public void Dispose()
    {
        foreach (nint chunk in chunks)
            NativeMemory.AlignedFree((void*)chunk);
        chunks.Clear();
    }

    private static void Fill(ReadOnlySpan<byte> values, Span<byte> row, byte zero)
    {
        values.CopyTo(row);
        row[values.Length..].Fill(zero);
    }

    private byte* NewRow()
    {
        int rowsInChunk = Math.Max(1, ChunkLength / RowBytes);
        if (rowsLeft == 0)
        {
            chunks.Add((nint)NativeMemory.AlignedAlloc((nuint)rowsInChunk * (nuint)RowBytes, VectorLayout.Alignment));
            rowsLeft = rowsInChunk;
        }

        return (byte*)chunks[^1] + ((long)(rowsInChunk - rowsLeft--) * RowBytes);
    }
}
