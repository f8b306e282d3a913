using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Index.Vectors;

/// <summary>The vectors of one segment, row after row; a document without one has zeros. Safe for concurrent use.</summary>
internal sealed class SegmentVectors
{
    private readonly float[] rows;

    private SegmentVectors(float[] rows, int dimension)
    {
        this.rows = rows;
        Dimension = dimension;
    }

    public int Dimension { get; }

    public static SegmentVectors Load(AtomicReader reader, int dimension)
    {
        var rows = new float[(long)reader.MaxDoc * dimension];
        if (reader.GetBinaryDocValues(VectorField.Name) is not { } values) return new SegmentVectors(rows, dimension);
        var bytes = new BytesRef();
        for (int doc = 0; doc < reader.MaxDoc; doc++)
        {
            values.Get(doc, bytes);
            if (bytes.Length == 0) continue;
            MemoryMarshal.Cast<byte, float>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)).CopyTo(rows.AsSpan(doc * dimension, dimension));
        }
        return new SegmentVectors(rows, dimension);
    }

    public float Dot(ReadOnlySpan<float> query, int doc) => TensorPrimitives.Dot(query, rows.AsSpan(doc * Dimension, Dimension));
}
