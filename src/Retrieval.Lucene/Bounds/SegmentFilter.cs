using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Bounds;

/// <summary>A kept filter where it is about a segment and a word.</summary>
/// <param name="kept">The filter.</param>
/// <param name="accepted">The documents it accepts.</param>
/// <param name="place">The segment.</param>
/// <param name="isSearchedAgain">Whether the word was searched under the filter before.</param>
internal readonly ref struct SegmentFilter(KeptFilter kept, AcceptedDocuments accepted, SearchedSegment place, bool isSearchedAgain)
{
    public readonly KeptFilter Kept = kept;
    public readonly AcceptedDocuments Accepted = accepted;
    public readonly SearchedSegment Place = place;
    public readonly bool IsSearchedAgain = isSearchedAgain;
}
