using Lucene.Net.Index;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// One field of a reader as the scorer needs it: per segment the lists and BM25's K of each norm index.
/// Immutable; made once a reader and field.
/// </summary>
internal sealed class FieldView
{
    public FieldView(IndexReader reader, string field, Saturation scoring)
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
        AverageLength = sumTotalTermFreq <= 0 ? 1f : (float)(sumTotalTermFreq / (double)reader.MaxDoc);
        for (int i = 0; i < leaves.Count && IsOurs; i++)
        {
            if (leaves[i].AtomicReader.GetTerms(field) is BlockMaxTerms terms)
            {
                Segments[i] = new SegmentField(terms, leaves[i].AtomicReader, scoring, AverageLength);
                IsImpacts = terms.Field.Kind == FieldKind.Impacts;
            }
        }
    }

    /// <summary>Every segment that has the field has it in our format.</summary>
    public bool IsOurs { get; }

    /// <summary>The field is an impact field, whose weights have no factor of k1 + 1.</summary>
    public bool IsImpacts { get; }

    /// <summary>BM25's average length of the field's documents.</summary>
    public float AverageLength { get; }

    /// <summary>By segment; null where it does not have the field.</summary>
    public SegmentField?[] Segments { get; }
}
