using System.Runtime.InteropServices;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>Memory for centroids in training, outside the garbage collector's.</summary>
internal sealed unsafe class CentroidBuffer : IDisposable
{
    private readonly int stride;
    private byte* codes;
    private float* units;

    public CentroidBuffer(int count, int stride)
    {
        this.stride = stride;
        Count = count;
        codes = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, count) * (nuint)stride, VectorLayout.Alignment);
        units = (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, count) * sizeof(float), VectorLayout.Alignment);
    }

    public int Count { get; }

    public Centroids All => new(codes, units, Count, stride);

    public ReadOnlySpan<byte> Codes => new(codes, Count * stride);

    public ReadOnlySpan<float> Units => new(units, Count);

    public void Copy(int centroid, in RowSource row)
    {
        new ReadOnlySpan<byte>(row.High, stride).CopyTo(new Span<byte>(codes + ((long)centroid * stride), stride));
        units[centroid] = row.HighUnit;
    }

    /// <summary>Sets a centroid to a direction, normalised: lists are chosen by the angle.</summary>
    public void Set(int centroid, ReadOnlySpan<float> direction)
    {
        float largest = 0;
        double squares = 0;
        foreach (float value in direction)
        {
            largest = Math.Max(largest, Math.Abs(value));
            squares += (double)value * value;
        }

        float inverse = largest > 0 ? 127 / largest : 0;
        units[centroid] = largest > 0 ? (float)(largest / 127 / Math.Sqrt(squares)) : 0;
        byte* row = codes + ((long)centroid * stride);
        for (int i = 0; i < stride; i++)
            row[i] = (byte)(MathF.Round(direction[i] * inverse) + VectorCode.ZeroHigh);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(codes);
        NativeMemory.AlignedFree(units);
        codes = null;
        units = null;
    }
}
