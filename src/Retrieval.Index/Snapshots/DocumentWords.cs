using Retrieval.Index.Columns;

namespace Retrieval.Index.Snapshots;

/// <summary>
/// A column of words of a snapshot, to be read of many documents: by ordinals, which a segment counts for itself. Allocates nothing a document.
/// To be used before the snapshot is disposed.
/// </summary>
public sealed class DocumentWords
{
    private readonly ValueColumn[] segments;
    private readonly GenerationReader generation;

    internal DocumentWords(ValueColumn[] segments, GenerationReader generation)
    {
        this.segments = segments;
        this.generation = generation;
    }

    /// <summary>Segments of the snapshot.</summary>
    public int Segments => segments.Length;

    /// <summary>Number of distinct words of a segment.</summary>
    public int Count(int segment) => segments[segment].Count;

    /// <summary>A word of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="ordinal">From 0 to <see cref="Count"/> - 1.</param>
    public string Text(int segment, int ordinal) => segments[segment].Text(ordinal);

    /// <summary>The segment that holds a document.</summary>
    public int SegmentOf(int doc) => generation.SegmentOf(doc);

    /// <summary>Number of a document's words; 0 where nothing is stated.</summary>
    /// <param name="segment">The document's segment.</param>
    /// <param name="doc">The document.</param>
    public int CountOf(int segment, int doc) => segments[segment].CountOf(doc - generation.DocBases[segment]);

    /// <summary>The ordinal of one of a document's words.</summary>
    /// <param name="segment">The document's segment.</param>
    /// <param name="doc">The document.</param>
    /// <param name="index">From 0 to <see cref="CountOf"/> - 1.</param>
    public int Ordinal(int segment, int doc, int index) => segments[segment].Ordinal(doc - generation.DocBases[segment], index);
}
