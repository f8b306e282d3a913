using Retrieval.Index.Offers;
using Retrieval.Index.Sets;

namespace Retrieval.Index.Columns;

/// <summary>
/// The offers of one market in the order of one segment's documents, 256 documents a chunk, so that filters compare prices with SIMD.
/// One immutable version; the next one shares every chunk that no offer and no sale date has touched.
/// </summary>
internal sealed class MarketColumns
{
    public const int ChunkShift = 8;
    public const int ChunkSize = 1 << ChunkShift;

    // A segment of so many chunks is computed by all cores.
    private const int ManyChunks = 256;

    private static readonly long[] NoneStated = [.. Enumerable.Repeat(OfferTerms.None, ChunkSize)];

    private MarketColumns(Chunk[] chunks, OfferTable offers)
    {
        Chunks = chunks;
        Offers = offers;
        ValidFrom = chunks.Length == 0 ? long.MinValue : chunks.Max(static chunk => chunk.ComputedAt);
        ValidUntil = chunks.Length == 0 ? long.MaxValue : chunks.Min(static chunk => chunk.ValidUntil);
    }

    public Chunk[] Chunks { get; }

    /// <summary>UTC ticks from which on all chunks hold.</summary>
    public long ValidFrom { get; }

    /// <summary>UTC ticks at which the first chunk ceases to hold: a sale begins or ends.</summary>
    public long ValidUntil { get; }

    private OfferTable Offers { get; }

    /// <summary>One chunk: a price of <see cref="OfferTerms.None"/> is not stated in the market's currency.</summary>
    public sealed class Chunk
    {
        public required long[] Prices { get; init; }
        public required long[] Sales { get; init; }
        public required long[] Quantities { get; init; }
        public required byte[] Availabilities { get; init; }
        public required ulong[] OnSale { get; init; }
        public required long ComputedAt { get; init; }
        public required long ValidUntil { get; init; }
    }

    /// <summary>The columns for a version of the offers and a moment, made from those of another version where there are any.</summary>
    public static MarketColumns For(SegmentColumns segment, OfferTable offers, MarketKey market, long nowTicks, MarketColumns? earlier)
    {
        if (earlier is not null && ReferenceEquals(earlier.Offers, offers) && earlier.Holds(nowTicks)) return earlier;
        int count = (segment.MaxDoc + ChunkSize - 1) >> ChunkShift;
        bool[] stale = Stale(segment, offers, nowTicks, earlier, count);
        var chunks = new Chunk[count];
        void Fill(int chunk) => chunks[chunk] = stale[chunk] ? Compute(segment, offers, market, nowTicks, chunk) : earlier!.Chunks[chunk];
        if (count >= ManyChunks && earlier is null)
        {
            // A column that is damaged is told here, not as a fault of many.
            segment.Ordinal(0);
            Parallel.For(0, count, Fill);
        }
        else
        {
            for (int i = 0; i < count; i++) Fill(i);
        }
        return new MarketColumns(chunks, offers);
    }

    private bool Holds(long nowTicks) => nowTicks >= ValidFrom && nowTicks < ValidUntil;

    private static bool[] Stale(SegmentColumns segment, OfferTable offers, long nowTicks, MarketColumns? earlier, int count)
    {
        var stale = new bool[count];
        if (earlier is null)
        {
            Array.Fill(stale, true);
            return stale;
        }
        for (int i = 0; i < count; i++)
        {
            Chunk chunk = earlier.Chunks[i];
            stale[i] = nowTicks >= chunk.ValidUntil || nowTicks < chunk.ComputedAt;
        }
        if (ReferenceEquals(earlier.Offers, offers)) return stale;
        foreach (int changed in offers.ChangedChunks(earlier.Offers))
        {
            foreach (int chunk in segment.ChunksOfOffers(changed)) stale[chunk] = true;
        }
        return stale;
    }

    private static Chunk Compute(SegmentColumns segment, OfferTable offers, MarketKey market, long nowTicks, int index)
    {
        int first = index << ChunkShift;
        int size = Math.Min(ChunkSize, segment.MaxDoc - first);
        Span<long> prices = stackalloc long[size], sales = stackalloc long[size], quantities = stackalloc long[size];
        var availabilities = new byte[size];
        ulong[] onSale = Bitmap.Empty(size);
        long validUntil = long.MaxValue;
        for (int i = 0; i < size; i++)
        {
            MarketOffer offer = Offer(segment, offers, market, first + i, nowTicks);
            bool inCurrency = offer.Currency == market.Currency;
            prices[i] = inCurrency ? offer.Price : OfferTerms.None;
            sales[i] = inCurrency && offer.OnSale ? offer.Price : OfferTerms.None;
            quantities[i] = offer.Quantity;
            availabilities[i] = offer.Availability;
            if (offer.OnSale) Bitmap.Set(onSale, i);
            validUntil = Math.Min(validUntil, offer.ValidUntil);
        }
        return new Chunk
        {
            Prices = Kept(prices),
            Sales = Kept(sales),
            Quantities = Kept(quantities),
            Availabilities = availabilities,
            OnSale = onSale,
            ComputedAt = nowTicks,
            ValidUntil = validUntil,
        };
    }

    public static MarketOffer Offer(SegmentColumns segment, OfferTable offers, MarketKey market, int doc, long nowTicks)
    {
        int ordinal = segment.Ordinal(doc);
        return MarketOffer.Of(ordinal >= 0 && ordinal < offers.Count ? offers[ordinal] : OfferRow.Unstated, market, nowTicks);
    }

    // Most catalogues state no quantities and few sales: chunks without any share one array.
    private static long[] Kept(ReadOnlySpan<long> column) => column.Length == ChunkSize && !column.ContainsAnyExcept(OfferTerms.None) ? NoneStated : column.ToArray();
}
