using System.Collections.Concurrent;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Bounds;

/// <summary>
/// The bounds of the words that were searched in one segment, built when a word is first searched. Where the room is used up, those go that were
/// not used since that last happened. Thread-safe; readers never wait, and two that miss the same word may both build it.
/// </summary>
/// <param name="room">How many bytes the bounds may take.</param>
internal sealed class BoundsCache(long room)
{
    private readonly ConcurrentDictionary<Key, WordBounds> words = new();
    private readonly ConcurrentBag<BoundsBuilder> builders = [];
    private readonly Lock changing = new();

    /// <summary>How many bytes the bounds take that are kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>A word's bounds in the segment.</summary>
    /// <param name="text">The word.</param>
    /// <param name="terms">Its terms as they are now, those that the segment does not have included.</param>
    /// <param name="lists">The segment's lists of them, at least one.</param>
    /// <param name="firstTerm">The place of the first term in the query.</param>
    /// <param name="drift">How contributions moved since the bounds were built.</param>
    public WordBounds Get(string text, ReadOnlySpan<BoundTerm> terms, ReadOnlySpan<ScoredList> lists, int firstTerm, out Drift drift)
    {
        var key = new Key(text, ShapeOf(terms), Filter: 0);
        if (Known(key, terms, out drift) is { } known)
            return known;
        if (!builders.TryTake(out BoundsBuilder? builder))
            builder = new BoundsBuilder();
        WordBounds built = builder.Build(terms, lists, firstTerm);
        builders.Add(builder);
        Keep(key, built);
        return built;
    }

    /// <summary>A word's bounds in the segment of the documents that a filter accepts.</summary>
    /// <param name="text">The word.</param>
    /// <param name="terms">Its terms as they are now, those that the segment does not have included.</param>
    /// <param name="lists">The segment's lists of them, at least one.</param>
    /// <param name="firstTerm">The place of the first term in the query.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="drift">How contributions moved since the bounds were built.</param>
    /// <returns>Where it is not worth building them, the bounds of all documents.</returns>
    public WordBounds Get(string text, ReadOnlySpan<BoundTerm> terms, ReadOnlySpan<ScoredList> lists, int firstTerm, in SegmentFilter filter, out Drift drift)
    {
        var key = new Key(text, ShapeOf(terms), filter.Kept.Number);
        if (Known(key, terms, out drift) is { } known)
            return known;
        WordBounds all = Get(text, terms, lists, firstTerm, out drift);
        if (!filter.IsSearchedAgain)
            return all;
        WordBounds left = FilteredBounds.Of(all, filter);
        Keep(key, left);
        return left;
    }

    private WordBounds? Known(Key key, ReadOnlySpan<BoundTerm> terms, out Drift drift)
    {
        drift = Drift.None;
        if (!words.TryGetValue(key, out WordBounds? known) || known.DriftTo(terms) is not { } moved)
            return null;
        drift = moved;
        if (!known.WasUsed)
            known.WasUsed = true;
        return known;
    }

    private static int ShapeOf(ReadOnlySpan<BoundTerm> terms)
    {
        var shape = default(HashCode);
        foreach (ref readonly BoundTerm term in terms)
        {
            shape.Add(term.Field);
            shape.Add(term.Boost / terms[0].Boost);
        }

        return shape.ToHashCode();
    }

    private void Keep(Key key, WordBounds built)
    {
        lock (changing)
        {
            Remove(key);
            if (Bytes + built.Bytes > room)
                MakeRoom();
            if (Bytes + built.Bytes > room)
                return;
            words[key] = built;
            Bytes += built.Bytes;
        }
    }

    private void MakeRoom()
    {
        foreach ((Key key, WordBounds word) in words)
        {
            if (word.WasUsed)
                word.WasUsed = false;
            else
                Remove(key);
        }
    }

    private void Remove(Key key)
    {
        if (words.TryRemove(key, out WordBounds? removed))
            Bytes -= removed.Bytes;
    }

    /// <summary>
    /// A word: its text, a hash of its terms' fields and boosts, so that searches of other fields do not push it out, and the number of the filter
    /// whose documents are meant, 0 for all.
    /// </summary>
    private readonly record struct Key(string Text, int Shape, long Filter);
}
