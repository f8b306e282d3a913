using Retrieval.Catalog.Products;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;

namespace Retrieval.Index.Columns;

/// <summary>
/// The offers of one market in the order of one segment's documents, 256 documents a chunk, so that filters compare prices with SIMD and
/// answers read them by document. One immutable version; the next one shares every chunk that no offer, sale date or expiry has touched.
/// </summary>
internal sealed class MarketColumns
{
    public const int ChunkShift = 8;
    public const int ChunkSize = 1 << ChunkShift;

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

    /// <summary>UTC ticks at which the first chunk ceases to hold: a sale begins or ends, a product expires.</summary>
    public long ValidUntil { get; }

    private OfferTable Offers { get; }

    /// <summary>One chunk: a price of <see cref="OfferTerms.None"/> is not stated in the market's currency.</summary>
    public sealed class Chunk(int size)
    {
        public readonly long[] Prices = new long[size];
        public readonly long[] Sales = new long[size];
        public readonly long[] Quantities = new long[size];
        public readonly byte[] Availabilities = new byte[size];
        /// <summary>Products that may be returned: eligible, not expired, sold in the market.</summary>
        public readonly ulong[] Returnable = Bitmap.Empty(size);
        public readonly ulong[] OnSale = Bitmap.Empty(size);
        public long ComputedAt;
        public long ValidUntil = long.MaxValue;
    }

    /// <summary>The columns for a version of the offers and a moment, made from those of another version where there are any.</summary>
    public static MarketColumns For(SegmentColumns segment, OfferTable offers, MarketKey market, string? country, long nowTicks, MarketColumns? earlier)
    {
        if (earlier is not null && ReferenceEquals(earlier.Offers, offers) && earlier.Holds(nowTicks)) return earlier;
        int count = (segment.MaxDoc + ChunkSize - 1) >> ChunkShift;
        bool[] stale = Stale(segment, offers, nowTicks, earlier, count);
        ulong[]? soldThere = country is null ? null : SoldIn(segment, country);
        var chunks = new Chunk[count];
        for (int i = 0; i < count; i++) chunks[i] = stale[i] ? Compute(segment, offers, market, soldThere, nowTicks, i) : earlier!.Chunks[i];
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

    private static Chunk Compute(SegmentColumns segment, OfferTable offers, MarketKey market, ulong[]? soldThere, long nowTicks, int index)
    {
        int first = index << ChunkShift;
        int size = Math.Min(ChunkSize, segment.MaxDoc - first);
        var chunk = new Chunk(size) { ComputedAt = nowTicks };
        for (int i = 0; i < size; i++)
        {
            int doc = first + i;
            MarketOffer offer = Offer(segment, offers, market, doc, nowTicks);
            bool inCurrency = offer.Currency == market.Currency;
            chunk.Prices[i] = inCurrency ? offer.Price : OfferTerms.None;
            chunk.Sales[i] = inCurrency && offer.OnSale ? offer.Price : OfferTerms.None;
            chunk.Quantities[i] = offer.Quantity;
            chunk.Availabilities[i] = offer.Availability;
            if (offer.OnSale) Bitmap.Set(chunk.OnSale, i);
            long expires = segment.Expires[doc];
            bool returnable = Bitmap.Get(segment.Eligible, doc) && nowTicks <= expires && (soldThere is null || Bitmap.Get(soldThere, doc));
            if (returnable) Bitmap.Set(chunk.Returnable, i);
            chunk.ValidUntil = Math.Min(chunk.ValidUntil, Math.Min(offer.ValidUntil, segment.NextExpiry(doc, nowTicks)));
        }
        return chunk;
    }

    public static MarketOffer Offer(SegmentColumns segment, OfferTable offers, MarketKey market, int doc, long nowTicks)
    {
        int ordinal = segment.Ordinals[doc];
        return MarketOffer.Of(ordinal >= 0 && ordinal < offers.Count ? offers[ordinal] : OfferRow.Unstated, market, nowTicks);
    }

    // A product without countries is sold everywhere.
    private static ulong[] SoldIn(SegmentColumns segment, string country)
    {
        ValueColumn countries = segment.Values(Documents.ColumnNames.Countries);
        ulong[] sold = Bitmap.Empty(segment.MaxDoc);
        int wanted = Array.IndexOf(countries.Texts, country);
        for (int doc = 0; doc < segment.MaxDoc; doc++)
        {
            ReadOnlySpan<int> stated = countries.Ordinals(doc);
            if (stated.IsEmpty || stated.Contains(wanted)) Bitmap.Set(sold, doc);
        }
        return sold;
    }
}
