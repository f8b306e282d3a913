using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// A term's postings one by one, for all of Lucene.Net that is not our scorer: merges, phrases, CheckIndex. Decodes a block at a time.
/// One thread at a time; reads the mapping of <see cref="Reader"/>.
/// </summary>
internal sealed unsafe class BlockMaxPostingsEnum(BlockMaxPostingsReader reader) : DocsAndPositionsEnum
{
    // Eight more than a block: the unpackers write whole vectors.
    private int[] documents = [];
    private int[] weights = [];

    private PostingList list;
    private FieldSummary summary = null!;
    private IBits? live;
    private long positionStart;
    private int block;
    private int count;
    private int index;
    private int document;

    // Positions: the current block's width and first byte; the ordinal of the first position of the posting at positionIndex;
    // the ordinal of the next position to read.
    private int positionBlock;
    private byte* positionBits;
    private int positionWidth;
    private int positionIndex;
    private int firstOfIndex;
    private int nextPosition;
    private int lastPosition;

    public BlockMaxPostingsReader Reader { get; } = reader;

    public override int DocID => document;

    public override int Freq => summary.Kind == FieldKind.Impacts ? 1 : weights[index] + 1;

    public override int StartOffset => -1;

    public override int EndOffset => -1;

    public void Reset(FieldSummary newSummary, BlockMaxTermState state, IBits? liveDocs)
    {
        summary = newSummary;
        list = new PostingList(Reader.Lists + state.RecordOffset, newSummary, Reader.MaxDoc);
        positionStart = state.PositionOffset;
        live = liveDocs;
        block = -1;
        positionBlock = -1;
        count = 0;
        index = -1;
        document = -1;
        int room = (list.IsWindowed ? ListLayout.WindowSize : ListLayout.BlockSize) + 8;
        if (documents.Length < room)
        {
            documents = new int[room];
            weights = new int[room];
        }
    }

    public override long GetCost() => list.DocFreq;

    public override int NextDoc()
    {
        do
        {
            if (++index >= count && !NextBlock())
                return document = NO_MORE_DOCS;
            document = documents[index];
        }
        while (live is not null && !live.Get(document));

        lastPosition = -1;
        return document;
    }

    public override int Advance(int target)
    {
        SkipTo(target);
        do
        {
            NextDoc();
        }
        while (document < target);

        return document;
    }

    public override int NextPosition()
    {
        if (summary.Kind == FieldKind.Impacts)
            return weights[index];
        if (lastPosition < 0)
            SeekPositions();
        return lastPosition += BitPacking.At(positionBits, nextPosition++, positionWidth);
    }

    public override BytesRef? GetPayload() => null;

    /// <summary>Leaves the current block for the last one that can begin at or before <paramref name="target"/>.</summary>
    private void SkipTo(int target)
    {
        int from = Math.Max(block, 0);
        int to = from;
        if (list.IsWindowed)
        {
            to = Math.Min(target >> ListLayout.WindowBits, list.Blocks);
        }
        else
        {
            while (to + 1 < list.Blocks && list.FirstDocument(to + 1) <= target)
                to++;
        }

        if (to > block && (block >= 0 || to > 0))
        {
            block = to - 1;
            count = 0;
            index = -1;
        }
    }

    private bool NextBlock()
    {
        fixed (int* documentsStart = documents, weightsStart = weights)
        {
            count = 0;
            while (count == 0 && ++block < list.Blocks)
                count = list.Decode(block, documentsStart, weightsStart);
        }

        index = 0;
        return count > 0;
    }

    private void SeekPositions()
    {
        if (positionBlock != block)
        {
            byte* at = Reader.Positions + positionStart + list.PositionOffset(block);
            positionWidth = *at;
            positionBits = at + 1;
            positionBlock = block;
            positionIndex = 0;
            firstOfIndex = 0;
        }

        for (; positionIndex < index; positionIndex++)
            firstOfIndex += weights[positionIndex] + 1;
        nextPosition = firstOfIndex;
        lastPosition = 0;
    }
}
