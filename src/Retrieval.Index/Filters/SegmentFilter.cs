using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Retrieval.Catalog.Products;
using Retrieval.Index.Columns;
using Retrieval.Index.Documents;
using Retrieval.Index.Sets;
using Retrieval.Lucene.Simd;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Filters;

/// <summary>
/// Evaluates filters over one segment into bitmaps, a comparison at a time: numbers and prices by SIMD over their columns, words by the
/// segment's dictionary and the documents of each value that fits. For one thread, for the length of one query.
/// </summary>
/// <param name="segment">Columns of the segment.</param>
/// <param name="reader">The segment, for ids.</param>
/// <param name="currency">The market's currency.</param>
/// <param name="country">The market's country; null without a region.</param>
/// <param name="offersIn">Offers of the market in a currency.</param>
/// <param name="bitmaps">Memory for bitmaps of the segment's size.</param>
internal sealed class SegmentFilter(SegmentColumns segment, AtomicReader reader, string currency, string? country, Func<string, MarketColumns> offersIn, SpareBitmaps bitmaps)
{
    // More words than a sentence states; what comes after them is looked for each time.
    private const int MostKnown = 8;

    // What a product breaks is told by what it keeps and by what it states, so the same words are asked for several times.
    private readonly List<(string Column, IReadOnlyList<string> Words, ulong[] Documents)> known = [];

    private readonly OfferFilter offers = new(bitmaps, segment.MaxDoc, currency, offersIn);

    /// <summary>Documents that the filter matches, deleted ones among them; the caller gives the bitmap back.</summary>
    public ulong[] Matching(Filter filter)
    {
        ulong[] matching = Evaluate(filter);
        foreach ((_, _, ulong[] documents) in known) bitmaps.Last(documents);
        known.Clear();
        return matching;
    }

    private ulong[] Evaluate(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                ulong[] all = bitmaps.TakeFull();
                foreach (Filter operand in and.Operands) Bitmap.And(all, bitmaps.Last(Evaluate(operand)));
                return all;
            case Filter.Or or:
                ulong[] any = bitmaps.Take();
                foreach (Filter operand in or.Operands) Bitmap.Or(any, bitmaps.Last(Evaluate(operand)));
                return any;
            case Filter.Not not:
                ulong[] complement = Evaluate(not.Operand);
                Bitmap.Not(complement, segment.MaxDoc);
                return complement;
            case Filter.Comparison comparison:
                return Compare(Checked(comparison.Field, comparison.Comparator, comparison.Value), comparison.Comparator, [comparison.Value]);
            case Filter.Between between:
                Checked(between.Field, Comparator.GreaterOrEqual, between.Low);
                return Within(Checked(between.Field, Comparator.LessOrEqual, between.High), between.Low, between.High);
            case Filter.In membership:
                FilterField field = FilterField.Resolve(membership.Field);
                foreach (string value in membership.Values) Checked(membership.Field, Comparator.Equal, value);
                return Compare(field, Comparator.Equal, membership.Values);
            default:
                throw new ArgumentException($"a filter of type {filter.GetType().Name} is not known", nameof(filter));
        }
    }

    private static FilterField Checked(string name, Comparator comparator, string value)
    {
        FilterField field = FilterField.Resolve(name);
        return field.Refusal(comparator, value) is { } refusal ? throw new FilterException(refusal.Reason) : field;
    }

    private ulong[] Compare(FilterField field, Comparator comparator, IReadOnlyList<string> values)
    {
        if (comparator != Comparator.NotEqual) return Match(field, comparator, values);
        ulong[] others = Stated(field);
        Bitmap.AndNot(others, bitmaps.Last(Match(field, Comparator.Equal, values)));
        return others;
    }

    private ulong[] Within(FilterField field, string low, string high)
    {
        switch (field.Kind)
        {
            case FieldKind.Attribute:
                AttributeTest lower = new(Comparator.GreaterOrEqual, low);
                AttributeTest upper = new(Comparator.LessOrEqual, high);
                return Attributes(field.Column, term => lower.Fits(term) && upper.Fits(term));
            case FieldKind.Measure:
                FilterValue.TryMeasure(low, field.Dimension, out double from);
                FilterValue.TryMeasure(high, field.Dimension, out double to);
                return NumberWords(field.Column, NumberRange.OfMeasure(Comparator.GreaterOrEqual, from).And(NumberRange.OfMeasure(Comparator.LessOrEqual, to)));
            case FieldKind.Count or FieldKind.Delivery:
                FilterValue.TryNumber(low, out double least);
                FilterValue.TryNumber(high, out double most);
                var range = new NumberRange(least, most);
                return field.Kind == FieldKind.Count ? NumberWords(field.Column, range) : Deliveries(range);
            default:
                // One value a product, so two comparisons are met by the same one.
                ulong[] bits = MatchOne(field, Comparator.GreaterOrEqual, low);
                Bitmap.And(bits, bitmaps.Last(MatchOne(field, Comparator.LessOrEqual, high)));
                return bits;
        }
    }

    private ulong[] Match(FilterField field, Comparator comparator, IReadOnlyList<string> values)
    {
        switch (field.Kind)
        {
            case FieldKind.Id: return Ids(values);
            case FieldKind.Words: return Words(field.Column, values);
            case FieldKind.Path: return Paths(field.Column, values);
            case FieldKind.Attribute:
                AttributeTest[] tests = [.. values.Select(value => new AttributeTest(comparator, value))];
                return Attributes(field.Column, term => Array.Exists(tests, test => test.Fits(term)));
        }
        ulong[] any = bitmaps.Take();
        foreach (string value in values) Bitmap.Or(any, bitmaps.Last(MatchOne(field, comparator, value)));
        return any;
    }

    private ulong[] MatchOne(FilterField field, Comparator comparator, string value)
    {
        switch (field.Kind)
        {
            case FieldKind.Number:
                FilterValue.TryNumber(value, out double number);
                return Numbers(field.Column, NumberRange.Of(comparator, number));
            case FieldKind.Date:
                FilterValue.TryDate(value, out DateOnly day);
                return Numbers(field.Column, NumberRange.Of(comparator, day.DayNumber));
            case FieldKind.Flag:
                FilterValue.TryFlag(value, out bool flag);
                return Numbers(field.Column, NumberRange.Of(Comparator.Equal, flag ? 1 : 0));
            case FieldKind.Measure:
                FilterValue.TryMeasure(value, field.Dimension, out double measure);
                return NumberWords(field.Column, NumberRange.OfMeasure(comparator, measure));
            case FieldKind.Count:
                FilterValue.TryNumber(value, out double count);
                return NumberWords(field.Column, NumberRange.Of(comparator, count));
            case FieldKind.Price or FieldKind.SalePrice:
                return offers.Prices(field.Kind == FieldKind.SalePrice, comparator, value);
            case FieldKind.Quantity:
                FilterValue.TryNumber(value, out double pieces);
                return offers.Quantities(NumberRange.Of(comparator, pieces));
            case FieldKind.Availability:
                FilterValue.TryAvailability(value, out Availability availability);
                return offers.Available(availability);
            case FieldKind.OnSale:
                FilterValue.TryFlag(value, out bool wanted);
                return offers.OnSale(wanted);
            default:
                FilterValue.TryNumber(value, out double days);
                return Deliveries(NumberRange.Of(comparator, days));
        }
    }

    /// <summary>Documents that say anything about the field.</summary>
    private ulong[] Stated(FilterField field) => field.Kind switch
    {
        FieldKind.Id or FieldKind.OnSale => bitmaps.TakeFull(),
        FieldKind.Words or FieldKind.Path => bitmaps.Copy(segment.Values(field.Column).Stated),
        FieldKind.Measure or FieldKind.Count => NumberWords(field.Column, NumberRange.Any),
        FieldKind.Attribute => Attributes(field.Column, static _ => true),
        FieldKind.Price or FieldKind.SalePrice => offers.Priced(field.Kind == FieldKind.SalePrice),
        FieldKind.Quantity => offers.Quantities(NumberRange.Any),
        FieldKind.Availability => offers.AvailabilityStated(),
        FieldKind.Delivery => Deliveries(NumberRange.Any),
        _ => Numbers(field.Column, NumberRange.Any),
    };

    private ulong[] Ids(IReadOnlyList<string> ids)
    {
        ulong[] bits = bitmaps.Take();
        foreach (string id in ids)
        {
            if (reader.GetTermDocsEnum(new Term(DocumentMaker.Id, id)) is not { } docs) continue;
            for (int doc = docs.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.NextDoc()) Bitmap.Set(bits, doc);
        }
        return bits;
    }

    private ulong[] Words(string column, IReadOnlyList<string> words)
    {
        foreach ((string knownColumn, IReadOnlyList<string> knownWords, ulong[] documents) in known)
        {
            if (knownColumn == column && knownWords.SequenceEqual(words)) return bitmaps.Copy(documents);
        }
        ulong[] bits = bitmaps.Take();
        ValueColumn values = segment.Values(column);
        ValueColumn? merchants = ColumnNames.Canonical.Contains(column) ? segment.Values(ColumnNames.MerchantWords(column)) : null;
        foreach (string word in words)
        {
            string folded = TextFolding.Fold(word);
            values.AddDocuments(folded, bits);
            merchants?.AddDocuments(folded, bits);
        }
        if (known.Count < MostKnown) known.Add((column, words, bitmaps.Copy(bits)));
        return bits;
    }

    private ulong[] Paths(string column, IReadOnlyList<string> paths)
    {
        string[] wanted = [.. paths.Select(NormalPath)];
        return Fitting(column, path => Array.Exists(wanted, prefix =>
            path.StartsWith(prefix, StringComparison.Ordinal)
            && (path.Length == prefix.Length || path.AsSpan(prefix.Length).StartsWith(ColumnNames.PathSeparator))));
    }

    // "Kitchen>Blenders" and "Kitchen > Blenders" are one path.
    private static string NormalPath(string path) =>
        string.Join(ColumnNames.PathSeparator, TextFolding.Fold(path).Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Documents with a value whose folded text fits.</summary>
    private ulong[] Fitting(string columnName, Func<string, bool> fits)
    {
        ValueColumn column = segment.Values(columnName);
        ulong[] bits = bitmaps.Take();
        for (int ordinal = 0; ordinal < column.Count; ordinal++)
        {
            if (fits(column.Folded(ordinal))) SetAll(bits, column.Documents(ordinal));
        }
        return bits;
    }

    // Numbers of which a product may have several stand in a column of words.
    private ulong[] NumberWords(string columnName, NumberRange range)
    {
        ValueColumn column = segment.Values(columnName);
        ulong[] bits = bitmaps.Take();
        double[] numbers = column.Numbers;
        for (int ordinal = 0; ordinal < numbers.Length; ordinal++)
        {
            if (range.Contains(numbers[ordinal])) SetAll(bits, column.Documents(ordinal));
        }
        return bits;
    }

    private ulong[] Attributes(string foldedName, Func<AttributeTerm, bool> fits)
    {
        ulong[] bits = bitmaps.Take();
        ValueColumn column = segment.Values(ColumnNames.Attributes);
        (int first, AttributeTerm[] terms) = segment.AttributeTerms(foldedName);
        for (int i = 0; i < terms.Length; i++)
        {
            if (fits(terms[i])) SetAll(bits, column.Documents(first + i));
        }
        return bits;
    }

    private ulong[] Deliveries(NumberRange range)
    {
        ValueColumn column = segment.Values(ColumnNames.Shipping);
        ulong[] bits = bitmaps.Take();
        for (int ordinal = 0; ordinal < column.Count; ordinal++)
        {
            (string to, int days) = ShippingTerm.Read(column.Text(ordinal));
            if ((country is null || to == country) && range.Contains(days)) SetAll(bits, column.Documents(ordinal));
        }
        return bits;
    }

    private ulong[] Numbers(string column, NumberRange range)
    {
        ulong[] bits = bitmaps.Take();
        if (segment.Numbers(column) is not { } numbers) return bits;
        (long low, long high) = range.BitsWithoutSign();
        numbers.Within(low, high, bits);
        (low, high) = range.BitsWithSign();
        if (low > high) return bits;
        ulong[] signed = bitmaps.Take();
        numbers.Within(low, high, signed);
        Bitmap.Or(bits, bitmaps.Last(signed));
        return bits;
    }

    private static void SetAll(ulong[] bits, ReadOnlySpan<int> docs)
    {
        foreach (int doc in docs) Bitmap.Set(bits, doc);
    }
}
