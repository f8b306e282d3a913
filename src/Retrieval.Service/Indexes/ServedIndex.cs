using Google.Protobuf;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Conversation;
using Retrieval.Conversation.Policies;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Updates;
using Retrieval.Search;

namespace Retrieval.Service.Indexes;

/// <summary>
/// One index that answers, takes updates, and goes over to a new generation as soon as its folder has one. A generation is opened, warmed and
/// brought up to date beside the one that answers; calls under way end on the one that they began with, which is closed after the last of them.
/// </summary>
internal sealed class ServedIndex : IDisposable
{
    private readonly string folder;
    private readonly Func<IndexManifest, IEncoder?> loadEncoder;
    private readonly Func<Policy> policy;
    private readonly ILogger logger;
    private readonly IndexUpdater? updater;
    private readonly Lock switching = new();
    private volatile ServedGeneration generation;
    private Timer? watch;

    private ServedIndex(string folder, ServedGeneration generation, Func<IndexManifest, IEncoder?> loadEncoder, Func<Policy> policy, ILogger logger)
    {
        this.folder = folder;
        this.loadEncoder = loadEncoder;
        this.policy = policy;
        this.logger = logger;
        this.generation = generation;
        try
        {
            updater = Updater();
        }
        catch
        {
            generation.Release();
            throw;
        }
    }

    /// <summary>Where it lies.</summary>
    public string Folder => folder;

    /// <summary>What the answering generation was built from.</summary>
    public IndexManifest Manifest => generation.Index.Manifest;

    /// <summary>True where products and offers can be changed; false where its folder cannot be written.</summary>
    public bool IsWritable => updater is not null;

    /// <summary>Ends when the questions that warm the answering generation are answered, or what kept them from it is logged.</summary>
    public Task FirstQuestions { get; private set; } = Task.CompletedTask;

    /// <summary>Products at this moment.</summary>
    public int Products => Asked(static generation =>
    {
        using IndexSnapshot snapshot = generation.Index.Acquire();
        return snapshot.ProductCount;
    });

    /// <summary>Begins to serve an index and to watch its folder.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <param name="generation">Its generation, which it releases, also where it cannot begin.</param>
    /// <param name="loadEncoder">Loads the encoder of later generations.</param>
    /// <param name="policy">The policy of the moment.</param>
    /// <param name="every">How often the folder is looked at.</param>
    /// <param name="logger">Told of generations and of what kept one from being opened.</param>
    /// <exception cref="IndexException">Another process holds it.</exception>
    public static ServedIndex Begin(string folder, ServedGeneration generation, Func<IndexManifest, IEncoder?> loadEncoder, Func<Policy> policy, TimeSpan every, ILogger logger)
    {
        var served = new ServedIndex(folder, generation, loadEncoder, policy, logger);
        served.FirstQuestions = served.AskFirstQuestions(generation);
        served.watch = new Timer(_ => served.FollowFolder(), null, every, every);
        return served;
    }

    /// <summary>The answer that a request had before and still has (<see cref="AnswerCache.Find"/>).</summary>
    public IMessage? Kept(IMessage request, Policy policy) => Asked(generation => generation.Answers.Find(request, policy));

    /// <summary>Keeps an answer that was begun within a span (<see cref="AnswerCache.Keep"/>).</summary>
    public void Keep(IMessage request, Policy policy, IMessage answer, QuietSpan span) => Asked(generation => generation.Answers.Keep(request, policy, answer, span));

    /// <summary>The span that goes on in which every question has one answer; null shortly after a change.</summary>
    public QuietSpan? Quiet() => Asked(static generation => generation.Index.Quiet());

    /// <summary>Asks the answering generation, which stays open until the answer is there.</summary>
    public T Ask<T>(Func<SearchEngine, T> ask) => Asked(generation => ask(generation.Engine));

    /// <summary>Asks the assistant of the answering generation, which stays open until the answer is there.</summary>
    public T Advise<T>(Policy policy, Func<AskEngine, T> ask) => Asked(generation => ask(generation.AssistantWith(policy)));

    /// <summary>Those products of some ids that there are, with their offers of this moment.</summary>
    public IReadOnlyList<Product> Find(IReadOnlyCollection<string> ids) => Asked(generation =>
    {
        using IndexSnapshot snapshot = generation.Index.Acquire();
        var found = new List<Product>(ids.Count);
        foreach (string id in ids)
        {
            if (snapshot.TryFind(id, out int doc)) found.Add(snapshot.Current(doc));
        }
        return found;
    });

    /// <summary>Takes updates. When it is done they are durable, and every answer that begins later knows of them.</summary>
    /// <exception cref="IndexException">They could not be written; none of them counts.</exception>
    public Task<UpdateReport> UpdateAsync(IReadOnlyList<CatalogUpdate> updates) => Writable().ApplyAsync(updates);

    /// <summary>Builds a new generation as the present one was built. When it is done, the new one answers, with every update that is newer than the catalogue.</summary>
    /// <param name="products">The catalogue, enumerated once on the calling thread; null takes the products and offers that are there now.</param>
    /// <param name="asOf">The moment that the catalogue tells of.</param>
    /// <param name="progress">Told of the progress, from the calling thread.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <exception cref="IndexException">Another build is running, the folder cannot be written, or the catalogue holds no product.</exception>
    public BuildReport Reindex(IEnumerable<Product>? products, DateTimeOffset? asOf, IProgress<BuildProgress>? progress, CancellationToken cancellation)
    {
        IndexUpdater updates = Writable();
        using IEncoder? encoder = loadEncoder(Manifest);
        // Half of the cores go on answering.
        BuildOptions options = BuildOptions.Like(Manifest) with { Encoder = encoder, AsOf = asOf, Threads = Math.Max(1, Environment.ProcessorCount / 2) };
        DateTimeOffset settled = updates.SettledAt();
        BuildReport report = products is not null ? IndexBuilder.Build(folder, products, options, progress, cancellation) : Asked(generation =>
        {
            using IndexSnapshot snapshot = generation.Index.Acquire();
            return IndexBuilder.Build(folder, snapshot.Catalogue(), options with { AsOf = settled }, progress, cancellation);
        });
        Switch();
        return report;
    }

    /// <summary>Lets the generation before the present one answer again, with every update that is newer than its catalogue.</summary>
    /// <exception cref="IndexException">There is none before it, or a build is running.</exception>
    public void Rollback()
    {
        Writable();
        IndexBuilder.Rollback(folder);
        Switch();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch?.Dispose();
        lock (switching)
        {
            updater?.Dispose();
            generation.Release();
        }
    }

    private IndexUpdater Writable() => updater ?? throw new IndexException(IndexFault.NotWritable, $"the folder of the index \"{Path.GetFileName(folder)}\" cannot be written, so it is served as it is");

    private T Asked<T>(Func<ServedGeneration, T> ask)
    {
        ServedGeneration asked = Acquire();
        try
        {
            return ask(asked);
        }
        finally
        {
            asked.Release();
        }
    }

    private ServedGeneration Acquire()
    {
        while (true)
        {
            ServedGeneration now = generation;
            if (now.TryAddReference()) return now;
            ObjectDisposedException.ThrowIf(ReferenceEquals(now, generation), this);
        }
    }

    private void FollowFolder()
    {
        // A generation that takes long to open must not be opened again by the next tick.
        if (!switching.TryEnter()) return;
        try
        {
            Switch();
        }
        catch (Exception problem)
        {
            logger.LogError("{Folder}: a new generation cannot be opened, the present one goes on answering. {Problem}", folder, problem.Message);
        }
        finally
        {
            switching.Exit();
        }
    }

    private void Switch()
    {
        lock (switching)
        {
            ServedGeneration before = generation;
            if (!before.Index.HasNewGeneration()) return;
            ServedGeneration next = ServedGeneration.Open(folder, loadEncoder);
            try
            {
                // Nothing that is found damaged takes the place of what answers.
                next.Index.Verify();
                if (updater is null) generation = next;
                else updater.MoveTo(next.Index, next.Encoder, () => generation = next);
            }
            catch
            {
                next.Release();
                throw;
            }
            before.Release();
            FirstQuestions = AskFirstQuestions(next);
            logger.LogInformation("{Folder}: generation {Generation} answers, {Products} products", folder, Manifest.Generation, Manifest.Products);
        }
    }

    private Task AskFirstQuestions(ServedGeneration asked) => Task.Run(() =>
    {
        try
        {
            asked.AskFirstQuestions(policy());
        }
        catch (IndexException damage)
        {
            // Nobody waits for these questions: what they meet first, a shopper meets next.
            logger.LogError("{Folder}: a part of the index that answers cannot be read. {Problem}", folder, damage.Message);
        }
    });

    // A folder that cannot be written takes no updates, and nobody else's either.
    private IndexUpdater? Updater()
    {
        try
        {
            return IndexUpdater.Open(generation.Index, generation.Encoder, "retrieval serve");
        }
        catch (IndexException refused) when (refused.Fault == IndexFault.NotWritable)
        {
            logger.LogWarning("{Folder} cannot be written; it is served as it is", folder);
            return null;
        }
    }
}
