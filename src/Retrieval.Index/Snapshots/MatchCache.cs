using System.Collections.Concurrent;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;

namespace Retrieval.Index.Snapshots;

/// <summary>A set that a filter gave, and from when until when it holds in UTC ticks.</summary>
internal sealed record Match(DocumentSet Documents, long ValidFrom, long ValidUntil);

/// <summary>The span of time in which everything that was looked at holds.</summary>
internal sealed class Validity
{
    public long From { get; private set; } = long.MinValue;

    public long Until { get; private set; } = long.MaxValue;

    public void Narrow(long from, long until)
    {
        From = Math.Max(From, from);
        Until = Math.Min(Until, until);
    }
}

/// <summary>
/// The sets of the filters that are asked for again and again, for one reader: a set is given again as long as offers and time are those that it
/// was made from. A filter's first set is not kept: most of shoppers' filters come once, and sets that are kept until they are thrown away are
/// what the garbage collector likes least. Safe for concurrent use.
/// </summary>
internal sealed class MatchCache
{
    // A million documents take 125 KB a set; a search with a constraint asks for four. Smaller indexes keep more, within 32 MB.
    private const int LeastSets = 64;
    private const int MostSets = 4096;
    private const int MostWords = 1 << 22;

    /// <summary>Filters that are remembered as having been asked for, by their hashes: a power of two. A later one takes an earlier one's place.</summary>
    private const int MostSeen = 1 << 14;

    private readonly ConcurrentDictionary<(string Filter, Market Market), (OfferTable Offers, Match Match)> sets = new();

    private readonly int[] seen = new int[MostSeen];

    // The dictionary's own count takes all of its locks. While two threads make room at once it may be a little off.
    private int count;

    /// <param name="filter">The filter, as it prints itself.</param>
    /// <param name="market">The market that it is asked in.</param>
    /// <param name="offers">The offers of now.</param>
    /// <param name="nowTicks">The time of now in UTC ticks.</param>
    /// <param name="evaluate">Makes the set; told whether it will be kept.</param>
    public DocumentSet GetOrAdd(string filter, Market market, OfferTable offers, long nowTicks, Func<bool, Match> evaluate)
    {
        (string, Market) key = (filter, market);
        if (sets.TryGetValue(key, out (OfferTable Offers, Match Match) kept) && ReferenceEquals(kept.Offers, offers)
            && nowTicks >= kept.Match.ValidFrom && nowTicks < kept.Match.ValidUntil)
        {
            IndexTelemetry.Looked(hit: true);
            return kept.Match.Documents;
        }
        IndexTelemetry.Looked(hit: false);
        int hash = key.GetHashCode();
        bool isAskedAgain = Interlocked.Exchange(ref seen[hash & (MostSeen - 1)], hash) == hash;
        Match match = evaluate(isAskedAgain);
        if (!isAskedAgain) return match.Documents;
        if (Volatile.Read(ref count) >= Math.Clamp(MostWords / Math.Max(1, match.Documents.Words.Length), LeastSets, MostSets))
        {
            Volatile.Write(ref count, 0);
            sets.Clear();
        }
        if (sets.TryAdd(key, (offers, match))) Interlocked.Increment(ref count);
        else sets[key] = (offers, match);
        return match.Documents;
    }
}
