using System.Numerics;
using System.Numerics.Tensors;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Index.Sets;

/// <summary>
/// A set of documents of one snapshot as a bitmap over the whole reader: document <c>d</c> is bit <c>d &amp; 63</c> of word
/// <c>d &gt;&gt; 6</c>; bits past the last document are zero. Immutable; safe to share between threads.
/// </summary>
public sealed class DocumentSet
{
    // Where more than one document in four is in the set, bounds of its documents alone spare little and take much room.
    private const int KeptFrom = 4;

    private readonly ulong[] words;
    private int count = -1;

    internal DocumentSet(ulong[] words) => this.words = words;

    /// <summary>A set that is kept for searches to come.</summary>
    internal static DocumentSet Kept(ulong[] words)
    {
        int count = Bitmap.Count(words);
        return new DocumentSet(words) { count = count, Filter = count < words.Length * (64 / KeptFrom) ? new KeptFilter(words) : null };
    }

    /// <summary>The set of some documents.</summary>
    /// <param name="maxDoc">One above the snapshot's highest document.</param>
    /// <param name="documents">Documents in any order.</param>
    public static DocumentSet Of(int maxDoc, IEnumerable<int> documents)
    {
        ulong[] words = Bitmap.Empty(maxDoc);
        foreach (int document in documents) Bitmap.Set(words, document);
        return new DocumentSet(words);
    }

    /// <summary>The bitmap, as the searchers of both legs take it: <c>(MaxDoc + 63) / 64</c> words.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>The bitmap as a filter that searches come with again; null where the set was made for one search or holds much of the index.</summary>
    public KeptFilter? Filter { get; private init; }

    /// <summary>Number of documents in the set.</summary>
    public int Count => count >= 0 ? count : count = Bitmap.Count(words);

    /// <summary>True where the set holds the document.</summary>
    /// <param name="doc">Document in the snapshot's numbering, from 0 to MaxDoc - 1.</param>
    public bool Contains(int doc) => Bitmap.Get(words, doc);

    /// <summary>Documents of both sets, which must be of one snapshot.</summary>
    public DocumentSet And(DocumentSet other) => Combine(other, TensorPrimitives.BitwiseAnd);

    /// <summary>Documents of either set, which must be of one snapshot.</summary>
    public DocumentSet Or(DocumentSet other) => Combine(other, TensorPrimitives.BitwiseOr);

    /// <summary>Documents of this set that are not in the other, which must be of one snapshot.</summary>
    public DocumentSet Except(DocumentSet other) => Combine(other, static (x, y, target) =>
    {
        for (int i = 0; i < target.Length; i++) target[i] = x[i] & ~y[i];
    });

    /// <summary>Every document of the set in rising order.</summary>
    public IEnumerable<int> Documents()
    {
        for (int i = 0; i < words.Length; i++)
        {
            for (ulong word = words[i]; word != 0; word &= word - 1) yield return (i << 6) + BitOperations.TrailingZeroCount(word);
        }
    }

    private delegate void WordOperation(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, Span<ulong> target);

    private DocumentSet Combine(DocumentSet other, WordOperation operation)
    {
        if (other.words.Length != words.Length) throw new ArgumentException("the sets are of different snapshots", nameof(other));
        var combined = new ulong[words.Length];
        operation(words, other.words, combined);
        return new DocumentSet(combined);
    }
}
