using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Columns;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Facets;
using Retrieval.Index.Filters;
using Retrieval.Index.Generations;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Filter = Retrieval.Index.Filters.Filter;

namespace Retrieval.Index.Snapshots;

/// <summary>
/// What one query sees: one commit of the documents, one version of the offers, one moment. Immutable; may be used by many threads.
/// Dispose it when the query is answered, and read nothing of it afterwards: the files it reads stay mapped until then.
/// Documents are numbered from 0 to <see cref="MaxDoc"/> - 1, those that were deleted among them.
/// </summary>
public sealed class IndexSnapshot : IDisposable
{
    private static readonly HashSet<string> StoredFields = [DocumentMaker.Stored];

    // Bytes of a card or a product that is still cached: some thousands of longer ones would fill the memory.
    private const int LongestKept = 8192;

    private readonly GenerationReader generation;
    private readonly OfferTable offers;
    private readonly long nowTicks;
    private int disposed;

    internal IndexSnapshot(GenerationReader generation, OfferTable offers, DateTimeOffset now)
    {
        this.generation = generation;
        this.offers = offers;
        nowTicks = now.UtcTicks;
        Now = now;
    }

    /// <summary>What the index was built from.</summary>
    public IndexManifest Manifest => generation.Manifest;

    /// <summary>The analysis chains of the index, for queries.</summary>
    public LanguageAnalyzers Analyzers => generation.Analyzers;

    /// <summary>Lucene.Net's searcher over all segments.</summary>
    public IndexSearcher Searcher => generation.Searcher;

    /// <summary>Lucene.Net's reader, open as long as the snapshot is.</summary>
    public IndexReader Reader => generation.Reader;

    /// <summary>Finds products by words: in <see cref="LexicalFields.Words"/>, or in the manifest's fields where they were chosen.</summary>
    /// <exception cref="IndexException">Their lists are damaged.</exception>
    public ITermSearcher LexicalSearcher => generation.VerifiedWords;

    /// <summary>True where a product holds a term; one that was deleted may be the one.</summary>
    /// <param name="field">A field of the index.</param>
    /// <param name="term">The term, as the field's chain writes it.</param>
    /// <exception cref="IndexException">The lists of words are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public bool HoldsTerm(string field, string term)
    {
        ThrowIfDisposed();
        return generation.VerifiedWords.Holds(field, term);
    }

    /// <summary>
    /// Lucene.Net's own way over the same words in its own codec, documents numbered alike; null where the index was not built with both codecs.
    /// </summary>
    public ITermSearcher? StockSearcher => generation.Stock?.Words;

    /// <summary>The moment by which sales and expiry are judged.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>One above the highest document.</summary>
    public int MaxDoc => generation.Reader.MaxDoc;

    /// <summary>Products that are not deleted.</summary>
    public int ProductCount => generation.Reader.NumDocs;

    /// <summary>The market of a region, with this index's currency where none is given.</summary>
    /// <param name="region">Such as <c>FR</c> or <c>US-CA</c>; null or empty is no region.</param>
    public Market MarketOf(string? region) => Market.Of(region, Manifest.Currency);

    /// <summary>What an answer shows of a product.</summary>
    public ProductCard Card(int doc)
    {
        int segment = SegmentOf(doc);
        int local = doc - generation.DocBases[segment];
        ReadCache<ProductCard> cards = generation.Columns[segment].Cards;
        if (cards.Find(local) is { } known) return known;
        // The mapped bytes live as long as this snapshot, a card may live longer.
        byte[] bytes = CardBytes(doc).ToArray();
        var card = new ProductCard(bytes);
        if (bytes.Length <= LongestKept) cards.Keep(local, card);
        return card;
    }

    /// <summary>Which words stand where in a product, by its card, of which nothing else is read. To be used before the snapshot is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public CardTerms Terms(int doc) => CardCodec.ReadNumbers(CardBytes(doc), out _, out _);

    /// <summary>The product as it was indexed; what it costs today is told by <see cref="Offer"/>.</summary>
    public Product Product(int doc)
    {
        int segment = SegmentOf(doc);
        int local = doc - generation.DocBases[segment];
        ReadCache<Product> products = generation.Columns[segment].Products;
        if (products.Find(local) is { } known) return known;
        BytesRef? stored = generation.Reader.Document(doc, StoredFields).GetBinaryValue(DocumentMaker.Stored);
        if (stored is null) throw IndexException.Corrupt(generation.Folder, $"document {doc} has no stored product");
        Product product = ProductJson.Read(stored.Bytes.AsSpan(stored.Offset, stored.Length));
        if (stored.Length <= LongestKept) products.Keep(local, product);
        return product;
    }

    /// <summary>The product with its offers as they are now.</summary>
    public Product Current(int doc)
    {
        int segment = SegmentOf(doc);
        return offers[generation.Columns[segment].Ordinal(doc - generation.DocBases[segment])].On(Product(doc));
    }

    /// <summary>Every product with its offers as they are now, also those that may not be returned.</summary>
    public IEnumerable<Product> Catalogue()
    {
        for (int segment = 0; segment < generation.Leaves.Length; segment++)
        {
            IBits? live = generation.Leaves[segment].LiveDocs;
            SegmentColumns columns = generation.Columns[segment];
            for (int local = 0; local < columns.MaxDoc; local++)
            {
                ThrowIfDisposed();
                if (live is null || live.Get(local)) yield return offers[columns.Ordinal(local)].On(Product(generation.DocBases[segment] + local));
            }
        }
    }

    /// <summary>Finds the document of a product's id, also of one that may not be returned.</summary>
    /// <exception cref="ObjectDisposedException">The snapshot was disposed.</exception>
    public bool TryFind(ReadOnlySpan<char> id, out int doc)
    {
        ThrowIfDisposed();
        bool found = generation.TryFind(id, out int segment, out int local);
        doc = found ? generation.DocBases[segment] + local : -1;
        return found;
    }

    /// <summary>What a shopper of the market is offered.</summary>
    public OfferView Offer(int doc, Market market)
    {
        int segment = SegmentOf(doc);
        return MarketColumns.Offer(generation.Columns[segment], offers, MarketKey.Of(market), doc - generation.DocBases[segment], nowTicks).View();
    }

    /// <summary>Whether a shopper of the market can buy; null where not stated.</summary>
    public Availability? AvailabilityOf(int doc, Market market)
    {
        int segment = SegmentOf(doc);
        return MarketColumns.Offer(generation.Columns[segment], offers, MarketKey.Of(market), doc - generation.DocBases[segment], nowTicks).StatedAvailability;
    }

    /// <summary>
    /// The products that match a filter and may be returned in the market: not deleted, eligible for search, not expired, sold there.
    /// </summary>
    /// <exception cref="FilterException">A comparison of the filter makes no sense.</exception>
    public DocumentSet Match(Filter filter, Market market) =>
        generation.Matches.GetOrAdd(filter.ToString(), market, offers, nowTicks, isKept => Evaluate(filter, market, isKept));

    /// <summary>Every product that may be returned in the market.</summary>
    public DocumentSet Everything(Market market) => Match(Filter.Everything, market);

    /// <summary>Counts of the values that the documents of a set have in some fields.</summary>
    /// <param name="docs">The documents that are counted.</param>
    /// <param name="fields">Columns of words, <c>price</c>, or attributes by name.</param>
    /// <param name="market">Decides prices.</param>
    /// <param name="top">Most values a field, commonest first.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets(DocumentSet docs, IReadOnlyList<string> fields, Market market, int top = 20)
    {
        ThrowIfDisposed();
        return new FacetCounter(this, docs, market).Count(fields, top);
    }

    /// <summary>The products whose vectors lie nearest to a query's, by inner product, best first.</summary>
    /// <param name="query">The query's vector, of the manifest's dimension and of length 1.</param>
    /// <param name="k">How many are wanted, at least 1.</param>
    /// <param name="filter">Only documents of the set; null is every document.</param>
    /// <param name="hits">Receives the hits; room for <paramref name="k"/>.</param>
    /// <param name="effort">How much of a large index is read; null is <see cref="VectorEffort.Thorough"/>.</param>
    /// <returns>Number of hits; 0 where the index holds no vectors.</returns>
    /// <exception cref="IndexException">The vectors were found to be damaged.</exception>
    public int Nearest(ReadOnlySpan<float> query, int k, DocumentSet? filter, Span<ScoredDocument> hits, VectorEffort? effort = null)
    {
        try
        {
            return generation.Vectors?.Search(query, k, filter is null ? [] : filter.Words, hits, effort) ?? 0;
        }
        catch (CorruptIndexException damaged)
        {
            throw IndexException.Corrupt(generation.Folder, damaged.Message, damaged);
        }
    }

    /// <summary>A model as the products of this snapshot were encoded by it: with the rows of the catalogue's own words, where it has them. Its queries are whitened.</summary>
    /// <param name="model">The model that the index was built with; null without one.</param>
    public IEncoder? Encoder(IEncoder? model) => generation.Encoder.Of(model);

    /// <summary>The inner products of a query's vector and those of given documents; 0 for a document without a vector.</summary>
    public void Similarities(ReadOnlySpan<float> query, ReadOnlySpan<int> docs, Span<float> scores)
    {
        try
        {
            if (generation.Vectors is { } vectors) vectors.Score(query, docs, scores);
            else scores[..docs.Length].Clear();
        }
        catch (CorruptIndexException damaged)
        {
            throw IndexException.Corrupt(generation.Folder, damaged.Message, damaged);
        }
    }

    /// <summary>Reads a document's vector.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="vector">Receives it; room for the manifest's dimension.</param>
    /// <returns>False where it has none.</returns>
    public bool TryVector(int doc, Span<float> vector) => generation.Vectors?.TryRead(doc, vector) ?? false;

    /// <summary>The key that variants of one thing share; products without a group have one of their own.</summary>
    public long GroupKey(int doc)
    {
        int segment = SegmentOf(doc);
        return generation.Columns[segment].GroupKey(doc - generation.DocBases[segment]);
    }

    /// <summary>True where a document's title names a spare part or a refill (<see cref="SpareParts"/>).</summary>
    public bool IsSparePart(int doc)
    {
        int segment = SegmentOf(doc);
        return generation.Columns[segment].IsSparePart(doc - generation.DocBases[segment]);
    }

    /// <summary>The kinds of thing that a document is (<see cref="Retrieval.Catalog.Kinds.ProductKinds"/>); none where they are not known.</summary>
    public IReadOnlyList<string> KindsOf(int doc) => Words(doc, ColumnNames.Kinds);

    /// <summary>The same for whoever asks of many documents.</summary>
    public DocumentWords Kinds() => new(Array.ConvertAll(generation.Columns, static segment => segment.Values(ColumnNames.Kinds)), generation);

    /// <summary>The language of a document.</summary>
    public Language LanguageOf(int doc)
    {
        int segment = SegmentOf(doc);
        return generation.Columns[segment].Language(doc - generation.DocBases[segment]);
    }

    /// <summary>A number of a document, by a name of <see cref="ColumnNames"/>; NaN where not stated.</summary>
    public double Number(int doc, string column)
    {
        int segment = SegmentOf(doc);
        int local = doc - generation.DocBases[segment];
        return generation.Columns[segment].Numbers(column) is { } numbers && numbers.IsStated(local) ? BitConverter.Int64BitsToDouble(numbers[local]) : double.NaN;
    }

    /// <summary>Words of a document, by a name of <see cref="ColumnNames"/>; none where not stated.</summary>
    public IReadOnlyList<string> Words(int doc, string column)
    {
        int segment = SegmentOf(doc);
        ValueColumn values = generation.Columns[segment].Values(column);
        int local = doc - generation.DocBases[segment];
        int count = values.CountOf(local);
        if (count == 0) return [];
        var words = new string[count];
        for (int i = 0; i < words.Length; i++) words[i] = values.Text(values.Ordinal(local, i));
        return words;
    }

    /// <summary>Every distinct value of a column of words, in no order: brands, categories and the like, for a gazetteer.</summary>
    public IReadOnlyCollection<string> Distinct(string column)
    {
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (SegmentColumns segment in generation.Columns) distinct.UnionWith(segment.Values(column).Texts());
        return distinct;
    }

    /// <summary>The span that goes on at the snapshot's moment.</summary>
    internal QuietSpan QuietSpan()
    {
        ThrowIfDisposed();
        long until = offers.NextEdge(nowTicks);
        foreach (SegmentColumns segment in generation.Columns) until = Math.Min(until, segment.Returnable.For(null, nowTicks).ValidUntil);
        return new QuietSpan(nowTicks, until);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0) generation.Release();
    }

    internal GenerationReader Generation => generation;

    internal OfferTable Offers => offers;

    internal MarketColumns MarketOffers(int segment, Market market) => generation.Markets[segment].For(market, offers, nowTicks);

    /// <summary>The segment that holds a document.</summary>
    internal int SegmentOf(int doc)
    {
        ThrowIfDisposed();
        return generation.SegmentOf(doc);
    }

    // Columns are read where they are mapped: behind the end of the last snapshot that would end the process.
    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);

    private Match Evaluate(Filter filter, Market market, bool isKept)
    {
        ThrowIfDisposed();
        ulong[] words = Bitmap.Empty(MaxDoc);
        var validity = new Validity();
        for (int i = 0; i < generation.Columns.Length; i++)
        {
            MarketCache markets = generation.Markets[i];
            MarketColumns InCurrency(string currency)
            {
                MarketColumns columns = markets.For(currency == market.Currency ? market : market with { Currency = currency }, offers, nowTicks);
                validity.Narrow(columns.ValidFrom, columns.ValidUntil);
                return columns;
            }

            var bitmaps = SpareBitmaps.OfThread(generation.Columns[i].MaxDoc);
            var evaluation = new SegmentFilter(generation.Columns[i], generation.Leaves[i], market.Currency, market.Country, InCurrency, bitmaps);
            ulong[] matching = evaluation.Matching(filter);
            Returnable returnable = generation.Columns[i].Returnable.For(market.Country, nowTicks);
            validity.Narrow(returnable.ValidFrom, returnable.ValidUntil);
            Bitmap.And(matching, returnable.Documents);
            KeepLive(matching, generation.Leaves[i].LiveDocs);
            Bitmap.OrShifted(words, bitmaps.Last(matching), generation.DocBases[i]);
        }
        return new Match(isKept ? DocumentSet.Kept(words) : new DocumentSet(words), validity.From, validity.Until);
    }

    private ReadOnlySpan<byte> CardBytes(int doc)
    {
        int segment = SegmentOf(doc);
        if (generation.Cards[segment] is not { } cards) throw IndexException.Corrupt(generation.Folder, "its products have no cards");
        ReadOnlySpan<byte> bytes = cards.Payload(doc - generation.DocBases[segment]);
        return bytes.IsEmpty ? throw IndexException.Corrupt(generation.Folder, $"document {doc} has no card") : bytes;
    }

    private static void KeepLive(ulong[] matching, IBits? live)
    {
        if (live is null) return;
        for (int word = 0; word < matching.Length; word++)
        {
            for (ulong bits = matching[word]; bits != 0; bits &= bits - 1)
            {
                int doc = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (!live.Get(doc)) matching[word] &= ~(1UL << doc);
            }
        }
    }
}
