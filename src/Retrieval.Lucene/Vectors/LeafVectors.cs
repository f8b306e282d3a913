using Lucene.Net.Util;

namespace Retrieval.Lucene.Vectors;

/// <summary>A segment's vectors in their place in the whole reader.</summary>
/// <param name="Vectors">The vectors, at least one.</param>
/// <param name="DocBase">The whole reader's number of the segment's first document.</param>
/// <param name="LiveDocs">Which documents are not deleted; null where none is.</param>
internal sealed record LeafVectors(SegmentVectors Vectors, int DocBase, IBits? LiveDocs)
{
    public bool IsLive(int document) => LiveDocs is null || LiveDocs.Get(document);
}
