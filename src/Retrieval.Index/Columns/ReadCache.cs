using System.Numerics;

namespace Retrieval.Index.Columns;

/// <summary>
/// What was read lately of a segment's documents: a table with one place for all documents of one remainder, where the newest replaces the
/// one before. Documents of a segment never change, so a cache changes no answer. Safe for concurrent use, without locks.
/// </summary>
/// <param name="documents">Documents of the segment.</param>
/// <param name="most">Most that are kept, a power of two.</param>
internal sealed class ReadCache<T>(int documents, int most) where T : class
{
    private readonly Entry?[] places = new Entry?[Math.Min(most, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, documents)))];

    private sealed record Entry(int Document, T Value);

    /// <summary>What was read of a document; null where it is not kept.</summary>
    public T? Find(int document) =>
        Volatile.Read(ref places[document & (places.Length - 1)]) is { } entry && entry.Document == document ? entry.Value : null;

    public void Keep(int document, T value) => Volatile.Write(ref places[document & (places.Length - 1)], new Entry(document, value));
}
