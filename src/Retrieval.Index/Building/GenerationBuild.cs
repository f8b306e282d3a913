using System.IO.Hashing;
using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Embedding.Whitening;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Offers;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Building;

/// <summary>
/// Fills the folder of one generation. The calling thread reads the catalogue, settles languages and gives out ordinals; a
/// <see cref="BuildPipeline"/> analyses, encodes and writes on threads of its own.
/// </summary>
internal sealed class GenerationBuild(string folder, BuildOptions options, IProgress<BuildProgress>? progress, CancellationToken cancellation) : IDisposable
{
    // Compounds are split by the words of the first titles: enough to know a shop's words, little enough to hold in memory.
    private const int SampleSize = 50_000;
    private const long SampleCharacters = 50_000_000;
    // Mean lengths of fields settle within a few hundred products.
    private const int LengthSample = 2_000;
    // Second moments of 256 dimensions settle within some thousands.
    private const int WhiteningSample = 10_000;
    private const int ProgressEvery = 100;

    private readonly HashSet<UInt128> seen = [];
    private readonly Dictionary<string, Product> replacements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> currencies = new(StringComparer.Ordinal);
    private readonly Dictionary<Language, int> languages = [];
    private readonly OfferTable.Builder offers = new(OfferTable.Empty);
    private readonly DateTimeOffset asOf = options.AsOf ?? DateTimeOffset.UtcNow;
    private BuildPipeline? pipeline;
    private OwnWords? own;
    private bool whitensQueries;
    private IReadOnlyDictionary<string, float> meanLengths = new Dictionary<string, float>();
    private int nextOrdinal;

    /// <summary>Products that a later one of the same id replaced.</summary>
    public int Replaced { get; private set; }

    /// <summary>Takes the whole catalogue.</summary>
    public void AddAll(IEnumerable<Product> products)
    {
        using IEnumerator<Product> source = products.GetEnumerator();
        var sample = new List<Product>();
        long characters = 0;
        while (sample.Count < SampleSize && characters < SampleCharacters && source.MoveNext())
        {
            sample.Add(Settled(source.Current));
            characters += source.Current.Description?.Length ?? 0;
        }
        var vocabulary = CompoundVocabulary.Of(sample.Select(static product => (product.Title, product.Language)));
        AnalyzerFile.Write(folder, vocabulary);
        var analyzers = new LanguageAnalyzers(vocabulary);
        meanLengths = ImpactWeights.MeanLengths(analyzers, sample.Take(LengthSample).ToArray());
        IEncoder? encoder = options.Encoder is StaticEncoder student ? Taught(student, sample) : options.Encoder;
        pipeline = new BuildPipeline(folder, options with { Encoder = encoder }, analyzers, meanLengths, cancellation);
        foreach (Product product in sample) Add(product);
        sample.Clear();
        while (source.MoveNext()) Add(Settled(source.Current));
    }

    /// <summary>Finishes documents and offers and writes the manifest, all durable.</summary>
    /// <exception cref="IndexException">No product was taken.</exception>
    public IndexManifest Complete(int number)
    {
        if (seen.Count == 0) throw new IndexException(IndexFault.Missing, "the catalogue holds no product that could be taken; nothing was built");
        BuildPipeline.Entry[] last = [.. replacements.Values.Select(product => new BuildPipeline.Entry(product, Next(product)))];
        // Offers are complete as soon as all are read, and written beside what the threads still have to do.
        Task store = Task.Run(() => OfferStore.Create(GenerationFolders.Offers(folder), offers.Build(version: 1)));
        try
        {
            pipeline!.Finish(last, TellIndexing, () => progress?.Report(new BuildProgress(BuildStage.Merging, seen.Count)));
        }
        finally
        {
            store.GetAwaiter().GetResult();
        }
        progress?.Report(new BuildProgress(BuildStage.Committing, seen.Count));
        var manifest = new IndexManifest
        {
            Generation = number,
            Created = DateTimeOffset.UtcNow,
            AsOf = asOf,
            Products = seen.Count,
            Languages = languages.ToDictionary(static entry => entry.Key.Code(), static entry => entry.Value),
            Language = options.Language?.Code(),
            Currency = options.Currency ?? currencies.OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key, StringComparer.Ordinal).FirstOrDefault().Key ?? "EUR",
            Model = options.Encoder?.Identity,
            ModelFolder = options.ModelFolder is { } model ? Path.GetFullPath(model) : null,
            Dimension = options.Encoder?.Dimension ?? 0,
            OwnWords = own?.Words.Count ?? 0,
            WhitensQueries = whitensQueries,
            Fields = options.Fields ?? LexicalFields.Defaults,
            MeanLengths = meanLengths,
            FieldsChosen = options.Fields is not null,
            StockCodec = options.StockCodec,
            Fusion = options.Fusion,
        };
        manifest.Write(folder);
        return manifest;
    }

    /// <inheritdoc/>
    public void Dispose() => pipeline?.Dispose();

    /// <summary>The student as this catalogue teaches it, by which its products are encoded; what it was taught stays with the generation.</summary>
    private StaticEncoder Taught(StaticEncoder student, List<Product> sample)
    {
        own = OwnWordsLearning.From(student, sample.Select(ProductTexts.Name));
        OwnWordsFile.Write(folder, own);
        StaticEncoder taught = student.With(own);
        int every = Math.Max(1, sample.Count / WhiteningSample);
        Product[] spread = [.. sample.Where((_, i) => i % every == 0)];
        if (QueryWhitening.From(ProductVectors.Of(taught, spread), taught.Dimension) is { } whitening)
        {
            WhiteningFile.Write(folder, whitening);
            whitensQueries = true;
        }
        return taught;
    }

    private void Add(Product product)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!seen.Add(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(product.Id))))
        {
            // The earlier one may be in work on any thread, so the last of them goes in when all others are through.
            replacements[product.Id] = product;
            Replaced++;
            return;
        }
        Count(product);
        pipeline!.Add(product, Next(product));
        if (seen.Count % ProgressEvery == 0) TellIndexing();
    }

    private void TellIndexing() => progress?.Report(new BuildProgress(BuildStage.Indexing, pipeline!.Written));

    private int Next(Product product)
    {
        offers.Put(nextOrdinal, OfferRow.Of(product));
        return nextOrdinal++;
    }

    private void Count(Product product)
    {
        languages[product.Language] = languages.GetValueOrDefault(product.Language) + 1;
        if ((product.Price ?? product.Offers.FirstOrDefault()?.Price)?.Currency is { } currency)
            currencies[currency] = currencies.GetValueOrDefault(currency) + 1;
    }

    private Product Settled(Product product) => LanguageSettling.Settle(product, options.Language);
}
