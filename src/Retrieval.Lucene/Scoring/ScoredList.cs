using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>One term's postings in one segment, to score single documents.</summary>
/// <param name="Term">The term's place in the prepared query.</param>
/// <param name="Postings">The list in the file.</param>
/// <param name="Field">The segment's field.</param>
/// <param name="Weight">The contribution at a saturated frequency of 1, fixed-point.</param>
internal readonly record struct ScoredList(int Term, PostingList Postings, SegmentField Field, float Weight)
{
    /// <summary>What the term adds to a document, fixed-point: at least 1 where the document has it, else 0.</summary>
    /// <param name="document">The document, in the segment's numbering.</param>
    /// <param name="read">What was read of this list before.</param>
    public int Score(int document, ref ReadBlock read)
    {
        if (!Postings.TryFind(document, ref read, out int weight))
            return 0;
        return Math.Max(1, (int)MathF.Round(Weight * Field.Saturate(weight, document)));
    }
}
