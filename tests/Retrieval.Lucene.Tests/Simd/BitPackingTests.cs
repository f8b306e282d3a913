using System.Runtime.Intrinsics.X86;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Tests.Simd;

/// <summary>Every vector way gives what was packed, at every width, with odd tails, and writes nothing behind its values.</summary>
public sealed unsafe class BitPackingTests
{
    private const int Sentinel = unchecked((int)0xDEADBEEF);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(130)]
    public void Unpacked_values_are_those_packed(int count)
    {
        for (int width = 0; width <= 32; width++)
        {
            int[] values = Values(count, width);
            byte[] packed = new byte[BitPacking.BytesOf(count, width) + BitPacking.Slack];
            BitPacking.Pack(values, width, packed);
            AssertUnpacked(values, packed, width, &BitPacking.UnpackScalar);
            AssertUnpacked(values, packed, width, &BitPacking.Unpack);
            if (Avx2.IsSupported)
                AssertUnpacked(values, packed, width, &BitPacking.UnpackAvx2);
            if (Avx512Vbmi.IsSupported)
                AssertUnpacked(values, packed, width, &BitPacking.UnpackVbmi);
        }
    }

    private static void AssertUnpacked(int[] values, byte[] packed, int width, delegate*<byte*, int, int, int*, void> unpack)
    {
        int[] found = new int[values.Length + 1];
        Array.Fill(found, Sentinel);
        fixed (byte* source = packed)
        fixed (int* target = found)
            unpack(source, values.Length, width, target);
        Assert.True(values.AsSpan().SequenceEqual(found.AsSpan(0, values.Length)), $"width {width}, {values.Length} values");
        Assert.Equal(Sentinel, found[^1]);
    }

    private static int[] Values(int count, int width)
    {
        var random = new Random((count * 100) + width);
        ulong mask = (1UL << width) - 1;
        return [.. Enumerable.Range(0, count).Select(i => (int)(i % 5 == 0 ? mask : (ulong)random.NextInt64() & mask))];
    }
}
