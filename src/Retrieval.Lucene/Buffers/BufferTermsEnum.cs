using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Buffers;

/// <summary>Goes through the terms of one field of a buffer.</summary>
internal sealed class BufferTermsEnum(InvertedField inverted, TermTable table) : TermsEnum
{
    private readonly BytesRef term = new();
    private int at = -1;
    private int from, to;

    public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

    public override BytesRef? Term => (uint)at < (uint)inverted.Terms.Length ? term : null;

    public override long Ord => at;

    public override int DocFreq => to - from;

    public override long TotalTermFreq => inverted.FrequencyOf(from, to);

    public override bool MoveNext() => GoTo(at + 1);

    [Obsolete("MoveNext and Term say the same.")]
    public override BytesRef? Next() => MoveNext() ? term : null;

    public override SeekStatus SeekCeil(BytesRef text)
    {
        ReadOnlySpan<byte> wanted = text.Bytes.AsSpan(text.Offset, text.Length);
        int low = 0, high = inverted.Terms.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (table.TextOf(inverted.Terms[middle]).SequenceCompareTo(wanted) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        if (!GoTo(low))
            return SeekStatus.END;
        return table.TextOf(inverted.Terms[low]).SequenceEqual(wanted) ? SeekStatus.FOUND : SeekStatus.NOT_FOUND;
    }

    public override void SeekExact(long ord) => GoTo((int)ord);

    public override DocsEnum Docs(IBits? liveDocs, DocsEnum? reuse, DocsFlags flags) => Postings(liveDocs, reuse);

    public override DocsAndPositionsEnum? DocsAndPositions(IBits? liveDocs, DocsAndPositionsEnum? reuse, DocsAndPositionsFlags flags)
        => inverted.HasPositions ? Postings(liveDocs, reuse) : null;

    private BufferPostings Postings(IBits? liveDocs, DocsEnum? reuse)
    {
        BufferPostings postings = reuse is BufferPostings ours && ours.Field == inverted ? ours : new BufferPostings(inverted);
        postings.Begin(from, to, liveDocs);
        return postings;
    }

    private bool GoTo(int ord)
    {
        at = ord;
        if (at >= inverted.Terms.Length)
            return false;
        (from, to) = inverted.PostingsOf(at);
        (term.Bytes, term.Offset, term.Length) = table.ArrayOf(inverted.Terms[at]);
        return true;
    }
}
