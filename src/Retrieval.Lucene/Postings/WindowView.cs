using System.Numerics;
using System.Runtime.CompilerServices;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Postings;

/// <summary>The postings of one list in one window of 4,096 documents, as they lie in the file.</summary>
internal readonly unsafe struct WindowView
{
    private readonly byte* start;
    private readonly int countAndFlags;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowView(byte* start, ushort countAndFlags)
    {
        this.start = start;
        this.countAndFlags = countAndFlags;
    }

    public int Count => countAndFlags & ListLayout.CountMask;

    public bool IsBitmap => Count >= ListLayout.BitmapFrom;

    /// <summary>No weights are stored, all are 0.</summary>
    public bool IsFlat => (countAndFlags & ListLayout.FlatFlag) != 0;

    public bool HasExceptions => (countAndFlags & ListLayout.ExceptionFlag) != 0;

    public byte* Start => start;

    /// <summary>Buckets: how many postings stand before each bucket of 256 documents, with the count as the seventeenth.</summary>
    public byte* Starts => start;

    /// <summary>Buckets: the low byte of each document.</summary>
    public byte* Lows => start + ListLayout.Buckets + 1;

    /// <summary>Bitmap: how many postings stand before each bucket.</summary>
    public ushort* Ranks => (ushort*)start;

    /// <summary>Bitmap: one bit a document.</summary>
    public ulong* Bits => (ulong*)(start + (ListLayout.Buckets * sizeof(ushort)));

    /// <summary>A nibble a posting (frequency field) or a byte (impact field).</summary>
    public byte* Weights => IsBitmap ? (byte*)(Bits + ListLayout.BitmapWords) : Lows + Count;

    /// <summary>Bitmap: how many postings stand before a document of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rank(int document)
    {
        int rank = Ranks[document >> ListLayout.BucketBits];
        ulong* word = Bits + ((document >> ListLayout.BucketBits) << (ListLayout.BucketBits - 6));
        for (ulong* last = Bits + (document >> 6); word < last; word++)
            rank += BitOperations.PopCount(*word);
        return rank + BitOperations.PopCount(*word & ((1UL << document) - 1));
    }

    /// <summary>Writes the documents, counted from the window's start; room for the count and 31 more.</summary>
    public void ListDocuments(ushort* documents)
    {
        if (!IsBitmap)
        {
            WindowKernels.Widen(Starts, ListLayout.Buckets, Lows, documents);
            return;
        }

        for (int word = 0; word < ListLayout.BitmapWords; word++)
        {
            for (ulong bits = Bits[word]; bits != 0; bits &= bits - 1)
                *documents++ = (ushort)((word << 6) + BitOperations.TrailingZeroCount(bits));
        }
    }
}
