using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Index.Columns;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Lucene.Columns;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;
using Retrieval.Text.Analysis;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Index.Snapshots;

/// <summary>
/// One generation at one commit: Lucene.Net's reader, its segments' columns, what the generation knows about itself. Snapshots share it;
/// it is closed when the last one that uses it ends.
/// </summary>
internal sealed class GenerationReader
{
    // Columns live as long as a segment's core does, through any number of reopened readers.
    private static readonly ConditionalWeakTable<object, SegmentColumns> ColumnsByCore = [];

    // Chosen with the fields' weights on the development sets (ARCHITECTURE.md).
    private static readonly ImpactSaturation Saturation = new(K1: 0.8f, Presence: 0.5f);

    private readonly Directory directory;
    private readonly Lazy<StockReader?> stock;
    private IdFinder? idleFinder;
    private bool areWordsVerified;
    private int references = 1;

    static GenerationReader() => ProductCodec.Register();

    private GenerationReader(string folder, IndexManifest manifest, LanguageAnalyzers analyzers, GenerationEncoder encoder, Directory directory, DirectoryReader reader)
    {
        Folder = folder;
        Manifest = manifest;
        Analyzers = analyzers;
        Encoder = encoder;
        this.directory = directory;
        Reader = reader;
        Searcher = new IndexSearcher(reader);
        Leaves = [.. reader.Leaves.Select(static leaf => leaf.AtomicReader)];
        DocBases = [.. reader.Leaves.Select(static leaf => leaf.DocBase)];
        Columns = Array.ConvertAll(Leaves, leaf => ColumnsByCore.GetValue(leaf.CoreCacheKey, _ => new SegmentColumns(leaf, folder)));
        Cards = Array.ConvertAll(Leaves, SegmentColumns.Of);
        Markets = Array.ConvertAll(Columns, static columns => columns.Markets);
        Words = manifest.FieldsChosen ? new BlockMaxSearcher(reader) : new BlockMaxSearcher(reader, impacts: Saturation);
        Vectors = manifest.Dimension > 0 ? new VectorSearcher(reader, DocumentMaker.Vector) : null;
        stock = new Lazy<StockReader?>(() => manifest.StockCodec ? new StockReader(GenerationFolders.Stock(folder)) : null);
    }

    public string Folder { get; }
    public IndexManifest Manifest { get; }
    public LanguageAnalyzers Analyzers { get; }
    /// <summary>The model as this generation's products were encoded by it.</summary>
    public GenerationEncoder Encoder { get; }
    public DirectoryReader Reader { get; }
    public IndexSearcher Searcher { get; }
    public AtomicReader[] Leaves { get; }
    public int[] DocBases { get; }
    public SegmentColumns[] Columns { get; }
    /// <summary>By segment, where cards are mapped; null where a segment has none.</summary>
    public DocumentColumns?[] Cards { get; }
    public MarketCache[] Markets { get; }
    /// <summary>Sets of documents that filters gave.</summary>
    public MatchCache Matches { get; } = new();
    /// <summary>The words of all products.</summary>
    public BlockMaxSearcher Words { get; }

    /// <summary>The same once their lists are verified; whoever comes first waits for it.</summary>
    /// <exception cref="IndexException">They are damaged.</exception>
    public BlockMaxSearcher VerifiedWords
    {
        get
        {
            if (!areWordsVerified) Whole(Words.Verify);
            areWordsVerified = true;
            return Words;
        }
    }
    /// <summary>The vectors of all products; null where the index holds none.</summary>
    public VectorSearcher? Vectors { get; }
    /// <summary>The words in Lucene.Net's own codec; null where they were not written.</summary>
    public StockReader? Stock => stock.Value;

    /// <summary>Opens a generation's last commit.</summary>
    public static GenerationReader Open(string folder)
    {
        IndexManifest manifest = IndexManifest.Read(folder);
        LanguageAnalyzers analyzers = AnalyzerFile.Read(folder);
        var encoder = new GenerationEncoder(OwnWordsFile.Read(folder, manifest), WhiteningFile.Read(folder, manifest));
        string documents = GenerationFolders.Documents(folder);
        Directory? directory = null;
        try
        {
            directory = new MMapDirectory(documents);
            return new GenerationReader(folder, manifest, analyzers, encoder, directory, DirectoryReader.Open(directory));
        }
        catch (Exception broken) when (broken is IOException or ArgumentException or InvalidOperationException)
        {
            directory?.Dispose();
            throw IndexException.Corrupt(documents, broken.Message, broken);
        }
    }

    /// <summary>The same generation at its newest commit; itself where nothing was committed since. The caller owns a reference to the result.</summary>
    public GenerationReader Reopen() => With(DirectoryReader.OpenIfChanged(Reader));

    /// <summary>The same generation through a newer reader, or itself where there is none.</summary>
    public GenerationReader With(DirectoryReader? newer)
    {
        if (newer is not null) return new GenerationReader(Folder, Manifest, Analyzers, Encoder, directory, newer);
        TryAddReference();
        return this;
    }

    /// <summary>Finds the document of an id that is not deleted, in its segment's own numbering.</summary>
    public bool TryFind(ReadOnlySpan<char> id, out int segment, out int doc)
    {
        // Of two that are looked for at once one makes a finder of its own, and one of both is kept.
        IdFinder finder = Interlocked.Exchange(ref idleFinder, null) ?? new IdFinder(Leaves);
        bool isFound = finder.TryFind(id, out segment, out doc);
        Volatile.Write(ref idleFinder, finder);
        return isFound;
    }

    /// <summary>The segment that holds a document.</summary>
    public int SegmentOf(int doc)
    {
        int segment = DocBases.Length - 1;
        while (DocBases[segment] > doc) segment--;
        return segment;
    }

    /// <summary>Reads what every query needs, for the markets that another reader was asked for, so that its first queries do not wait.</summary>
    public void Warm(GenerationReader like, OfferTable offers, long nowTicks)
    {
        Market[] known = [.. like.Markets.SelectMany(static cache => cache.Known).Distinct()];
        foreach (MarketCache cache in Markets)
        {
            foreach (Market market in known) cache.For(market, offers, nowTicks);
        }
    }

    /// <summary>Verifies what would else be verified when it is first read.</summary>
    /// <exception cref="IndexException">A file is damaged.</exception>
    public void Verify() => Whole(() =>
    {
        foreach (AtomicReader leaf in Leaves) SegmentColumns.Of(leaf)?.Verify();
        Words.Verify();
        Vectors?.Verify();
    });

    /// <summary>Adds a reference. False where the last one has gone.</summary>
    public bool TryAddReference()
    {
        int seen = Volatile.Read(ref references);
        while (seen > 0)
        {
            int before = Interlocked.CompareExchange(ref references, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }
        return false;
    }

    public void Release()
    {
        // The directory is not disposed: it holds nothing but open inputs, which belong to the readers that share it.
        if (Interlocked.Decrement(ref references) > 0) return;
        Words.Dispose();
        if (stock.IsValueCreated) stock.Value?.Dispose();
        Reader.Dispose();
    }

    private void Whole(Action verify)
    {
        try
        {
            verify();
        }
        catch (CorruptIndexException damaged)
        {
            throw IndexException.Corrupt(Folder, damaged.Message, damaged);
        }
    }
}
