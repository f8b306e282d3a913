using System.Numerics;
using System.Numerics.Tensors;

namespace Retrieval.Index.Sets;

/// <summary>Bitmaps of one segment: word <c>d &gt;&gt; 6</c>, bit <c>d &amp; 63</c>.</summary>
internal static class Bitmap
{
    public static int WordCount(int docs) => (docs + 63) >> 6;

    public static ulong[] Empty(int docs) => new ulong[WordCount(docs)];

    public static void Set(ulong[] words, int doc) => words[doc >> 6] |= 1UL << doc;

    public static bool Get(ReadOnlySpan<ulong> words, int doc) => (words[doc >> 6] >> doc & 1) != 0;

    public static int Count(ReadOnlySpan<ulong> words)
    {
        long count = 0;
        foreach (ulong word in words) count += BitOperations.PopCount(word);
        return (int)count;
    }

    public static void And(ulong[] target, ReadOnlySpan<ulong> other) => TensorPrimitives.BitwiseAnd(target, other, target);

    public static void Or(ulong[] target, ReadOnlySpan<ulong> other) => TensorPrimitives.BitwiseOr(target, other, target);

    public static void AndNot(ulong[] target, ReadOnlySpan<ulong> other)
    {
        for (int i = 0; i < target.Length; i++) target[i] &= ~other[i];
    }

    public static void Not(ulong[] target, int docs)
    {
        TensorPrimitives.OnesComplement<ulong>(target, target);
        ClearTail(target, docs);
    }

    /// <summary>Ors a segment's bitmap into the whole reader's, where its first document has the number <paramref name="docBase"/>.</summary>
    public static void OrShifted(ulong[] target, ReadOnlySpan<ulong> segment, int docBase)
    {
        int word = docBase >> 6;
        int shift = docBase & 63;
        if (shift == 0)
        {
            TensorPrimitives.BitwiseOr(segment, target.AsSpan(word, segment.Length), target.AsSpan(word, segment.Length));
            return;
        }
        foreach (ulong bits in segment)
        {
            target[word] |= bits << shift;
            ulong carried = bits >> (64 - shift);
            word++;
            if (carried != 0) target[word] |= carried;
        }
    }

    private static void ClearTail(ulong[] words, int docs)
    {
        if ((docs & 63) != 0) words[^1] &= (1UL << docs) - 1;
    }
}
