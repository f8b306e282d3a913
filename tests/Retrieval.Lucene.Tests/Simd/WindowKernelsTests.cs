using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Tests.Simd;

/// <summary>Each vector step of scoring a window does what its scalar twin does.</summary>
public sealed unsafe class WindowKernelsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 5)]
    [InlineData(3, 1000)]
    public void Draining_keeps_what_is_above_the_bar_and_zeroes_all(int seed, int bar)
    {
        const int Length = 4096;
        var random = new Random(seed);
        int[] sums = [.. Enumerable.Range(0, Length).Select(_ => random.Next(4) == 0 ? random.Next(1200) : 0)];
        int[] twin = [.. sums];
        ushort[] documents = new ushort[Length + 64], documentsOfTwin = new ushort[Length + 64];
        int[] scores = new int[Length + 64], scoresOfTwin = new int[Length + 64];
        fixed (int* a = sums, b = twin, scoresA = scores, scoresB = scoresOfTwin)
        fixed (ushort* documentsA = documents, documentsB = documentsOfTwin)
        {
            int count = WindowKernels.Drain(a, Length, bar, documentsA, scoresA);
            Assert.Equal(WindowKernels.DrainScalar(b, Length, bar, documentsB, scoresB), count);
            Assert.Equal(documentsOfTwin[..count], documents[..count]);
            Assert.Equal(scoresOfTwin[..count], scores[..count]);
        }

        Assert.All(sums, sum => Assert.Equal(0, sum));
    }

    [Fact]
    public void A_byte_is_found_between_any_two_places()
    {
        byte[] lows = [.. Enumerable.Range(0, 256 + 64).Select(i => (byte)i)];
        fixed (byte* start = lows)
        {
            for (int from = 0; from < 200; from += 7)
            {
                for (int to = from; to < 256; to += 13)
                {
                    for (int low = 0; low < 256; low += 3)
                        Assert.Equal(WindowKernels.FindScalar(start, from, to, (byte)low), WindowKernels.Find(start, from, to, (byte)low));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Widened_documents_carry_their_bucket(int seed)
    {
        var random = new Random(seed);
        byte[] starts = new byte[17];
        for (int bucket = 0; bucket < 16; bucket++)
            starts[bucket + 1] = (byte)Math.Min(255, starts[bucket] + random.Next(seed * 20));
        byte[] lows = new byte[255 + 64];
        random.NextBytes(lows);
        ushort[] documents = new ushort[255 + 64], twin = new ushort[255 + 64];
        fixed (byte* startsOf = starts, lowsOf = lows)
        fixed (ushort* a = documents, b = twin)
        {
            WindowKernels.Widen(startsOf, 16, lowsOf, a);
            WindowKernels.WidenScalar(startsOf, 16, lowsOf, b);
        }

        Assert.Equal(twin[..starts[16]], documents[..starts[16]]);
    }
}
