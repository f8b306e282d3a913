using System.Collections.Concurrent;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;

namespace Retrieval.Index.Columns;

/// <summary>
/// The newest <see cref="MarketColumns"/> of one segment for each market asked for. Snapshots of different versions may ask at once: each
/// gets columns of its own version, the cache keeps whichever came last. Safe for concurrent use.
/// </summary>
internal sealed class MarketCache(SegmentColumns segment)
{
    // More markets than a service has; a client that walks through every currency of the world must not fill the memory.
    private const int MostMarkets = 32;

    private readonly ConcurrentDictionary<Market, MarketColumns> newest = new();

    /// <summary>The markets that were asked for.</summary>
    public ICollection<Market> Known => newest.Keys;

    public MarketColumns For(Market market, OfferTable offers, long nowTicks)
    {
        newest.TryGetValue(market, out MarketColumns? earlier);
        var columns = MarketColumns.For(segment, offers, MarketKey.Of(market), nowTicks, earlier);
        if (ReferenceEquals(columns, earlier)) return columns;
        if (newest.Count >= MostMarkets && earlier is null) newest.Clear();
        newest[market] = columns;
        return columns;
    }
}
