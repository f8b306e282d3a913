using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>One field on its way in: a merge streams it into the files, a flush buffers it.</summary>
internal sealed class BlockMaxTermsConsumer(BlockMaxFieldsConsumer fields, FieldInfo field) : TermsConsumer
{
    private TermsConsumer? stream;
    private BufferedField? buffer;

    public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

    public override PostingsConsumer StartTerm(BytesRef text)
    {
        if (stream is null)
        {
            buffer ??= new BufferedField(field);
            buffer.StartTerm(text);
            return buffer;
        }

        fields.NameTerm(text);
        return stream.StartTerm(text);
    }

    public override void FinishTerm(BytesRef text, TermStats stats)
    {
        if (stream is null)
            buffer!.FinishTerm(stats);
        else
            stream.FinishTerm(text, stats);
    }

    public override void Finish(long sumTotalTermFreq, long sumDocFreq, int docCount)
    {
        if (stream is not null)
        {
            stream.Finish(sumTotalTermFreq, sumDocFreq, docCount);
            fields.EndField();
        }
        else if (buffer is not null)
        {
            buffer.Finish(sumTotalTermFreq, sumDocFreq, docCount);
            fields.Await(buffer);
        }
    }

    public override void Merge(MergeState mergeState, IndexOptions indexOptions, TermsEnum termsEnum)
    {
        stream = fields.Open(field, field.OmitsNorms ? null : NormsOf(mergeState));
        base.Merge(mergeState, indexOptions, termsEnum);
    }

    private byte[] NormsOf(MergeState state)
    {
        byte[] norms = new byte[state.SegmentInfo.DocCount];
        for (int i = 0; i < state.Readers.Count; i++)
        {
            AtomicReader reader = state.Readers[i];
            if (reader.GetNormValues(field.Name) is not { } values)
                continue;
            MergeState.DocMap map = state.DocMaps[i];
            for (int document = 0; document < reader.MaxDoc; document++)
            {
                int target = map.Get(document);
                if (target >= 0)
                    norms[state.DocBase[i] + target] = (byte)values.Get(document);
            }
        }

        return norms;
    }
}
