using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Automaton;

namespace Retrieval.Lucene.Postings;

/// <summary>One field of one segment: Lucene.Net's dictionary with our lists behind it, which the scorer takes in place.</summary>
internal sealed unsafe class BlockMaxTerms(Terms dictionary, BlockMaxPostingsReader postings, FieldInfo info) : Terms
{
    public BlockMaxPostingsReader Postings { get; } = postings;

    public FieldSummary Field { get; } = postings.Field(info);

    /// <summary>Finds a term's list without the dictionary.</summary>
    public bool TryFind(ReadOnlySpan<byte> term, out PostingList list)
    {
        long offset = TermHash.Find(Postings.Lists, Field.HashOffset, Field.HashBits, term);
        list = offset == 0 ? default : new PostingList(Postings.Lists + offset, Field, Postings.MaxDoc);
        return offset != 0;
    }

    public override IComparer<BytesRef> Comparer => dictionary.Comparer;

    public override long Count => dictionary.Count;

    public override long SumTotalTermFreq => dictionary.SumTotalTermFreq;

    public override long SumDocFreq => dictionary.SumDocFreq;

    public override int DocCount => dictionary.DocCount;

    public override bool HasFreqs => dictionary.HasFreqs;

    public override bool HasOffsets => dictionary.HasOffsets;

    public override bool HasPositions => dictionary.HasPositions;

    public override bool HasPayloads => dictionary.HasPayloads;

    public override TermsEnum GetEnumerator() => dictionary.GetEnumerator();

    public override TermsEnum GetEnumerator(TermsEnum? reuse) => dictionary.GetEnumerator(reuse);

    public override TermsEnum Intersect(CompiledAutomaton compiled, BytesRef? startTerm) => dictionary.Intersect(compiled, startTerm);
}
