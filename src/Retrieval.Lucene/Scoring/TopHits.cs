using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// The k best hits so far: a heap with the worst on top. Better is a higher score or, at equal scores, the lower document,
/// whatever the order in which they come. Scores are fixed-point (<see cref="PreparedQuery"/>).
/// </summary>
internal unsafe struct TopHits(NativeArena arena, int k)
{
    private readonly (int Score, int Document)* heap = arena.Take<(int Score, int Document)>(k);

    public int Count { get; private set; }

    /// <summary>The score that a document must exceed to become a hit, 0 while there is room. One less than the worst hit has: a lower document takes its place at an equal score.</summary>
    public readonly int Bar => Count < k ? 0 : heap[0].Score - 1;

    public void Offer(int score, int document)
    {
        if (Count < k)
        {
            SiftUp(Count++, (score, document));
        }
        else if (IsWorse(heap[0], (score, document)))
        {
            SiftDown((score, document), Count);
        }
    }

    /// <summary>Writes the hits, best first, and empties the heap.</summary>
    public int Drain(Span<ScoredDocument> hits, float unit)
    {
        int count = Count;
        while (Count > 0)
        {
            (int score, int document) = heap[0];
            Count--;
            if (Count > 0)
                SiftDown(heap[Count], Count);
            hits[Count] = new ScoredDocument(document, score * unit);
        }

        return count;
    }

    private static bool IsWorse((int Score, int Document) a, (int Score, int Document) b)
        => a.Score < b.Score || (a.Score == b.Score && a.Document > b.Document);

    private readonly void SiftUp(int at, (int Score, int Document) hit)
    {
        for (int parent = (at - 1) / 2; at > 0 && IsWorse(hit, heap[parent]); at = parent, parent = (at - 1) / 2)
            heap[at] = heap[parent];
        heap[at] = hit;
    }

    private readonly void SiftDown((int Score, int Document) hit, int count)
    {
        int at = 0;
        for (int child = 1; child < count; child = (2 * at) + 1)
        {
            if (child + 1 < count && IsWorse(heap[child + 1], heap[child]))
                child++;
            if (!IsWorse(heap[child], hit))
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = hit;
    }
}
