using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>One field of one segment under the parameters of a searcher.</summary>
internal sealed class SegmentField
{
    private const int LeastStride = 16;

    private readonly ImpactSaturation impacts;

    public SegmentField(BlockMaxTerms terms, float k1, float b, float averageLength, ImpactSaturation impacts)
    {
        this.impacts = impacts;
        Terms = terms;
        FieldSummary field = terms.Field;
        Kind = field.Kind;
        int norms = Math.Max(1, field.Norms.Length);
        while (1 << StrideShift < Math.Max(LeastStride, norms))
            StrideShift++;
        Saturations = new float[1 << StrideShift];
        Array.Fill(Saturations, k1);
        for (int i = 0; i < field.Norms.Length; i++)
            Saturations[i] = k1 * ((1 - b) + (b * FieldSummary.LengthOf(field.Norms[i]) / averageLength));
        Ceilings = Kind == FieldKind.Impacts
            ? [.. Enumerable.Range(0, 256).Select(code => (double)impacts.Of(code))]
            : new ImpactScale(field).Ceilings(k1, b, averageLength, (int)Math.Min(int.MaxValue, field.MaxWeight + 1L), field.Norms);
    }

    public BlockMaxTerms Terms { get; }

    public FieldKind Kind { get; }

    /// <summary>BM25's K by norm index, filled up to the stride.</summary>
    public float[] Saturations { get; }

    /// <summary>log2 of the norm indexes a row of scores has.</summary>
    public int StrideShift { get; }

    /// <summary>The largest saturated frequency (or weight) under each bound byte.</summary>
    public double[] Ceilings { get; }

    /// <summary>BM25's saturated frequency of a posting, or an impact field's saturated weight.</summary>
    public float Saturate(int weight, int normIndex)
        => Kind == FieldKind.Impacts ? impacts.Of(weight) : (weight + 1f) / (weight + 1f + Saturations[normIndex]);
}
