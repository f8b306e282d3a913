using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Buffers;

/// <summary>Goes through the postings of one term of a buffer.</summary>
internal sealed class BufferPostings(InvertedField inverted) : DocsAndPositionsEnum
{
    private IBits? live;
    private int document = -1;
    private int next, end;

    public InvertedField Field => inverted;

    public override int DocID => document;

    public override int Freq => inverted.HasPositions || !inverted.HasFrequencies ? 1 : inverted.Postings[next - 1].Value;

    public override int StartOffset => -1;

    public override int EndOffset => -1;

    /// <summary>Begins with the postings from a place on.</summary>
    public void Begin(int from, int to, IBits? liveDocs) => (next, end, live, document) = (from, to, liveDocs, -1);

    public override int NextDoc()
    {
        while (next < end)
        {
            document = inverted.Postings[next++].Document;
            if (live is null || live.Get(document))
                return document;
        }

        return document = NO_MORE_DOCS;
    }

    public override int Advance(int target) => SlowAdvance(target);

    public override int NextPosition() => inverted.Postings[next - 1].Value;

    public override BytesRef? GetPayload() => null;

    public override long GetCost() => end - next;
}
