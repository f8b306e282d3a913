using System.Runtime.InteropServices;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Retrieval.Index.Vectors;

/// <summary>The one field of an index that holds vectors: 32-bit floats, little endian, of length 1.</summary>
internal static class VectorField
{
    public const string Name = "vector";

    public static Field Of(ReadOnlySpan<float> vector) => new BinaryDocValuesField(Name, new BytesRef(MemoryMarshal.AsBytes(vector).ToArray()));
}
