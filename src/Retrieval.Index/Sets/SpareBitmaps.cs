namespace Retrieval.Index.Sets;

/// <summary>
/// Bitmaps that a filter over one segment is done with, for its next comparison: a filter of many comparisons has hardly more of them at a time
/// than it is deep. Its memory is its thread's and stays for the next filter, as long as that is over as many documents. One thread at a time.
/// </summary>
/// <param name="docs">Documents of the segment.</param>
internal sealed class SpareBitmaps(int docs)
{
    // A deeper filter than any that is understood; what more there is goes to the collector.
    private const int Most = 16;

    [ThreadStatic] private static SpareBitmaps? ofThread;

    private readonly Stack<ulong[]> spare = new(Most);

    /// <summary>The calling thread's own, for segments of a size.</summary>
    public static SpareBitmaps OfThread(int docs) => ofThread is { } own && own.Docs == docs ? own : ofThread = new SpareBitmaps(docs);

    private int Docs { get; } = docs;

    /// <summary>No document.</summary>
    public ulong[] Take()
    {
        if (!spare.TryPop(out ulong[]? bits)) return Bitmap.Empty(Docs);
        Array.Clear(bits);
        return bits;
    }

    /// <summary>Every document.</summary>
    public ulong[] TakeFull()
    {
        ulong[] bits = Take();
        Bitmap.Not(bits, Docs);
        return bits;
    }

    /// <summary>The documents of another bitmap.</summary>
    public ulong[] Copy(ReadOnlySpan<ulong> words)
    {
        ulong[] bits = Take();
        words.CopyTo(bits);
        return bits;
    }

    /// <summary>Gives a bitmap back that is read once more: before the next one is taken.</summary>
    public ulong[] Last(ulong[] bits)
    {
        if (spare.Count < Most) spare.Push(bits);
        return bits;
    }
}
