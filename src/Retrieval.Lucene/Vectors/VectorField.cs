using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Vectors;

/// <summary>Makes the field that holds a document's vector.</summary>
public static class VectorField
{
    /// <summary>
    /// A field with one vector, quantised to 16 bits a value (1/65,000 of the vector's largest value). A document has at most one
    /// vector a field, all vectors of a field have one dimension, and a document without one is never found by its vector.
    /// The index must be written with <see cref="VectorCodec"/> or another codec that gives the field <see cref="VectorDocValuesFormat"/>.
    /// </summary>
    /// <param name="name">The field's name.</param>
    /// <param name="vector">The vector, of length 1 if inner products shall be cosines; 1 to <see cref="VectorDocValuesFormat.MaxDimension"/> values.</param>
    /// <exception cref="ArgumentException">The vector is empty, too long, or holds a value that is not finite.</exception>
    public static Field Create(string name, ReadOnlySpan<float> vector)
        => new BinaryDocValuesField(name, new BytesRef(VectorCode.Encode(vector)));
}
