using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>The documents of a window that may be hits: live, and set in the query's filter where there is one.</summary>
internal unsafe struct AcceptedDocuments(ulong* filter, int filterWords)
{
    private fixed ulong words[ListLayout.BitmapWords];

    /// <summary>Every document of the loaded window is accepted.</summary>
    public bool AreAll { get; private set; }

    /// <summary>How many documents of the loaded window are accepted; meaningless where all are.</summary>
    public int Count { get; private set; }

    /// <summary>The bitmap of the loaded window; meaningless where all documents are accepted.</summary>
    public ulong Word(int index) => words[index];

    public readonly bool Contains(int documentOfWindow) => (words[documentOfWindow >> 6] >> documentOfWindow & 1) != 0;

    /// <summary>Loads a window; false if it has no accepted document.</summary>
    public bool Load(SearchedSegment segment, int window)
    {
        AreAll = filter == null && segment.LiveWords is null;
        if (AreAll)
            return true;
        int firstWord = window * ListLayout.BitmapWords;
        int count = Math.Min(ListLayout.BitmapWords, ((segment.MaxDoc + 63) >> 6) - firstWord);
        Count = 0;
        for (int i = 0; i < ListLayout.BitmapWords; i++)
        {
            ulong word = i < count ? FilterWord(segment.FirstDocument + ((firstWord + i) << 6)) : 0;
            if (segment.LiveWords is { } live && i < count)
                word &= live[firstWord + i];
            words[i] = word;
            Count += System.Numerics.BitOperations.PopCount(word);
        }

        return Count > 0;
    }

    /// <summary>The 64 filter bits from a document on, which need not begin a word of the filter; past its end all bits are 0.</summary>
    private readonly ulong FilterWord(int document)
    {
        if (filter == null)
            return ulong.MaxValue;
        int word = document >> 6, shift = document & 63;
        ulong bits = filter[word] >> shift;
        return shift == 0 || word + 1 >= filterWords ? bits : bits | (filter[word + 1] << (64 - shift));
    }
}
