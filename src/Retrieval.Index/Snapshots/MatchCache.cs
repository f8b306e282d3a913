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
/// The sets of the filters that were asked for lately, for one reader: a set is given again as long as offers and time are those that it
/// was made from. Safe for concurrent use.
/// </summary>
internal sealed class MatchCache
{
    // A million documents take 125 KB a set; a search with a constraint asks for four. Smaller indexes keep more, within 32 MB.
    private const int LeastSets = 64;
    private const int MostSets = 4096;
    private const int MostWords = 1 << 22;

    private readonly ConcurrentDictionary<(string Filter, Market Market), (OfferTable Offers, Match Match)> sets = new();

    // The dictionary's own count takes all of its locks. While two threads make room at once it may be a little off.
    private int count;

    public DocumentSet GetOrAdd(string filter, Market market, OfferTable offers, long nowTicks, Func<Match> evaluate)
    {
        (string, Market) key = (filter, market);
        if (sets.TryGetValue(key, out (OfferTable Offers, Match Match) kept) && ReferenceEquals(kept.Offers, offers)
            && nowTicks >= kept.Match.ValidFrom && nowTicks < kept.Match.ValidUntil)
        {
            IndexTelemetry.Looked(hit: true);
            return kept.Match.Documents;
        }
        IndexTelemetry.Looked(hit: false);
        Match match = evaluate();
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
