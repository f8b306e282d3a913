using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Buffers;

/// <summary>The terms of one field of a buffer.</summary>
internal sealed class BufferTerms(InvertedField inverted, TermTable table) : Terms
{
    public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

    public override long Count => inverted.Terms.Length;

    public override long SumTotalTermFreq => inverted.FrequencyOf(0, inverted.Postings.Length);

    public override long SumDocFreq => inverted.Postings.Length;

    public override int DocCount => inverted.DocCount;

    public override bool HasFreqs => inverted.HasFrequencies;

    public override bool HasOffsets => false;

    public override bool HasPositions => inverted.HasPositions;

    public override bool HasPayloads => false;

    public override TermsEnum GetEnumerator() => new BufferTermsEnum(inverted, table);
}
