using Lucene.Net.Index;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// One field of a reader as the scorer needs it: per segment the lists, BM25's K of each norm index and the ceilings of the bound bytes.
/// Immutable; made once a reader and field.
/// </summary>
internal sealed class FieldView
{
    /// <param name="reader">The top-level reader.</param>
    /// <param name="field">The field.</param>
    /// <param name="k1">BM25's k1.</param>
    /// <param name="b">BM25's b.</param>
    /// <param name="impacts">How weights of impact fields count.</param>
    public FieldView(IndexReader reader, string field, float k1, float b, ImpactSaturation impacts)
    {
        IList<AtomicReaderContext> leaves = reader.Leaves;
        Segments = new SegmentField?[leaves.Count];
        long sumTotalTermFreq = 0;
        IsOurs = true;
        for (int i = 0; i < leaves.Count; i++)
        {
            Terms? terms = leaves[i].AtomicReader.GetTerms(field);
            IsOurs &= terms is null or BlockMaxTerms;
            sumTotalTermFreq += terms?.SumTotalTermFreq ?? 0;
        }

        // Lucene.Net's BM25: the documents of the whole reader, deleted ones included; -1 where frequencies are left out.
        float averageLength = sumTotalTermFreq <= 0 ? 1f : (float)(sumTotalTermFreq / (double)reader.MaxDoc);
        for (int i = 0; i < leaves.Count && IsOurs; i++)
        {
            if (leaves[i].AtomicReader.GetTerms(field) is BlockMaxTerms terms)
            {
                Segments[i] = new SegmentField(terms, k1, b, averageLength, impacts);
                IsImpacts = Segments[i]!.Kind == FieldKind.Impacts;
            }
        }
    }

    /// <summary>Every segment that has the field has it in our format.</summary>
    public bool IsOurs { get; }

    /// <summary>The field is an impact field, whose weights have no factor of k1 + 1.</summary>
    public bool IsImpacts { get; }

    /// <summary>By segment; null where it does not have the field.</summary>
    public SegmentField?[] Segments { get; }
}
