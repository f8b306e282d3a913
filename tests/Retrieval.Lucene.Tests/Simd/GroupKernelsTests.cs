using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Tests.Simd;

/// <summary>Each vector step on a window's groups does what its scalar twin does, at the ends of its range, too.</summary>
public sealed unsafe class GroupKernelsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Added_bounds_saturate(int seed)
    {
        var random = new Random(seed);
        byte[] bounds = Bytes(random, ListLayout.GroupBytes), table = Bytes(random, 16);
        byte[] totals = Bytes(random, ListLayout.Groups), twin = [.. totals];
        fixed (byte* boundsOf = bounds, tableOf = table, a = totals, b = twin)
        {
            GroupKernels.AddBounds(boundsOf, tableOf, a);
            GroupKernels.AddBoundsScalar(boundsOf, tableOf, b);
        }

        Assert.Equal(twin, totals);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(0x8000_0000_8000_0001UL)]
    [InlineData(0xF0E1_D2C3_B4A5_9687UL)]
    [InlineData(ulong.MaxValue)]
    public void A_value_is_added_where_a_bit_is_set(ulong groups)
    {
        foreach (byte value in (byte[])[0, 1, 200, 255])
        {
            byte[] totals = Bytes(new Random(value), 64), twin = [.. totals];
            fixed (byte* a = totals, b = twin)
            {
                GroupKernels.AddWhere(groups, value, a);
                GroupKernels.AddWhereScalar(groups, value, b);
            }

            Assert.Equal(twin, totals);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-7f)]
    [InlineData(0.01f)]
    [InlineData(300f)]
    public void Sums_are_rounded_up_into_totals_and_zeroed(float scale)
    {
        var random = new Random(7);
        int[] sums = [.. Enumerable.Range(0, ListLayout.Groups).Select(i => i % 3 == 0 ? 0 : (int)Math.Pow(2, random.NextDouble() * 30))];
        int[] sumsOfTwin = [.. sums], before = [.. sums];
        byte[] totals = Bytes(random, ListLayout.Groups), twin = [.. totals], start = [.. totals];
        fixed (int* a = sums, b = sumsOfTwin)
        fixed (byte* totalsOf = totals, twinOf = twin)
        {
            GroupKernels.DrainSums(a, scale, totalsOf);
            GroupKernels.DrainSumsScalar(b, scale, twinOf);
        }

        Assert.Equal(twin, totals);
        Assert.All(sums, sum => Assert.Equal(0, sum));
        for (int group = 0; group < ListLayout.Groups; group++)
            Assert.True(totals[group] == 255 || totals[group] >= start[group] + ((double)before[group] * scale), $"group {group} lost to rounding");
    }

    [Fact]
    public void Scaled_bounds_are_rounded_up_and_empty_groups_stay_empty()
    {
        int[] bounds = [0, .. Enumerable.Range(0, 15).Select(step => 1 << (2 * step))];
        byte[] bytes = new byte[16], twin = new byte[16];
        foreach (float scale in (float[])[0f, 1e-6f, 0.5f, 250f])
        {
            fixed (int* boundsOf = bounds)
            fixed (byte* a = bytes, b = twin)
            {
                GroupKernels.ScaleBounds(boundsOf, scale, a);
                GroupKernels.ScaleBoundsScalar(boundsOf, scale, b);
            }

            Assert.Equal(twin, bytes);
            Assert.Equal(0, bytes[0]);
            Assert.All(bytes[1..], value => Assert.True(value > 0));
        }
    }

    [Fact]
    public void Groups_and_sums_above_a_bar_are_those_of_the_twin()
    {
        var random = new Random(9);
        byte[] totals = Bytes(random, ListLayout.Groups);
        int[] sums = [.. Enumerable.Range(0, 16).Select(_ => random.Next(-5, 5))];
        ulong[] live = new ulong[4], twin = new ulong[4];
        fixed (byte* totalsOf = totals)
        fixed (ulong* a = live, b = twin)
        fixed (int* sumsOf = sums)
        {
            foreach (byte bar in (byte[])[0, 100, 250, 255])
            {
                GroupKernels.Above(totalsOf, bar, a);
                GroupKernels.AboveScalar(totalsOf, bar, b);
                Assert.Equal(twin, live);
            }

            for (int bar = -6; bar < 6; bar++)
                Assert.Equal(GroupKernels.SumsAboveScalar(sumsOf, bar), GroupKernels.SumsAbove(sumsOf, bar));
        }
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
