using Retrieval.Conversation;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Search.Requests;
using Retrieval.Search.Suggesting;

namespace Retrieval.Service.Indexes;

/// <summary>
/// One index that answers, and goes over to a new generation as soon as its folder has one. A generation is opened and warmed beside the
/// one that answers; calls under way end on the one that they began with, which is closed after the last of them.
/// </summary>
internal sealed class ServedIndex : IDisposable
{
    private readonly string folder;
    private readonly Func<IndexManifest, IEncoder?> loadEncoder;
    private readonly ILogger logger;
    private readonly IndexLock? held;
    private readonly Lock switching = new();
    private volatile Generation generation;
    private Timer? watch;

    private ServedIndex(string folder, Func<IndexManifest, IEncoder?> loadEncoder, ILogger logger)
    {
        this.folder = folder;
        this.loadEncoder = loadEncoder;
        this.logger = logger;
        held = Hold(folder, logger);
        try
        {
            generation = Generation.Open(folder, loadEncoder);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>What the answering generation was built from.</summary>
    public IndexManifest Manifest => generation.Index.Manifest;

    /// <summary>Opens an index and watches its folder.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <param name="loadEncoder">Loads its encoder.</param>
    /// <param name="every">How often the folder is looked at.</param>
    /// <param name="logger">Told of generations and of what kept one from being opened.</param>
    /// <exception cref="IndexException">There is no index, it cannot be read, or another process holds it.</exception>
    public static ServedIndex Open(string folder, Func<IndexManifest, IEncoder?> loadEncoder, TimeSpan every, ILogger logger)
    {
        var served = new ServedIndex(folder, loadEncoder, logger);
        served.watch = new Timer(_ => served.FollowFolder(), null, every, every);
        return served;
    }

    /// <summary>Asks the answering generation, which stays open until the answer is there.</summary>
    public T Ask<T>(Func<SearchEngine, T> ask) => Asked(generation => ask(generation.Engine));

    /// <summary>Asks the assistant of the answering generation, which stays open until the answer is there.</summary>
    public T Advise<T>(Func<AskEngine, T> ask) => Asked(generation => ask(generation.Assistant));

    /// <inheritdoc/>
    public void Dispose()
    {
        watch?.Dispose();
        lock (switching) generation.Release();
        held?.Dispose();
    }

    private T Asked<T>(Func<Generation, T> ask)
    {
        Generation asked = Acquire();
        try
        {
            return ask(asked);
        }
        finally
        {
            asked.Release();
        }
    }

    private Generation Acquire()
    {
        while (true)
        {
            Generation now = generation;
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
            if (!generation.Index.HasNewGeneration()) return;
            Generation before = generation;
            generation = Generation.Open(folder, loadEncoder);
            before.Release();
            logger.LogInformation("{Folder}: generation {Generation} answers, {Products} products", folder, Manifest.Generation, Manifest.Products);
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

    /// <summary>Keeps other processes from updating the index; a folder that cannot be written needs no such care.</summary>
    private static IndexLock? Hold(string folder, ILogger logger)
    {
        if (!Directory.Exists(folder)) return null;
        try
        {
            return IndexLock.ForUpdates(folder, "retrieval serve");
        }
        catch (IndexException refused) when (refused.Fault == IndexFault.NotWritable)
        {
            logger.LogWarning("{Folder} cannot be written; it is served as it is", folder);
            return null;
        }
    }

    /// <summary>An open generation with its encoder, counted by who uses it.</summary>
    private sealed class Generation
    {
        private readonly IEncoder? encoder;
        private int references = 1;

        private Generation(ProductIndex index, IEncoder? encoder)
        {
            Index = index;
            this.encoder = encoder;
            Engine = new SearchEngine(index, encoder);
            Assistant = new AskEngine(Engine);
        }

        public ProductIndex Index { get; }

        public SearchEngine Engine { get; }

        public AskEngine Assistant { get; }

        public static Generation Open(string folder, Func<IndexManifest, IEncoder?> loadEncoder)
        {
            ProductIndex index = ProductIndex.Open(folder);
            try
            {
                var opened = new Generation(index, loadEncoder(index.Manifest));
                // The first question of a generation reads its files and derives what all others share.
                opened.Engine.Search(new SearchRequest { Query = "first question" });
                // Suggestions read all titles once, which nobody need wait for.
                _ = Task.Run(() => opened.Engine.Suggest(new SuggestRequest { Prefix = "a" }));
                return opened;
            }
            catch
            {
                index.Dispose();
                throw;
            }
        }

        public bool TryAddReference()
        {
            int seen = Volatile.Read(ref references);
            while (seen > 0)
            {
                int found = Interlocked.CompareExchange(ref references, seen + 1, seen);
                if (found == seen) return true;
                seen = found;
            }
            return false;
        }

        public void Release()
        {
            if (Interlocked.Decrement(ref references) > 0) return;
            Index.Dispose();
            encoder?.Dispose();
        }
    }
}
