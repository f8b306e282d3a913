using Lucene.Net.Codecs;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>One field on its way into the dictionary, which does not tell our writer the terms: they are noted in passing.</summary>
internal sealed class BlockMaxTermsConsumer(BlockMaxPostingsWriter postings, TermsConsumer dictionary) : TermsConsumer
{
    public override IComparer<BytesRef> Comparer => dictionary.Comparer;

    public override PostingsConsumer StartTerm(BytesRef text)
    {
        postings.NameTerm(text);
        return dictionary.StartTerm(text);
    }

    public override void FinishTerm(BytesRef text, TermStats stats) => dictionary.FinishTerm(text, stats);

    public override void Finish(long sumTotalTermFreq, long sumDocFreq, int docCount)
    {
        dictionary.Finish(sumTotalTermFreq, sumDocFreq, docCount);
        postings.EndField();
    }
}
