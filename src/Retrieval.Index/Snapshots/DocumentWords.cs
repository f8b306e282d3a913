using Retrieval.Index.Columns;

namespace Retrieval.Index.Snapshots;

/// <summary>A column of words of a snapshot, to be read of many documents: by ordinals, which a segment counts for itself. Allocates nothing a document.</summary>
public sealed class DocumentWords
{
    private readonly ValueColumn[] segments;
    private readonly int[] docBases;

    internal DocumentWords(ValueColumn[] segments, int[] docBases)
    {
        this.segments = segments;
        this.docBases = docBases;
    }

    /// <summary>Segments of the snapshot.</summary>
    public int Segments => segments.Length;

    /// <summary>Distinct words of a segment by ordinal.</summary>
    public IReadOnlyList<string> Texts(int segment) => segments[segment].Texts;

    /// <summary>Ordinals of a document's words; none where nothing is stated.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="segment">The segment whose ordinals they are.</param>
    public ReadOnlySpan<int> Ordinals(int doc, out int segment)
    {
        segment = docBases.Length - 1;
        while (docBases[segment] > doc) segment--;
        return segments[segment].Ordinals(doc - docBases[segment]);
    }
}
