using CsCheck;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Tests.Vectors.Simd;

/// <summary>1 the vector way names the same place as the scalar one, ties included.</summary>
public sealed class ArgMaxTests
{
    [Fact]
    public void The_vector_way_names_the_first_of_the_largest()
        => Gen.Int[-5, 5].Array[1, 70].Sample(values =>
        {
            float[] floats = [.. values.Select(value => (float)value)];
            Assert.Equal(ArgMax.Scalar(floats), ArgMax.Of(floats));
        });
}
