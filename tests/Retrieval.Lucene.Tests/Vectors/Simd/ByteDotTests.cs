using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Tests.Vectors.Simd;

/// <summary>
/// 1 every way equals the scalar one at each length from 0 to 256 and at odd greater ones; 2 nothing saturates where all codes and all
/// of the query are at their limits; 3 rows and gathered rows are the single products.
/// </summary>
public sealed unsafe class ByteDotTests
{
    public static TheoryData<int> Lengths() => [.. Enumerable.Range(0, 257), 319, 383, 509, 1000, 2046, 4098];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_way_equals_the_scalar_one(int length)
    {
        var random = new Random(length);
        byte[] codes = new byte[length + 1];
        sbyte[] query = new sbyte[length + 1];
        random.NextBytes(codes);
        for (int i = 0; i < length; i++)
            query[i] = (sbyte)random.Next(-ByteDot.QueryLimit, ByteDot.QueryLimit + 1);
        AssertAllEqual(codes, query, length);
    }

    [Theory]
    [InlineData(255, 64)]
    [InlineData(255, -64)]
    [InlineData(0, 64)]
    [InlineData(128, -64)]
    public void Nothing_saturates_at_the_limits(byte code, sbyte query)
    {
        byte[] codes = Enumerable.Repeat(code, 4098).ToArray();
        sbyte[] queries = Enumerable.Repeat(query, 4098).ToArray();
        Assert.Equal(code * query * 4098, AssertAllEqual(codes, queries, 4098));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(192)]
    [InlineData(384)]
    public void Rows_and_gathered_rows_are_the_single_products(int stride)
    {
        var random = new Random(stride);
        byte[] rows = new byte[stride * 70];
        sbyte[] query = new sbyte[stride];
        random.NextBytes(rows);
        for (int i = 0; i < stride; i++)
            query[i] = (sbyte)random.Next(-ByteDot.QueryLimit, ByteDot.QueryLimit + 1);
        int[] numbers = [.. Enumerable.Range(0, 50).Select(_ => random.Next(70))];
        int[] all = new int[70], some = new int[50];
        fixed (byte* r = rows)
        fixed (sbyte* q = query)
        fixed (int* n = numbers, a = all, s = some)
        {
            ByteDot.Rows(r, stride, 70, q, a);
            ByteDot.Gather(r, stride, n, 50, q, s);
            for (int i = 0; i < 70; i++)
                Assert.Equal(ByteDot.Scalar(r + (i * stride), q, stride), a[i]);
        }

        Assert.Equal(numbers.Select(number => all[number]), some);
    }

    private static int AssertAllEqual(byte[] codes, sbyte[] query, int length)
    {
        fixed (byte* c = codes)
        fixed (sbyte* q = query)
        {
            int expected = ByteDot.Scalar(c, q, length);
            Assert.Equal(expected, PortableByteDot.Dot(c, q, length));
            if (Avx2.IsSupported)
                Assert.Equal(expected, Avx2ByteDot.Dot(c, q, length));
            if (AvxVnni.IsSupported)
                Assert.Equal(expected, VnniByteDot.Dot(c, q, length));
            if (Avx512BW.IsSupported)
                Assert.Equal(expected, Avx512ByteDot.Dot(c, q, length));
            return expected;
        }
    }
}
