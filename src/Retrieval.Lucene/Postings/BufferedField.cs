using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>A flushed field in memory, waiting for its norms: its terms one after the other, their postings in flat arrays.</summary>
internal sealed class BufferedField(FieldInfo info) : PostingsConsumer
{
    private readonly bool hasPositions = info.IndexOptions >= IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
    private readonly List<(int Bytes, TermStats Stats)> terms = [];
    private byte[] text = new byte[4096];
    private int textLength;
    private int termLength;
    private int[] documents = new int[1024];
    private int[] frequencies = new int[1024];
    private int count;
    private int[] positions = new int[1024];
    private int positionCount;
    private (long SumTotalTermFreq, long SumDocFreq, int DocCount) sums;

    public FieldInfo Info => info;

    public void StartTerm(BytesRef term)
    {
        if (textLength + term.Length > text.Length)
            Array.Resize(ref text, Math.Max(text.Length * 2, textLength + term.Length));
        term.Bytes.AsSpan(term.Offset, term.Length).CopyTo(text.AsSpan(textLength));
        textLength += term.Length;
        termLength = term.Length;
    }

    public void FinishTerm(TermStats stats) => terms.Add((termLength, stats));

    public void Finish(long sumTotalTermFreq, long sumDocFreq, int docCount) => sums = (sumTotalTermFreq, sumDocFreq, docCount);

    public override void StartDoc(int docID, int freq)
    {
        if (count == documents.Length)
        {
            Array.Resize(ref documents, count * 2);
            Array.Resize(ref frequencies, count * 2);
        }

        documents[count] = docID;
        frequencies[count++] = freq;
    }

    public override void AddPosition(int position, BytesRef payload, int startOffset, int endOffset)
    {
        if (payload is not null)
            throw new NotSupportedException($"field {info.Name} has payloads; keep such a field in Lucene.Net's own postings format");
        if (positionCount == positions.Length)
            Array.Resize(ref positions, positionCount * 2);
        positions[positionCount++] = position;
    }

    public override void FinishDoc()
    {
    }

    /// <summary>Hands everything on to the files.</summary>
    public void Replay(BlockMaxFieldsConsumer fields, byte[]? norms)
    {
        TermsConsumer target = fields.Open(info, norms);
        var term = new BytesRef { Bytes = text };
        int at = 0, position = 0;
        foreach ((int length, TermStats stats) in terms)
        {
            term.Length = length;
            fields.NameTerm(term);
            PostingsConsumer postings = target.StartTerm(term);
            for (int end = at + stats.DocFreq; at < end; at++)
            {
                postings.StartDoc(documents[at], frequencies[at]);
                for (int left = hasPositions ? frequencies[at] : 0; left > 0; left--)
                    postings.AddPosition(positions[position++], payload: null, -1, -1);
                postings.FinishDoc();
            }

            target.FinishTerm(term, stats);
            term.Offset += length;
        }

        target.Finish(sums.SumTotalTermFreq, sums.SumDocFreq, sums.DocCount);
        fields.EndField();
    }
}
