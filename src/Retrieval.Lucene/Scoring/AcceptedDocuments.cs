using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>The documents of a window that may be hits: live, and set in the query's filter where there is one.</summary>
internal unsafe struct AcceptedDocuments(ulong* filter, int filterWords)
{
    private fixed ulong words[ListLayout.BitmapWords];
    private fixed ulong groups[ListLayout.Groups / 64];

    /// <summary>Every document of the loaded window is accepted.</summary>
    public bool AreAll { get; private set; }

    /// <summary>The 16 bits of a group of the loaded window.</summary>
    public readonly uint Group(int group) => (uint)(words[group >> 2] >> ((group & 3) << ListLayout.GroupBits) & 0xFFFF);

    /// <summary>One bit for each of the 64 groups from <paramref name="word"/> · 64 on that has an accepted document.</summary>
    public readonly ulong Groups(int word) => groups[word];

    /// <summary>Loads a window; false if it has no accepted document.</summary>
    public bool Load(SearchedSegment segment, int window)
    {
        AreAll = filter == null && segment.LiveWords is null;
        if (AreAll)
            return true;
        int firstWord = window * ListLayout.BitmapWords;
        int count = Math.Min(ListLayout.BitmapWords, ((segment.MaxDoc + 63) >> 6) - firstWord);
        ulong any = 0;
        for (int i = 0; i < ListLayout.Groups / 64; i++)
            groups[i] = 0;
        for (int i = 0; i < count; i++)
        {
            ulong word = FilterWord(segment.FirstDocument + ((firstWord + i) << 6));
            if (segment.LiveWords is { } live)
                word &= live[firstWord + i];
            words[i] = word;
            any |= word;
            groups[i >> 4] |= WindowView.GroupsOf(word) << ((i & 15) << 2);
        }

        for (int i = count; i < ListLayout.BitmapWords; i++)
            words[i] = 0;
        return any != 0;
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
