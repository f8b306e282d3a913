using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>One field of one segment under the parameters of a searcher.</summary>
internal sealed unsafe class SegmentField
{
    private readonly Saturation scoring;

    // BM25's K by norm index.
    private readonly float[] saturations;

    public SegmentField(BlockMaxTerms terms, Saturation scoring, float averageLength)
    {
        this.scoring = scoring;
        Terms = terms;
        Norms = terms.Postings.Plane(terms.Field);
        IsImpacts = terms.Field.Kind == FieldKind.Impacts;
        saturations = terms.Field.HasNorms ? new float[terms.Field.Norms.Length] : [scoring.K1];
        for (int i = 0; i < terms.Field.Norms.Length; i++)
            saturations[i] = scoring.K1 * ((1 - scoring.B) + (scoring.B * FieldSummary.LengthOf(terms.Field.Norms[i]) / averageLength));
    }

    public BlockMaxTerms Terms { get; }

    /// <summary>The norm index of every document; null where the field has no norms.</summary>
    public byte* Norms { get; }

    public bool IsImpacts { get; }

    /// <summary>The share of a term's weight that a posting gains, 0 to 1: BM25's saturated frequency, or an impact field's saturated weight.</summary>
    public float Saturate(int weight, int normIndex)
        => IsImpacts ? scoring.Impacts.Of(weight) : (weight + 1f) / (weight + 1f + saturations[normIndex]);
}
