using System.Numerics;
using System.Runtime.CompilerServices;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// A view of one term's record in the mapped file: pointers, nothing copied. It lives as long as the reader's mapping.
/// A list is cut either by postings into packed blocks of 128 or by documents into windows of 4,096
/// (grammar at <see cref="BlockMaxPostingsFormat"/>); both are called blocks here.
/// </summary>
internal readonly unsafe struct PostingList
{
    private readonly byte* directory;
    private readonly byte* payload;
    private readonly FieldKind kind;
    private readonly bool hasPositions;

    public PostingList(byte* record, FieldSummary field, int maxDoc)
    {
        byte* at = record;
        int termLength = VarInt(ref at);
        at += termLength;
        DocFreq = VarInt(ref at);
        IsWindowed = ListLayout.IsWindowed(DocFreq, maxDoc);
        kind = field.Kind;
        hasPositions = field.HasPositions;
        directory = at;
        if (IsWindowed)
        {
            Blocks = ListLayout.WindowsOf(maxDoc);
            payload = at + (Blocks * ((hasPositions ? 2 : 1) * sizeof(uint))) + (Blocks * sizeof(ushort));
        }
        else
        {
            Blocks = (DocFreq + ListLayout.BlockSize - 1) / ListLayout.BlockSize;
            payload = at + (Blocks > 1 ? Blocks * (hasPositions ? 3 : 2) * sizeof(uint) : 0);
        }
    }

    public int DocFreq { get; }

    public bool IsWindowed { get; }

    /// <summary>Windows of the segment, or packed blocks of the list.</summary>
    public int Blocks { get; }

    private ushort* Counts => (ushort*)(directory + (Blocks * (hasPositions ? 2 : 1) * sizeof(uint)));

    /// <summary>The term at the head of a record.</summary>
    public static ReadOnlySpan<byte> TermAt(byte* record)
    {
        int length = VarInt(ref record);
        return new ReadOnlySpan<byte>(record, length);
    }

    /// <summary>The window's postings; only for windowed lists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowView Window(int window)
        => new(payload + Unsafe.ReadUnaligned<uint>(directory + (window * sizeof(uint))), Unsafe.ReadUnaligned<ushort>(Counts + window));

    /// <summary>The first document that block <paramref name="block"/> may hold.</summary>
    public int FirstDocument(int block)
        => IsWindowed ? block << ListLayout.WindowBits : Blocks == 1 ? 0 : (int)Unsafe.ReadUnaligned<uint>(directory + (block * sizeof(uint)));

    /// <summary>The block's first byte of positions, counted from the term's.</summary>
    public uint PositionOffset(int block)
    {
        int column = IsWindowed ? 1 : 2;
        return Blocks == 1 ? 0 : Unsafe.ReadUnaligned<uint>(directory + (((column * Blocks) + block) * sizeof(uint)));
    }

    /// <summary>Decodes a block into documents and weights (room for a block's worth and eight more) and returns how many it holds.</summary>
    public int Decode(int block, int* documents, int* weights)
        => IsWindowed ? DecodeWindow(block, documents, weights) : DecodeBlock(block, documents, weights);

    /// <summary>The weight of a document, if the list holds it. Reads the document's group or packed block.</summary>
    /// <param name="document">The document, in the segment's numbering.</param>
    /// <param name="read">What was read of this list before.</param>
    /// <param name="weight">Its weight; 0 where the list does not hold it.</param>
    public bool TryFind(int document, ref ReadBlock read, out int weight)
    {
        weight = 0;
        if (!IsWindowed)
            return TryFindInBlock(document, ref read, out weight);
        WindowView view = Window(document >> ListLayout.WindowBits);
        if (view.Count == 0 || !view.TryFind(document & (ListLayout.WindowSize - 1), out int posting))
            return false;
        weight = kind == FieldKind.Impacts ? view.Weights[posting] : view.FrequencyWeight(posting);
        if (view.HasExceptions && weight == ListLayout.NibbleLimit)
            weight += ExceptionOf(view, posting);
        return true;
    }

    private bool TryFindInBlock(int document, ref ReadBlock read, out int weight)
    {
        int block = BlockOf(document);
        if (read.Block != block)
            Read(block, ref read);
        fixed (int* documents = read.Documents)
        {
            // All of a block's documents are compared sooner than half of them are guessed wrong.
            int at = new ReadOnlySpan<int>(documents, read.Count).IndexOf(document);
            weight = at < 0 ? 0 : BitPacking.At(read.Weights, at, read.WeightBits);
            return at >= 0;
        }
    }

    /// <summary>The packed block that holds a document, if any does.</summary>
    private int BlockOf(int document)
    {
        int block = 0;
        for (int end = Blocks; end - block > 1;)
        {
            int middle = (block + end) >> 1;
            if (FirstDocument(middle) <= document)
                block = middle;
            else
                end = middle;
        }

        return block;
    }

    private void Read(int block, ref ReadBlock read)
    {
        fixed (int* documents = read.Documents)
            read.Count = DecodeDocuments(block, documents, out read.Weights, out read.WeightBits);
        read.Block = block;
    }

    private int DecodeBlock(int block, int* documents, int* weights)
    {
        int count = DecodeDocuments(block, documents, out byte* packed, out int weightBits);
        if (weightBits == 0)
            new Span<int>(weights, count).Clear();
        else
            BitPacking.Unpack(packed, count, weightBits, weights);
        return count;
    }

    private int DecodeDocuments(int block, int* documents, out byte* weights, out int weightBits)
    {
        int count = Math.Min(ListLayout.BlockSize, DocFreq - (block * ListLayout.BlockSize));
        byte* at = payload + (Blocks == 1 ? 0 : Unsafe.ReadUnaligned<uint>(directory + ((Blocks + block) * sizeof(uint))));
        int deltaBits = *at++;
        weightBits = *at++;
        BitPacking.Unpack(at, count, deltaBits, documents);
        int document = FirstDocument(block) - 1;
        for (int i = 0; i < count; i++)
            documents[i] = document += documents[i] + 1;
        weights = at + BitPacking.BytesOf(count, deltaBits);
        return count;
    }

    private int DecodeWindow(int window, int* documents, int* weights)
    {
        WindowView view = Window(window);
        if (view.Count == 0)
            return 0;
        int first = window << ListLayout.WindowBits;
        if (view.IsBitmap)
        {
            int i = 0;
            for (int word = 0; word < ListLayout.BitmapWords; word++)
            {
                for (ulong bits = view.Bits[word]; bits != 0; bits &= bits - 1)
                    documents[i++] = first + (word * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }
        else
        {
            for (int i = 0, group = -1; i < view.Count; i++)
            {
                if (view.IsStart(i))
                    group = NextGroup(view, group);
                documents[i] = first + (group << ListLayout.GroupBits) + (view.Lanes[i] & (ListLayout.GroupSize - 1));
            }
        }

        DecodeWeights(view, weights);
        return view.Count;
    }

    private static int NextGroup(WindowView view, int group)
    {
        do
        {
            group++;
        }
        while (!view.HasGroup(group));

        return group;
    }

    private void DecodeWeights(WindowView view, int* weights)
    {
        for (int i = 0; i < view.Count; i++)
            weights[i] = kind == FieldKind.Impacts ? view.Weights[i] : view.FrequencyWeight(i);
        if (!view.HasExceptions)
            return;
        byte* exceptions = view.Exceptions;
        for (int i = 0; i < view.Count; i++)
        {
            if (weights[i] == ListLayout.NibbleLimit)
                weights[i] += VarInt(ref exceptions);
        }
    }

    /// <summary>What a posting's weight exceeds its nibble by: every posting of the largest nibble has one, in their order.</summary>
    private static int ExceptionOf(WindowView view, int posting)
    {
        byte* exceptions = view.Exceptions;
        for (int i = 0; i < posting; i++)
        {
            if (view.FrequencyWeight(i) == ListLayout.NibbleLimit)
                VarInt(ref exceptions);
        }

        return VarInt(ref exceptions);
    }

    private static int VarInt(ref byte* at)
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = *at++;
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
