using System.Collections.Concurrent;
using Lucene.Net.Index;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;
using Retrieval.Lucene.Columns;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Columns;

/// <summary>
/// The columns of one segment as flat arrays, each read from where it is mapped when it is first asked for and kept as long as the
/// segment's core lives, through any number of refreshes. Deletes are no matter of theirs. Safe for concurrent use.
/// </summary>
internal sealed class SegmentColumns
{
    // A card takes about 1 KB, a product some.
    private const int MostCards = 32768;
    private const int MostProducts = 4096;

    private readonly ConcurrentDictionary<string, Lazy<ValueColumn>> values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<double[]>> numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int First, AttributeTerm[] Terms)> attributes = new(StringComparer.Ordinal);
    private readonly Lazy<int[]> ordinals;
    private readonly Lazy<int[][]> chunksOfOffers;
    private readonly Lazy<long[]> groupKeys;
    private readonly Lazy<long[]> expires;
    private readonly Lazy<ulong[]> eligible;
    private readonly Lazy<ulong[]> spareParts;
    private readonly Lazy<Language[]> languages;
    private AtomicReader reader;

    public SegmentColumns(AtomicReader reader)
    {
        this.reader = reader;
        MaxDoc = reader.MaxDoc;
        Markets = new MarketCache(this);
        Cards = new ReadCache<ProductCard>(MaxDoc, MostCards);
        Products = new ReadCache<Product>(MaxDoc, MostProducts);
        ordinals = Lazily(source => Array.ConvertAll(Longs(source, ColumnNames.Ordinal, -1), static value => (int)value));
        chunksOfOffers = new Lazy<int[][]>(FindChunksOfOffers);
        groupKeys = Lazily(source => Longs(source, ColumnNames.GroupKey, 0));
        expires = Lazily(source => Longs(source, ColumnNames.Expires, long.MaxValue));
        eligible = Lazily(source => Flags(source, ColumnNames.EligibleSearch));
        spareParts = Lazily(source => Flags(source, ColumnNames.SparePart));
        languages = Lazily(ReadLanguages);
    }

    public int MaxDoc { get; }

    /// <summary>Offers by market in the order of the documents.</summary>
    public MarketCache Markets { get; }

    /// <summary>Cards that were shown lately.</summary>
    public ReadCache<ProductCard> Cards { get; }

    /// <summary>Products that were read lately.</summary>
    public ReadCache<Product> Products { get; }

    /// <summary>Product ordinals, by which offers are found.</summary>
    public int[] Ordinals => ordinals.Value;

    /// <summary>Hash of the variant group, of the id where a product has none: equal keys are variants of one thing.</summary>
    public long[] GroupKeys => groupKeys.Value;

    /// <summary>UTC ticks after which a product is not returned.</summary>
    public long[] Expires => expires.Value;

    /// <summary>The first UTC tick at which a product is not returned any more; <see cref="long.MaxValue"/> where none comes.</summary>
    public long NextExpiry(int doc, long nowTicks) => Expires[doc] is var last && nowTicks <= last && last != long.MaxValue ? last + 1 : long.MaxValue;

    /// <summary>Products that may be returned at all, as a bitmap.</summary>
    public ulong[] Eligible => eligible.Value;

    /// <summary>Products whose titles name a spare part or a refill, as a bitmap.</summary>
    public ulong[] SpareParts => spareParts.Value;

    /// <summary>Language of each document.</summary>
    public Language[] Languages => languages.Value;

    /// <summary>The chunks of <see cref="MarketColumns"/> whose documents have their offers in a chunk of the <see cref="OfferTable"/>.</summary>
    public ReadOnlySpan<int> ChunksOfOffers(int offerChunk) => offerChunk < chunksOfOffers.Value.Length ? chunksOfOffers.Value[offerChunk] : [];

    /// <summary>Words of a field; an empty column where no document has the field.</summary>
    public ValueColumn Values(string field) =>
        values.GetOrAdd(field, name => Lazily(source => ValueColumn.Load(source, name))).Value;

    /// <summary>Numbers of a field, NaN where not stated.</summary>
    public double[] Numbers(string field) =>
        numbers.GetOrAdd(field, name => Lazily(source => Doubles(source, name))).Value;

    /// <summary>Terms of one attribute, side by side in the attributes' column from the ordinal <c>First</c> on, their values folded.</summary>
    public (int First, AttributeTerm[] Terms) AttributeTerms(string foldedName)
    {
        if (attributes.TryGetValue(foldedName, out (int, AttributeTerm[]) known)) return known;
        ValueColumn column = Values(ColumnNames.Attributes);
        (string from, string to) = AttributeTerm.Range(foldedName);
        int first = column.LowerBound(from);
        AttributeTerm[] terms = Array.ConvertAll(column.Texts[first..column.LowerBound(to)], static text => AttributeTerm.Read(text).WithFoldedValue());
        // Names that no product has are not kept: shoppers could name any number of them.
        if (terms.Length > 0) attributes[foldedName] = (first, terms);
        return (first, terms);
    }

    /// <summary>Reads from now on through the newest reader over the segment, since older ones are closed as their snapshots end.</summary>
    public void Follow(AtomicReader newest) => Volatile.Write(ref reader, newest);

    private Lazy<T> Lazily<T>(Func<AtomicReader, T> load) => new(() =>
    {
        AtomicReader open = Volatile.Read(ref reader);
        while (!open.TryIncRef()) open = Volatile.Read(ref reader);
        try
        {
            return load(open);
        }
        finally
        {
            open.DecRef();
        }
    });

    private int[][] FindChunksOfOffers()
    {
        var found = new List<SortedSet<int>>();
        for (int doc = 0; doc < MaxDoc; doc++)
        {
            int offerChunk = Ordinals[doc] >> OfferTable.ChunkShift;
            if (offerChunk < 0) continue;
            while (found.Count <= offerChunk) found.Add([]);
            found[offerChunk].Add(doc >> MarketColumns.ChunkShift);
        }
        return [.. found.Select(static chunks => chunks.ToArray())];
    }

    /// <summary>The columns of a segment where they are mapped; null where it has none.</summary>
    public static DocumentColumns? Of(AtomicReader reader) => reader.GetBinaryDocValues(DocumentMaker.Columns) as DocumentColumns;

    private static double[] Doubles(AtomicReader reader, string field)
    {
        long nothing = BitConverter.DoubleToInt64Bits(double.NaN);
        return Array.ConvertAll(Longs(reader, field, nothing), BitConverter.Int64BitsToDouble);
    }

    private static long[] Longs(AtomicReader reader, string field, long nothing)
    {
        if (Of(reader)?.Numbers(field, nothing) is { } stated) return stated;
        var column = new long[reader.MaxDoc];
        Array.Fill(column, nothing);
        return column;
    }

    private static ulong[] Flags(AtomicReader reader, string field)
    {
        ulong[] bits = Bitmap.Empty(reader.MaxDoc);
        long[] values = Longs(reader, field, 0);
        for (int doc = 0; doc < values.Length; doc++)
        {
            if (values[doc] != 0) Bitmap.Set(bits, doc);
        }
        return bits;
    }

    private static Language[] ReadLanguages(AtomicReader reader)
    {
        ValueColumn column = ValueColumn.Load(reader, ColumnNames.Language);
        Language[] byOrdinal = Array.ConvertAll(column.Texts, static code => LanguageCodes.TryParse(code, out Language language) ? language : Language.Und);
        var languages = new Language[reader.MaxDoc];
        for (int doc = 0; doc < languages.Length; doc++)
        {
            if (column.Ordinals(doc) is [int first, ..]) languages[doc] = byOrdinal[first];
        }
        return languages;
    }
}
