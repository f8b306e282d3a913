using Retrieval.Lucene.Vectors;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Tests.Vectors.Simd;

/// <summary>1 the vector way equals the scalar one bit for bit at every length it takes; 2 both are near the double-precision sum.</summary>
public sealed unsafe class CodeDotTests
{
    public static TheoryData<int> Lengths() => [.. Enumerable.Range(0, 17).Select(i => i * CodeDot.Lanes), 1008, 4096];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_vector_way_equals_the_scalar_one_bit_for_bit(int length)
    {
        var random = new Random(length);
        byte[] high = new byte[length + 1], low = new byte[length + 1];
        float[] query = [.. Enumerable.Range(0, length + 1).Select(_ => random.NextSingle() - 0.5f)];
        random.NextBytes(high);
        random.NextBytes(low);
        double exact = 0;
        for (int i = 0; i < length; i++)
            exact += ((high[i] * 16) + ((low[VectorCode.LowIndex(i)] >> (VectorCode.IsUpper(i) ? 4 : 0)) & 15) - 2056.0) * query[i];

        fixed (byte* h = high, l = low)
        fixed (float* q = query)
        {
            float vector = CodeDot.Dot(h, l, q, length), scalar = CodeDot.Scalar(h, l, q, length);
            Assert.Equal(BitConverter.SingleToInt32Bits(scalar), BitConverter.SingleToInt32Bits(vector));
            Assert.Equal(exact, vector, 0.01 * Math.Sqrt(length + 1));
        }
    }
}
