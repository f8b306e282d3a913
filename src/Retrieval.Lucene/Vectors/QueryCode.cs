using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// A query as floats and as 7-bit codes, both padded with zeros to a row's stride, in memory that does not move.
/// A row's coarse score is unit · (dot − <see cref="Offset"/>), where dot is that of its high bytes with <see cref="Codes"/>: the inner
/// product but for a factor that all rows of a query share.
/// </summary>
internal sealed unsafe class QueryCode
{
    private float[] values = [];
    private sbyte[] codes = [];
    private int length;
    private int stride;

    public float* Values { get; private set; }

    public sbyte* Codes { get; private set; }

    /// <summary>The factor that all rows share: inner product ≈ scale · 16 · unit · (dot − <see cref="Offset"/>) for a row, without the 16 for a centroid.</summary>
    public float Scale { get; private set; }

    /// <summary>The query's length.</summary>
    public float Norm { get; private set; }

    /// <summary>What the codes' excess of 128 adds to each dot product.</summary>
    public int Offset { get; private set; }

    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Set(ReadOnlySpan<float> query, int stride)
    {
        // A query is searched for in tier after tier, and scored in between.
        if (stride == this.stride && IsSet(query))
            return;
        Reserve(stride);
        float largest = 0, squares = 0;
        for (int i = 0; i < query.Length; i++)
        {
            if (!float.IsFinite(query[i]))
                throw new ArgumentException($"value {i} of the query is {query[i]}; every value must be finite", nameof(query));
            largest = Math.Max(largest, Math.Abs(query[i]));
            squares += query[i] * query[i];
        }

        var floats = new Span<float>(Values, stride);
        floats.Clear();
        query.CopyTo(floats);
        float inverse = largest > 0 ? ByteDot.QueryLimit / largest : 0;
        int sum = 0;
        for (int i = 0; i < stride; i++)
        {
            // The clamp holds where the largest value is so small that its inverse is infinite.
            int code = (int)Math.Clamp(MathF.Round(floats[i] * inverse), -ByteDot.QueryLimit, ByteDot.QueryLimit);
            Codes[i] = (sbyte)code;
            sum += code;
        }

        Norm = MathF.Sqrt(squares);
        Scale = largest / ByteDot.QueryLimit;
        Offset = VectorCode.ZeroHigh * sum;
        (length, this.stride) = (query.Length, stride);
    }

    private bool IsSet(ReadOnlySpan<float> query) =>
        length == query.Length && MemoryMarshal.AsBytes(query).SequenceEqual(new ReadOnlySpan<byte>(Values, length * sizeof(float)));

    private void Reserve(int stride)
    {
        if (codes.Length >= stride + VectorLayout.Alignment)
            return;
        values = GC.AllocateUninitializedArray<float>(stride + VectorLayout.Alignment, pinned: true);
        codes = GC.AllocateUninitializedArray<sbyte>(stride + VectorLayout.Alignment, pinned: true);
        Values = (float*)Aligned(Unsafe.AsPointer(ref values[0]));
        Codes = (sbyte*)Aligned(Unsafe.AsPointer(ref codes[0]));
    }

    private static nint Aligned(void* pointer) => ((nint)pointer + VectorLayout.Alignment - 1) & -VectorLayout.Alignment;
}
