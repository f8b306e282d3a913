using System.Collections.Concurrent;
using Lucene.Net.Index;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Offers;
using Retrieval.Lucene.Columns;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Columns;

/// <summary>
/// The columns of one segment, read where they are mapped, and what is derived from them, kept as long as the segment's core lives, through any
/// number of refreshes. Deletes are no matter of theirs. Safe for concurrent use, as long as a reader over the core is open: readers over one
/// core share what is mapped, so whoever holds a snapshot may read.
/// </summary>
internal sealed class SegmentColumns
{
    // A card takes about 1 KB, a product some.
    private const int MostCards = 32768;
    private const int MostProducts = 4096;

    private readonly ConcurrentDictionary<string, ValueColumn> values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NumberValues?> numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int First, AttributeTerm[] Terms)> attributes = new(StringComparer.Ordinal);
    private readonly DocumentColumns? columns;
    private readonly string folder;
    private readonly Lazy<NumberValues?> ordinals, groupKeys, spareParts;
    private readonly Lazy<long[]> chunksOfOffers;
    private readonly Lazy<(ValueColumn Codes, Language[] Meanings)> languages;

    /// <param name="reader">A reader over the segment.</param>
    /// <param name="folder">Where its files lie.</param>
    public SegmentColumns(AtomicReader reader, string folder)
    {
        this.folder = folder;
        columns = Of(reader);
        MaxDoc = reader.MaxDoc;
        Markets = new MarketCache(this);
        Returnable = new ReturnableCache(this);
        Cards = new ReadCache<ProductCard>(MaxDoc, MostCards);
        Products = new ReadCache<Product>(MaxDoc, MostProducts);
        ordinals = new Lazy<NumberValues?>(() => Numbers(ColumnNames.Ordinal));
        groupKeys = new Lazy<NumberValues?>(() => Numbers(ColumnNames.GroupKey));
        spareParts = new Lazy<NumberValues?>(() => Numbers(ColumnNames.SparePart));
        chunksOfOffers = new Lazy<long[]>(FindChunksOfOffers);
        languages = new Lazy<(ValueColumn, Language[])>(ReadLanguages);
    }

    public int MaxDoc { get; }

    /// <summary>Offers by market in the order of the documents.</summary>
    public MarketCache Markets { get; }

    /// <summary>Products that may be returned, by country.</summary>
    public ReturnableCache Returnable { get; }

    /// <summary>Cards that were shown lately.</summary>
    public ReadCache<ProductCard> Cards { get; }

    /// <summary>Products that were read lately.</summary>
    public ReadCache<Product> Products { get; }

    /// <summary>The product's ordinal, by which its offers are found; -1 where it has none.</summary>
    public int Ordinal(int doc) => (int)(ordinals.Value?.GetValueOrDefault(doc, -1) ?? -1);

    /// <summary>Hash of the variant group, of the id where a product has none: equal keys are variants of one thing.</summary>
    public long GroupKey(int doc) => groupKeys.Value?.GetValueOrDefault(doc, 0) ?? 0;

    /// <summary>True where the product's title names a spare part or a refill.</summary>
    public bool IsSparePart(int doc) => spareParts.Value?.GetValueOrDefault(doc, 0) is not (null or 0);

    /// <summary>Language of the document.</summary>
    public Language Language(int doc)
    {
        (ValueColumn codes, Language[] meanings) = languages.Value;
        return codes.CountOf(doc) > 0 ? meanings[codes.Ordinal(doc, 0)] : default;
    }

    /// <summary>The chunks of <see cref="MarketColumns"/> whose documents have their offers in a chunk of the <see cref="OfferTable"/>.</summary>
    public IEnumerable<int> ChunksOfOffers(int offerChunk)
    {
        long[] pairs = chunksOfOffers.Value;
        int at = Array.BinarySearch(pairs, (long)offerChunk << 32);
        for (at = at < 0 ? ~at : at; at < pairs.Length && pairs[at] >> 32 == offerChunk; at++) yield return (int)(uint)pairs[at];
    }

    /// <summary>Words of a field; an empty column where no document has the field.</summary>
    /// <exception cref="IndexException">The column is damaged.</exception>
    public ValueColumn Values(string field) =>
        values.TryGetValue(field, out ValueColumn? known) ? known : values.GetOrAdd(field, new ValueColumn(Read(field, static (all, name) => all.Words(name)), MaxDoc));

    /// <summary>Numbers of a field; null where no document states one.</summary>
    /// <exception cref="IndexException">The column is damaged.</exception>
    public NumberValues? Numbers(string field) =>
        numbers.TryGetValue(field, out NumberValues? known) ? known : numbers.GetOrAdd(field, Read(field, static (all, name) => all.Numbers(name)));

    /// <summary>Terms of one attribute, side by side in the attributes' column from the ordinal <c>First</c> on, their values folded.</summary>
    public (int First, AttributeTerm[] Terms) AttributeTerms(string foldedName)
    {
        if (attributes.TryGetValue(foldedName, out (int, AttributeTerm[]) known)) return known;
        ValueColumn column = Values(ColumnNames.Attributes);
        (string from, string to) = AttributeTerm.Range(foldedName);
        int first = column.LowerBound(from);
        var terms = new AttributeTerm[column.LowerBound(to) - first];
        for (int i = 0; i < terms.Length; i++) terms[i] = AttributeTerm.Read(column.Text(first + i)).WithFoldedValue();
        // Names that no product has are not kept: shoppers could name any number of them.
        if (terms.Length > 0) attributes[foldedName] = (first, terms);
        return (first, terms);
    }

    /// <summary>The columns of a segment where they are mapped; null where it has none.</summary>
    public static DocumentColumns? Of(AtomicReader reader) => reader.GetBinaryDocValues(DocumentMaker.Columns) as DocumentColumns;

    private T? Read<T>(string field, Func<DocumentColumns, string, T?> read)
        where T : class
    {
        try
        {
            return columns is null ? null : read(columns, field);
        }
        catch (CorruptIndexException damaged)
        {
            throw IndexException.Corrupt(folder, damaged.Message, damaged);
        }
    }

    // Which chunk of the offers, and below it which chunk of documents.
    private long[] FindChunksOfOffers()
    {
        var found = new List<long>();
        for (int doc = 0; doc < MaxDoc; doc++)
        {
            int ordinal = Ordinal(doc);
            if (ordinal < 0) continue;
            long pair = ((long)(ordinal >> OfferTable.ChunkShift) << 32) | (uint)(doc >> MarketColumns.ChunkShift);
            if (found.Count == 0 || found[^1] != pair) found.Add(pair);
        }
        found.Sort();
        return [.. found.Distinct()];
    }

    private (ValueColumn, Language[]) ReadLanguages()
    {
        ValueColumn codes = Values(ColumnNames.Language);
        return (codes, [.. codes.Texts().Select(static code => LanguageCodes.TryParse(code, out Language language) ? language : default)]);
    }
}
