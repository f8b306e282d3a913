using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>One field of one segment under the parameters of a searcher.</summary>
internal sealed class SegmentField
{
    private readonly Saturation scoring;
    private readonly bool isImpacts;
    private readonly byte[]? norms;

    // BM25's K by norm byte.
    private readonly float[] saturations = new float[256];

    public SegmentField(BlockMaxTerms terms, AtomicReader segment, Saturation scoring, float averageLength)
    {
        this.scoring = scoring;
        Terms = terms;
        isImpacts = terms.Field.Kind == FieldKind.Impacts;
        norms = isImpacts ? null : terms.Norms(segment);
        for (int norm = 0; norm < saturations.Length; norm++)
            saturations[norm] = norms is null ? scoring.K1 : scoring.K1 * ((1 - scoring.B) + (scoring.B * LengthOf((byte)norm) / averageLength));
    }

    public BlockMaxTerms Terms { get; }

    /// <summary>The share of a term's weight that a posting gains, 0 to 1: BM25's saturated frequency, or an impact field's saturated weight.</summary>
    public float Saturate(int weight, int document)
        => isImpacts ? scoring.Impacts.Of(weight) : (weight + 1f) / (weight + 1f + saturations[norms is null ? 0 : norms[document]]);

    /// <summary>The length that Lucene.Net's BM25 reads from a norm byte; infinite for 0.</summary>
    private static float LengthOf(byte norm)
    {
        float inverseRoot = SmallSingle.SByte315ToSingle((sbyte)norm);
        return 1f / (inverseRoot * inverseRoot);
    }
}
