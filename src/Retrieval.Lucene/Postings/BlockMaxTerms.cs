using Lucene.Net.Index;
using Lucene.Net.Util;
using Lucene.Net.Util.Automaton;

namespace Retrieval.Lucene.Postings;

/// <summary>One field of one segment: Lucene.Net's dictionary with our lists behind it, which the scorer takes in place.</summary>
internal sealed unsafe class BlockMaxTerms(Terms dictionary, BlockMaxPostingsReader postings, FieldInfo info) : Terms
{
    private readonly Lock norming = new();
    private byte[]? norms;

    public BlockMaxPostingsReader Postings { get; } = postings;

    public FieldSummary Field { get; } = postings.Field(info);

    /// <summary>Finds a term's list without the dictionary.</summary>
    public bool TryFind(ReadOnlySpan<byte> term, out PostingList list)
    {
        long offset = TermHash.Find(Postings.Lists, Field.HashOffset, Field.HashBits, term);
        list = offset == 0 ? default : new PostingList(Postings.Lists + offset, Field, Postings.MaxDoc);
        return offset != 0;
    }

    /// <summary>Lucene.Net's norm byte of every document, kept with the segment; null where the field has none.</summary>
    /// <param name="segment">The segment, of whatever generation.</param>
    public byte[]? Norms(AtomicReader segment)
    {
        if (info.OmitsNorms || segment.GetNormValues(info.Name) is not { } values)
            return null;
        lock (norming)
        {
            if (norms is null)
            {
                byte[] read = GC.AllocateUninitializedArray<byte>(Postings.MaxDoc);
                for (int document = 0; document < read.Length; document++)
                    read[document] = (byte)values.Get(document);
                norms = read;
            }

            return norms;
        }
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
