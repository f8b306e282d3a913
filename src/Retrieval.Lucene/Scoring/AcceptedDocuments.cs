using System.Numerics;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Scoring;

/// <summary>The documents of a window that may be hits: live, and set in the query's filter where there is one.</summary>
internal unsafe struct AcceptedDocuments(ulong* filter, int filterWords)
{
    private fixed ulong groups[ListLayout.GroupWords];

    /// <summary>Every document of the loaded window is accepted.</summary>
    public bool AreAll { get; private set; }

    /// <summary>How many groups of the loaded window have an accepted document, if not all documents are accepted.</summary>
    public int GroupCount { get; private set; }

    /// <summary>One bit for each of the 64 groups from <paramref name="word"/> · 64 on that has an accepted document.</summary>
    public readonly ulong Groups(int word) => groups[word];

    /// <summary>The 16 bits of any group of a segment.</summary>
    public readonly uint Group(SearchedSegment segment, int group)
    {
        int document = group << ListLayout.GroupBits;
        ulong bits = FilterWord(segment.FirstDocument + document);
        if (segment.LiveWords is { } live)
            bits &= live[document >> 6] >> (document & 63);
        return (uint)bits & ushort.MaxValue;
    }

    /// <summary>Loads a window; false if it has no accepted document.</summary>
    public bool Load(SearchedSegment segment, int window)
    {
        AreAll = filter == null && segment.LiveWords is null;
        if (AreAll)
            return true;
        int firstWord = window * ListLayout.BitmapWords;
        int count = Math.Min(ListLayout.BitmapWords, ((segment.MaxDoc + 63) >> 6) - firstWord);
        if (segment.LiveWords is null && (segment.FirstDocument & 63) == 0 && count == ListLayout.BitmapWords)
        {
            CountGroups(filter + (segment.FirstDocument >> 6) + firstWord);
        }
        else
        {
            ulong* words = stackalloc ulong[ListLayout.BitmapWords];
            new Span<ulong>(words, ListLayout.BitmapWords).Clear();
            for (int i = 0; i < count; i++)
            {
                words[i] = FilterWord(segment.FirstDocument + ((firstWord + i) << 6));
                if (segment.LiveWords is { } live)
                    words[i] &= live[firstWord + i];
            }

            CountGroups(words);
        }

        return GroupCount > 0;
    }

    private void CountGroups(ulong* words)
    {
        GroupCount = 0;
        for (int i = 0; i < ListLayout.GroupWords; i++)
        {
            groups[i] = BoundKernels.GroupsOf(words + (i * (ListLayout.BitmapWords / ListLayout.GroupWords)));
            GroupCount += BitOperations.PopCount(groups[i]);
        }
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
