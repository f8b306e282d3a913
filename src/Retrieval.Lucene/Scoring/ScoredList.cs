using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// One term's postings in one segment, ready for scoring: a list cut by windows stays in the file, a packed one is decoded and scored at once.
/// All scores are fixed-point. Pointers live until the query's arena is reset.
/// </summary>
internal unsafe struct ScoredList
{
    /// <summary>The list in the file.</summary>
    public PostingList Postings;

    public FieldKind Kind;

    /// <summary>BM25's contribution for a saturated frequency of 1, fixed-point.</summary>
    public float Weight;

    /// <summary>The largest contribution in each window of the segment, rounded up; 0 where the window is empty.</summary>
    public int* Bounds;

    /// <summary>Grouped: the largest contribution under each step of a group's bound, rounded up; 0 for step 0.</summary>
    public int* StepBounds;

    /// <summary>Grouped: the same scaled to the bar of the moment, see <see cref="WindowScorer"/>.</summary>
    public byte* StepBytes;

    /// <summary>Windowed: contributions by weight and norm index, or by an impact field's byte.</summary>
    public int* Table;

    /// <summary>Windowed: log2 of a table row.</summary>
    public int StrideShift;

    /// <summary>The norm index of every document of the segment; null where the field has no norms.</summary>
    public byte* Plane;

    /// <summary>BM25's K by norm index, for the rare weights behind the table.</summary>
    public float* Saturations;

    /// <summary>Packed: the documents; null for windowed lists.</summary>
    public int* Documents;

    /// <summary>Packed: the contribution of each document.</summary>
    public int* Scores;

    /// <summary>Packed: the first posting at or behind each window's start, with the count as the last.</summary>
    public int* Firsts;

    public readonly bool IsWindowed => Documents == null;

    public readonly bool IsGrouped => StepBounds != null;
}
