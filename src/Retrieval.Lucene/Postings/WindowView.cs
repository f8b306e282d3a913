using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Postings;

/// <summary>The postings of one list in one window of 4,096 documents, as they lie in the file. Documents are counted from the window's start.</summary>
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

    /// <summary>Bitmap: no weights are stored, all are 0.</summary>
    public bool IsFlat => (countAndFlags & ListLayout.FlatFlag) != 0;

    public bool HasExceptions => (countAndFlags & ListLayout.ExceptionFlag) != 0;

    /// <summary>Groups: a bit for each group that has postings.</summary>
    public ulong* Presence => (ulong*)start;

    /// <summary>Groups: a byte a posting, its document's place in the group in the low nibble, a frequency field's weight in the high one.</summary>
    public byte* Lanes => Starts + ((Count + 7) >> 3);

    /// <summary>Bitmap: how many postings stand before every 256th document.</summary>
    public ushort* Ranks => (ushort*)start;

    /// <summary>Bitmap: one bit a document.</summary>
    public ulong* Bits => (ulong*)(start + (ListLayout.Ranks * sizeof(ushort)));

    /// <summary>Bitmap: a nibble a posting (frequency field) or a byte (impact field). Groups: an impact field's bytes.</summary>
    public byte* Weights => IsBitmap ? (byte*)(Bits + ListLayout.BitmapWords) : Lanes + Count;

    /// <summary>Behind the weights: those of 15 and more.</summary>
    public byte* Exceptions => IsBitmap ? Weights + ((Count + 1) >> 1) : Lanes + Count;

    /// <summary>Groups: a bit a posting, set where it is the first of its group.</summary>
    private byte* Starts => start + (ListLayout.Groups / 8);

    /// <summary>Groups: the group has postings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasGroup(int group) => (Presence[group >> 6] >> group & 1) != 0;

    /// <summary>Groups: the posting begins a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsStart(int posting) => (Starts[posting >> 3] >> (posting & 7) & 1) != 0;

    /// <summary>Groups: the first posting of a group that has some.</summary>
    public int FirstOf(int group)
    {
        int rank = BitOperations.PopCount(Presence[group >> 6] & ((1UL << group) - 1));
        for (int word = 0; word < group >> 6; word++)
            rank += BitOperations.PopCount(Presence[word]);

        // Words may reach behind the starts: the bit looked for comes before.
        ulong* starts = (ulong*)Starts;
        int first = 0;
        for (int ones; rank >= (ones = BitOperations.PopCount(*starts)); starts++, first += 64)
            rank -= ones;
        return first + SelectBit(*starts, rank);
    }

    /// <summary>The place of a document's posting among the window's, if it has one.</summary>
    public bool TryFind(int document, out int posting)
    {
        posting = 0;
        int group = document >> ListLayout.GroupBits;
        if (IsBitmap)
        {
            if ((Bits[document >> 6] >> document & 1) == 0)
                return false;
            posting = Rank(document);
            return true;
        }

        if (!HasGroup(group))
            return false;
        int place = document & (ListLayout.GroupSize - 1);
        for (posting = FirstOf(group); (Lanes[posting] & (ListLayout.GroupSize - 1)) != place;)
        {
            posting++;
            if (posting == Count || IsStart(posting))
                return false;
        }

        return true;
    }

    /// <summary>A frequency field's weight; 15 stands for that and more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FrequencyWeight(int posting)
        => !IsBitmap ? Lanes[posting] >> 4 : IsFlat ? 0 : Weights[posting >> 1] >> ((posting & 1) << 2) & ListLayout.NibbleLimit;

    /// <summary>Bitmap: how many postings stand before a document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rank(int document)
    {
        int rank = Ranks[document >> ListLayout.RankBits];
        ulong* word = Bits + ((document >> ListLayout.RankBits) << (ListLayout.RankBits - 6));
        for (ulong* last = Bits + (document >> 6); word < last; word++)
            rank += BitOperations.PopCount(*word);
        return rank + BitOperations.PopCount(*word & ((1UL << document) - 1));
    }

    /// <summary>The place of the set bit that has <paramref name="rank"/> set bits below it.</summary>
    private static int SelectBit(ulong word, int rank)
    {
        if (Bmi2.X64.IsSupported)
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << rank, word));
        for (; rank > 0; rank--)
            word &= word - 1;
        return BitOperations.TrailingZeroCount(word);
    }
}
