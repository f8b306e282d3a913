using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Scoring;

/// <summary>Where a segment stands in its reader, and which of its documents live.</summary>
internal sealed class SearchedSegment
{
    // Live documents never change in place: a reader reopened after a delete brings a new set.
    private static readonly ConditionalWeakTable<IBits, ulong[]> LiveWordsOf = [];

    public SearchedSegment(AtomicReaderContext context, int firstWindow)
    {
        FirstDocument = context.DocBase;
        MaxDoc = context.AtomicReader.MaxDoc;
        FirstWindow = firstWindow;
        if (context.AtomicReader.LiveDocs is { } live)
            LiveWords = LiveWordsOf.GetValue(live, WordsOf);
    }

    /// <summary>The reader's number of the segment's document 0.</summary>
    public int FirstDocument { get; }

    public int MaxDoc { get; }

    /// <summary>The segment's first window among all segments'.</summary>
    public int FirstWindow { get; }

    /// <summary>One bit a document, set where it lives; null where none is deleted.</summary>
    public ulong[]? LiveWords { get; }

    private static ulong[] WordsOf(IBits live)
    {
        ulong[] words = new ulong[(live.Length + 63) >> 6];
        for (int document = 0; document < live.Length; document++)
        {
            if (live.Get(document))
                words[document >> 6] |= 1UL << document;
        }

        return words;
    }
}
