using System.Runtime.Intrinsics.X86;
using Retrieval.Embedding.Static.Simd;

namespace Retrieval.Embedding.Tests.Static;

/// <summary>Every form of the sum equals the scalar one within rounding; a row outside of the table is refused.</summary>
public sealed class RowSumTests
{
    [Theory]
    [InlineData(64, 0)]
    [InlineData(64, 1)]
    [InlineData(256, 9)]
    [InlineData(320, 40)]
    public void Every_form_equals_the_scalar_one(int dimension, int count)
    {
        Random random = new(17);
        sbyte[] table = [.. Enumerable.Range(0, 50 * dimension).Select(_ => (sbyte)random.Next(-127, 128))];
        float[] scales = [.. Enumerable.Range(0, 50).Select(_ => random.NextSingle())];
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.Next(50))];
        float[] expected = new float[dimension];
        RowSum.Scalar(table, scales, rows, expected);

        List<(string Form, float[] Sum)> forms = [("dispatched", Of(RowSum.Sum))];
        if (Avx512F.IsSupported)
            forms.Add(("512", Of(RowSum.Wide512)));
        if (Avx2.IsSupported && Fma.IsSupported)
            forms.Add(("256", Of(RowSum.Wide256)));
        foreach ((string form, float[] sum) in forms)
        {
            for (int d = 0; d < dimension; d++)
                Assert.True(MathF.Abs(sum[d] - expected[d]) < 1e-3, $"{form}, dimension {d}: {sum[d]}, not {expected[d]}");
        }

        float[] Of(Form form)
        {
            float[] sum = new float[dimension];
            form(table, scales, rows, sum);
            return sum;
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_row_outside_of_the_table_is_refused(int row)
        => Assert.Throws<ArgumentOutOfRangeException>(() => RowSum.Sum(new sbyte[128], new float[2], [row], new float[64]));

    private delegate void Form(ReadOnlySpan<sbyte> table, ReadOnlySpan<float> scales, ReadOnlySpan<int> rows, Span<float> sum);
}
