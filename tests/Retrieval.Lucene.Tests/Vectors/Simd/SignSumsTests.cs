using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Vectors.Lists;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Tests.Vectors.Simd;

/// <summary>
/// 1 every way equals the scalar one, with entries at their limit too; 2 signs written by the documented places and summed by a query's tables are
/// Σ query · sign within the tables' steps.
/// </summary>
public sealed unsafe class SignSumsTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(192)]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void Every_way_equals_the_scalar_one(int stride)
    {
        var random = new Random(stride);
        byte[] block = new byte[SignSums.BlockBytes(stride)], tables = new byte[2 * SignSums.BlockBytes(stride)];
        for (int repeat = 0; repeat < 4; repeat++)
        {
            random.NextBytes(block);
            for (int i = 0; i < tables.Length; i += 32)
            {
                for (int entry = 0; entry < 16; entry++)
                {
                    byte value = (byte)(repeat == 0 ? SignSums.EntryLimit(stride) : random.Next(SignSums.EntryLimit(stride) + 1));
                    tables[i + entry] = tables[i + 16 + entry] = value;
                }
            }

            ushort[] scalar = new ushort[32], other = new ushort[32];
            int chunks = stride / SignSums.ChunkValues;
            fixed (byte* b = block, t = tables)
            fixed (ushort* s = scalar, o = other)
            {
                SignSums.Scalar(b, t, chunks, s);
                SignSums.Block(b, t, chunks, o);
                Assert.Equal(scalar, other);
                SignSums.Block128(b, t, chunks, o);
                Assert.Equal(scalar, other);
                if (Avx2.IsSupported)
                {
                    SignSums.Block256(b, t, chunks, o);
                    Assert.Equal(scalar, other);
                }

                if (Avx512BW.IsSupported)
                {
                    SignSums.Block512(b, t, chunks, o);
                    Assert.Equal(scalar, other);
                }
            }
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    public void Signs_summed_by_a_querys_tables_are_its_product_with_them(int stride)
    {
        var random = new Random(stride);
        float[] query = [.. Enumerable.Range(0, stride).Select(_ => random.NextSingle() - 0.5f)];
        byte[] block = new byte[SignSums.BlockBytes(stride)];
        float[] expected = new float[SignSums.BlockRows];
        for (int row = 0; row < SignSums.BlockRows; row++)
        {
            for (int i = 0; i < stride; i++)
            {
                bool positive = random.Next(2) == 0;
                expected[row] += positive ? query[i] : -query[i];
                if (positive)
                    block[SignSums.ByteAt(row, i)] |= (byte)(1 << SignSums.BitAt(i));
            }
        }

        var tables = new SignTables();
        ushort[] sums = new ushort[SignSums.BlockRows];
        fixed (float* q = query)
        fixed (byte* b = block)
        fixed (ushort* s = sums)
        {
            tables.Set(q, stride);
            SignSums.Block(b, tables.Tables, stride / SignSums.ChunkValues, s);
        }

        for (int row = 0; row < SignSums.BlockRows; row++)
            Assert.Equal(expected[row], (sums[row] * tables.Step) - tables.Offset, tables.Step * stride / 8);
    }
}
