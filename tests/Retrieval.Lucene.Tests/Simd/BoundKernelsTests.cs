using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Tests.Simd;

/// <summary>Each vector step on bounds does what its scalar twin does, at the ends of its range, too; steps that the machine does not have are left out.</summary>
public sealed unsafe class BoundKernelsTests
{
    private const int Count = 256;

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(9_999)]
    [InlineData(ushort.MaxValue)]
    public void Scaled_bounds_are_added_and_saturate(int factor)
    {
        var random = new Random(factor);
        byte[] bounds = Bytes(random);
        ushort[] before = Totals(random), scalar = [.. before], avx2 = [.. before], avx512 = [.. before], chosen = [.. before];
        fixed (byte* of = bounds)
        fixed (ushort* scalarOf = scalar, avx2Of = avx2, avx512Of = avx512, chosenOf = chosen)
        {
            BoundKernels.AddScaledScalar(of, Count, (ushort)factor, scalarOf);
            BoundKernels.AddScaled(of, Count, (ushort)factor, chosenOf);
            if (Avx2.IsSupported)
                BoundKernels.AddScaledAvx2(of, Count, (ushort)factor, avx2Of);
            if (Avx512BW.IsSupported)
                BoundKernels.AddScaledAvx512(of, Count, (ushort)factor, avx512Of);
        }

        Assert.All(bounds, (bound, i) => Assert.True(bound == 0 ? scalar[i] == before[i] : scalar[i] > before[i] || before[i] == ushort.MaxValue));
        Assert.Equal(scalar, chosen);
        Assert.Equal(Avx2.IsSupported ? scalar : before, avx2);
        Assert.Equal(Avx512BW.IsSupported ? scalar : before, avx512);
    }

    [Fact]
    public void Sums_are_rounded_up_to_sixteen_bits()
    {
        int[] sums = [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, (1 << 24) - 256, (1 << 24) - 255, (1 << 24) - 1, 1 << 24, (1 << 24) + 700, 4711, 2, 3];
        foreach (ushort largest in (ushort[])[0, 17, 65_534, ushort.MaxValue])
        {
            ushort[] scalar = new ushort[BoundKernels.Lanes], chosen = new ushort[BoundKernels.Lanes];
            fixed (int* of = sums)
            fixed (ushort* scalarOf = scalar, chosenOf = chosen)
                Assert.Equal(BoundKernels.RoundUpScalar(of, scalarOf, largest), BoundKernels.RoundUp(of, chosenOf, largest));
            Assert.Equal(scalar, chosen);
            Array.Reverse(sums);
        }
    }

    [Fact]
    public void Shares_of_the_largest_are_those_of_whole_numbers()
    {
        ushort[] wide = new ushort[BoundKernels.Lanes];
        byte[] scalar = new byte[BoundKernels.Lanes], chosen = new byte[BoundKernels.Lanes];
        foreach (ushort largest in (ushort[])[1, 2, 3, 127, 254, 255, 256, 257, 4_099, 32_767, 32_768, 65_519, 65_521, 65_534, ushort.MaxValue])
        {
            for (int first = 0; first <= largest; first += wide.Length)
            {
                for (int lane = 0; lane < wide.Length; lane++)
                    wide[lane] = (ushort)Math.Min(largest, first + lane);
                fixed (ushort* of = wide)
                fixed (byte* scalarOf = scalar, chosenOf = chosen)
                {
                    BoundKernels.ShareUpScalar(of, largest, scalarOf);
                    BoundKernels.ShareUp(of, largest, chosenOf);
                }

                Assert.True(scalar.AsSpan().SequenceEqual(chosen), $"{first} and more of {largest}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(ushort.MaxValue)]
    public void Totals_above_the_bar_have_a_bit(int bar)
    {
        ushort[] totals = [.. Enumerable.Range(0, 64).Select(i => (ushort)(i % 4 == 0 ? bar : i % 4 == 1 ? Math.Max(0, bar - 1) : i % 4 == 2 ? bar + 1 : i * 1024))];
        fixed (ushort* of = totals)
        {
            ulong expected = BoundKernels.AboveScalar(of, (ushort)bar);
            Assert.Equal(expected, BoundKernels.Above(of, (ushort)bar));
            if (Vector256.IsHardwareAccelerated)
                Assert.Equal(expected, BoundKernels.AboveVector256(of, (ushort)bar));
            if (Vector512.IsHardwareAccelerated)
                Assert.Equal(expected, BoundKernels.AboveVector512(of, (ushort)bar));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Lanes_above_the_bar_have_a_bit(int words)
    {
        var random = new Random(words);
        byte[] bounds = Bytes(random);
        byte** lanes = stackalloc byte*[words];
        ushort* sums = stackalloc ushort[BoundKernels.Lanes];
        ushort* twin = stackalloc ushort[BoundKernels.Lanes];
        for (int round = 0; round < 50; round++)
        {
            ushort[] factors = [.. Enumerable.Range(0, words).Select(_ => (ushort)random.Next(256, 65_536 / words * 2))];
            ushort bar = (ushort)random.Next(65_536);
            fixed (byte* of = bounds)
            fixed (ushort* factorsOf = factors)
            {
                for (int word = 0; word < words; word++)
                    lanes[word] = of + random.Next(Count - BoundKernels.Lanes);
                uint expected = BoundKernels.SumLanesScalar(lanes, factorsOf, words, bar, twin);
                Assert.Equal(expected, BoundKernels.SumLanes(lanes, factorsOf, words, bar, sums));
                if (expected != 0)
                    Assert.Equal(new Span<ushort>(twin, BoundKernels.Lanes), new Span<ushort>(sums, BoundKernels.Lanes));
            }
        }
    }

    [Fact]
    public void Groups_with_a_document_have_a_bit()
    {
        var random = new Random(5);
        for (int round = 0; round < 20; round++)
        {
            ulong[] documents = [.. Enumerable.Range(0, 16).Select(_ => random.Next(3) == 0 ? 0 : 1UL << random.Next(64) | 1UL << random.Next(64))];
            fixed (ulong* of = documents)
                Assert.Equal(BoundKernels.GroupsOfScalar(of), BoundKernels.GroupsOf(of));
        }
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[Count];
        random.NextBytes(bytes);
        for (int i = 0; i < Count; i += 5)
            bytes[i] = (byte)(i % 2 == 0 ? 0 : 255);
        bytes[1] = 1;
        return bytes;
    }

    private static ushort[] Totals(Random random)
        => [.. Enumerable.Range(0, Count).Select(i => (ushort)(i % 3 == 0 ? 0 : i % 7 == 0 ? ushort.MaxValue : random.Next(65_536)))];
}
