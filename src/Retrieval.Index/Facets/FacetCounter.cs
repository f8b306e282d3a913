using System.Numerics;
using Retrieval.Index.Columns;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Measures;

namespace Retrieval.Index.Facets;

/// <summary>Counts the values of a set's documents. Values that differ in case or accents only are one; a document counts once a value.</summary>
internal sealed class FacetCounter(IndexSnapshot snapshot, DocumentSet docs, Market market)
{
    /// <summary>The counts a field, in the order asked for.</summary>
    /// <exception cref="FilterException">A field cannot be counted.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Count(IReadOnlyList<string> fields, int top)
    {
        var counts = new Dictionary<string, IReadOnlyList<FacetValue>>(StringComparer.Ordinal);
        foreach (string field in fields) counts[field] = Count(field, top);
        return counts;
    }

    private IReadOnlyList<FacetValue> Count(string name, int top)
    {
        FilterField field = FilterField.Resolve(name);
        return field.Kind switch
        {
            FieldKind.Words or FieldKind.Path or FieldKind.Count => Words(segment => segment.Values(field.Column), static text => text, top),
            FieldKind.Measure => Words(segment => segment.Values(field.Column), text => $"{text} {field.Dimension.Unit()}", top),
            FieldKind.Attribute => Attributes(field.Column, top),
            FieldKind.Price => PriceFacet.Of(Prices()),
            FieldKind.Availability => Availabilities(),
            _ => throw new FilterException($"{name} has no facet; words, attributes, measures, availability and price have one"),
        };
    }

    private IReadOnlyList<FacetValue> Words(Func<SegmentColumns, ValueColumn> columnOf, Func<string, string> show, int top)
    {
        var tally = new FacetTally();
        for (int segment = 0; segment < snapshot.Generation.Columns.Length; segment++)
        {
            ValueColumn column = columnOf(snapshot.Generation.Columns[segment]);
            var counts = new int[column.Count];
            ForEach(segment, doc =>
            {
                for (int i = 0, count = column.CountOf(doc); i < count; i++) counts[column.Ordinal(doc, i)]++;
            });
            for (int ordinal = 0; ordinal < counts.Length; ordinal++)
            {
                if (counts[ordinal] > 0) tally.Add(column.Folded(ordinal), show(column.Text(ordinal)), counts[ordinal]);
            }
        }
        return tally.Top(top);
    }

    private IReadOnlyList<FacetValue> Attributes(string foldedName, int top)
    {
        var tally = new FacetTally();
        for (int segment = 0; segment < snapshot.Generation.Columns.Length; segment++)
        {
            SegmentColumns columns = snapshot.Generation.Columns[segment];
            ValueColumn column = columns.Values(ColumnNames.Attributes);
            (int first, AttributeTerm[] terms) = columns.AttributeTerms(foldedName);
            var counts = new int[terms.Length];
            ForEach(segment, doc =>
            {
                for (int i = 0, count = column.CountOf(doc); i < count; i++)
                {
                    int ordinal = column.Ordinal(doc, i);
                    if (ordinal >= first && ordinal < first + counts.Length) counts[ordinal - first]++;
                }
            });
            for (int i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0) tally.Add(terms[i].Key, AttributeTerm.Read(column.Text(first + i)).Value, counts[i]);
            }
        }
        return tally.Top(top);
    }

    private IReadOnlyList<FacetValue> Availabilities()
    {
        var tally = new FacetTally();
        for (int segment = 0; segment < snapshot.Generation.Columns.Length; segment++)
        {
            MarketColumns offers = snapshot.MarketOffers(segment, market);
            ForEach(segment, doc =>
            {
                byte value = offers.Chunks[doc >> MarketColumns.ChunkShift].Availabilities[doc & MarketColumns.ChunkSize - 1];
                if (value == OfferTerms.NoAvailability) return;
                string shown = Retrieval.Catalog.Products.AvailabilityNames.Name((Retrieval.Catalog.Products.Availability)value);
                tally.Add(shown, shown, 1);
            });
        }
        return tally.Top(int.MaxValue);
    }

    private List<long> Prices()
    {
        var prices = new List<long>();
        for (int segment = 0; segment < snapshot.Generation.Columns.Length; segment++)
        {
            MarketColumns offers = snapshot.MarketOffers(segment, market);
            ForEach(segment, doc =>
            {
                long price = offers.Chunks[doc >> MarketColumns.ChunkShift].Prices[doc & MarketColumns.ChunkSize - 1];
                if (price != OfferTerms.None) prices.Add(price);
            });
        }
        return prices;
    }

    // Walks the set's documents of one segment in its own numbering.
    private void ForEach(int segment, Action<int> visit)
    {
        int from = snapshot.Generation.DocBases[segment];
        int to = from + snapshot.Generation.Columns[segment].MaxDoc;
        ReadOnlySpan<ulong> words = docs.Words;
        for (int word = from >> 6; word << 6 < to; word++)
        {
            for (ulong bits = words[word]; bits != 0; bits &= bits - 1)
            {
                int doc = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (doc >= from && doc < to) visit(doc - from);
            }
        }
    }
}
