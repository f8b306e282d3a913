using System.Collections.Concurrent;
using Retrieval.Index.Documents;
using Retrieval.Index.Sets;
using Retrieval.Lucene.Columns;

namespace Retrieval.Index.Columns;

/// <summary>The documents of one segment that may be returned at a moment, and from when until when they are these, in UTC ticks.</summary>
/// <param name="Documents">As a bitmap.</param>
/// <param name="ValidFrom">When it was computed.</param>
/// <param name="ValidUntil">The first tick at which a product is not returned any more.</param>
internal sealed record Returnable(ulong[] Documents, long ValidFrom, long ValidUntil);

/// <summary>
/// Which products of one segment may be returned, deleted ones among them: eligible for search, not expired, sold in the country. The newest for
/// each country asked for. Safe for concurrent use.
/// </summary>
internal sealed class ReturnableCache(SegmentColumns segment)
{
    // More countries than a service has markets.
    private const int MostCountries = 32;

    private readonly ConcurrentDictionary<string, Returnable> newest = new(StringComparer.Ordinal);

    /// <param name="country">Where it is sold; null is anywhere.</param>
    /// <param name="nowTicks">The moment in UTC ticks.</param>
    public Returnable For(string? country, long nowTicks)
    {
        string key = country ?? "";
        if (newest.TryGetValue(key, out Returnable? earlier) && nowTicks >= earlier.ValidFrom && nowTicks < earlier.ValidUntil) return earlier;
        Returnable found = Find(country, nowTicks);
        if (newest.Count >= MostCountries && earlier is null) newest.Clear();
        newest[key] = found;
        return found;
    }

    private Returnable Find(string? country, long nowTicks)
    {
        ulong[] documents = Bitmap.Empty(segment.MaxDoc);
        if (segment.Numbers(ColumnNames.EligibleSearch) is { } eligible) eligible.Within(1, long.MaxValue, documents);
        long until = long.MaxValue;
        if (segment.Numbers(ColumnNames.Expires) is { } expires)
        {
            ulong[] expired = Bitmap.Empty(segment.MaxDoc);
            expires.Within(long.MinValue, nowTicks - 1, expired);
            Bitmap.AndNot(documents, expired);
            until = NextExpiry(expires, nowTicks);
        }
        if (country is not null) Bitmap.AndNot(documents, SoldElsewhere(country));
        return new Returnable(documents, nowTicks, until);
    }

    private long NextExpiry(NumberValues expires, long nowTicks)
    {
        long first = long.MaxValue;
        for (int doc = 0; doc < segment.MaxDoc; doc++)
        {
            long last = expires.GetValueOrDefault(doc, long.MaxValue);
            if (last >= nowTicks && last != long.MaxValue) first = Math.Min(first, last + 1);
        }
        return first;
    }

    // A product without countries is sold everywhere.
    private ulong[] SoldElsewhere(string country)
    {
        ValueColumn countries = segment.Values(ColumnNames.Countries);
        ulong[] elsewhere = [.. countries.Stated];
        int wanted = countries.LowerBound(country);
        if (wanted == countries.Count || countries.Text(wanted) != country) return elsewhere;
        foreach (int doc in countries.Documents(wanted)) elsewhere[doc >> 6] &= ~(1UL << doc);
        return elsewhere;
    }
}
