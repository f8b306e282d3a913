using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Index.Columns;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;
using Retrieval.Lucene.Simd;

namespace Retrieval.Index.Filters;

/// <summary>Evaluates comparisons with prices and stock over one segment, chunk by chunk of a market's columns.</summary>
/// <param name="bitmaps">Memory for bitmaps of the segment's size.</param>
/// <param name="maxDoc">Documents of the segment.</param>
/// <param name="currency">The market's currency.</param>
/// <param name="offersIn">Offers of the market in a currency.</param>
internal sealed class OfferFilter(SpareBitmaps bitmaps, int maxDoc, string currency, Func<string, MarketColumns> offersIn)
{
    private delegate void ChunkTest(MarketColumns.Chunk chunk, Span<ulong> bits);

    /// <summary>Prices of the day, or prices of sales, that compare with an amount in the market's currency or in its own.</summary>
    public ulong[] Prices(bool ofSales, Comparator comparator, string value)
    {
        FilterValue.TryPrice(value, out decimal amount, out string? own);
        string inCurrency = own ?? currency;
        return Within(ofSales, inCurrency, MinorRange.Of(comparator, amount, Currencies.Exponent(inCurrency)));
    }

    /// <summary>Products with a price, or with a sale, in the market's currency.</summary>
    public ulong[] Priced(bool ofSales) => Within(ofSales, currency, MinorRange.Any);

    public ulong[] Quantities(NumberRange range) => Chunks(currency, (chunk, bits) =>
    {
        for (int i = 0; i < chunk.Quantities.Length; i++)
        {
            long pieces = chunk.Quantities[i];
            if (pieces != OfferTerms.None && range.Contains(pieces)) bits[i >> 6] |= 1UL << i;
        }
    });

    public ulong[] Available(Availability availability) => Availabilities((byte)availability, (byte)availability);

    /// <summary>Products that state an availability, be it that it is unknown.</summary>
    public ulong[] AvailabilityStated() => Availabilities(0, OfferTerms.NoAvailability - 1);

    public ulong[] OnSale(bool wanted)
    {
        ulong[] bits = Chunks(currency, static (chunk, target) => chunk.OnSale.CopyTo(target));
        if (!wanted) Bitmap.Not(bits, maxDoc);
        return bits;
    }

    private ulong[] Within(bool ofSales, string inCurrency, MinorRange range) => Chunks(
        inCurrency,
        (chunk, bits) => RangeMask.Within<long>(ofSales ? chunk.Sales : chunk.Prices, range.Low, range.High, bits));

    private ulong[] Availabilities(byte low, byte high) =>
        Chunks(currency, (chunk, bits) => RangeMask.Within<byte>(chunk.Availabilities, low, high, bits));

    private ulong[] Chunks(string inCurrency, ChunkTest test)
    {
        ulong[] bits = bitmaps.Take();
        MarketColumns.Chunk[] chunks = offersIn(inCurrency).Chunks;
        for (int i = 0; i < chunks.Length; i++)
            test(chunks[i], bits.AsSpan(i * (MarketColumns.ChunkSize >> 6), Bitmap.WordCount(chunks[i].Prices.Length)));
        return bits;
    }
}
