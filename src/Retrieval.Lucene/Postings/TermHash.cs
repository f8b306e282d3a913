using System.IO.Hashing;
using System.Numerics;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// A field's terms by hash, beside the dictionary: BlockTree's seek takes microseconds, a query looks up a dozen terms in every segment.
/// Open addressing with linear probing over 64-bit slots, at most four fifths full: 0 is empty, else the upper 16 bits are the hash's upper 16
/// and the lower 48 the offset of the term's record, which begins with the term itself, so that a fingerprint's collision is noticed.
/// </summary>
internal sealed class TermHash
{
    private const int FingerprintShift = 48;
    private const ulong OffsetMask = (1UL << FingerprintShift) - 1;

    private readonly List<(ulong Hash, long Offset)> terms = [];

    public void Add(ReadOnlySpan<byte> term, long offset) => terms.Add((XxHash3.HashToUInt64(term), offset));

    /// <summary>Writes the table, forgets the terms and returns log2 of the number of slots.</summary>
    public int WriteTo(ByteWriter output)
    {
        int bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2(((uint)terms.Count * 5 / 4) + 1));
        ulong[] slots = new ulong[1 << bits];
        foreach ((ulong hash, long offset) in terms)
        {
            int slot = SlotOf(hash, bits);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = (hash >> FingerprintShift << FingerprintShift) | (ulong)offset;
        }

        foreach (ulong slot in slots)
            output.Int64((long)slot);
        terms.Clear();
        return bits;
    }

    /// <summary>The offset of the term's record, or 0.</summary>
    public static unsafe long Find(byte* file, long hashOffset, int bits, ReadOnlySpan<byte> term)
    {
        ulong hash = XxHash3.HashToUInt64(term);
        ulong* slots = (ulong*)(file + hashOffset);
        int mask = (1 << bits) - 1;
        for (int slot = SlotOf(hash, bits); slots[slot] != 0; slot = (slot + 1) & mask)
        {
            long offset = (long)(slots[slot] & OffsetMask);
            if (slots[slot] >> FingerprintShift == hash >> FingerprintShift && PostingList.TermAt(file + offset).SequenceEqual(term))
                return offset;
        }

        return 0;
    }

    private static int SlotOf(ulong hash, int bits) => (int)(hash & ((1UL << bits) - 1));
}
