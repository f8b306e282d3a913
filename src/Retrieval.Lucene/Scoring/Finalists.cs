using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Documents that may be hits, by their bounds alone: the k best of what documents score at least make the bar, and who scores at most that is
/// no hit. Bounds of a document lie within a percent or so of each other, so that few documents are left to be scored from their lists.
/// </summary>
internal unsafe struct Finalists(NativeArena arena, int k)
{
    private const int FirstRoom = 1024;

    private TopHits least = new(arena, k);
    private Document* documents = arena.Take<Document>(FirstRoom);
    private int room = FirstRoom;
    private int count;

    /// <summary>What a document must be able to score more than.</summary>
    public readonly int Bar => least.Bar;

    /// <summary>Takes a document that scores from <paramref name="atLeast"/> to <paramref name="atMost"/>.</summary>
    public void Offer(int document, int atLeast, int atMost)
    {
        if (count == room)
            MakeRoom();
        documents[count++] = new Document(atMost, document);
        least.Offer(atLeast, document);
    }

    /// <summary>The documents left, in the order in which they came: rising but for the most promising windows, as lists are read cheapest.</summary>
    public Span<Document> Left()
    {
        KeepAboveBar();
        return new Span<Document>(documents, count);
    }

    private void KeepAboveBar()
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (documents[i].AtMost > Bar)
                documents[kept++] = documents[i];
        }

        count = kept;
    }

    private void MakeRoom()
    {
        KeepAboveBar();
        if (count <= room / 2)
            return;
        Document* larger = arena.Take<Document>(room * 2L);
        new Span<Document>(documents, count).CopyTo(new Span<Document>(larger, count));
        documents = larger;
        room *= 2;
    }

    /// <summary>One of them.</summary>
    /// <param name="AtMost">What it can score, fixed-point.</param>
    /// <param name="Number">Its number in the reader.</param>
    internal readonly record struct Document(int AtMost, int Number);
}
