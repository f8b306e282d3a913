using Retrieval.Catalog.Updates;
using Retrieval.Index.Errors;
using Retrieval.Index.Feeds;
using Retrieval.Service.Indexes;
using Retrieval.Service.Jobs;

namespace Retrieval.Service.Acp;

/// <summary>The feeds of the Agentic Commerce Protocol, each of one index.</summary>
internal sealed class AcpFeeds(ServedIndexes indexes, JobLog log, ILogger<AcpFeeds> logger) : IDisposable
{
    // Other changes of the index go by between two commits.
    private const int UpdatesPerCommit = 500;

    private volatile Dictionary<string, FeedStore>? opened;

    private Dictionary<string, FeedStore> Stores => opened ?? throw new StartingException();

    /// <summary>Opens the feeds of every index, and applies what a crash kept from its index.</summary>
    /// <exception cref="IndexException">The feeds of an index are damaged.</exception>
    public async Task OpenAsync()
    {
        var stores = new Dictionary<string, FeedStore>(StringComparer.Ordinal);
        foreach ((string name, ServedIndex index) in indexes.All)
        {
            FeedStore store = stores[name] = FeedStore.Open(index.Folder, index.IsWritable, change => ApplyAsync(index, change));
            try
            {
                await store.RecoverAsync();
            }
            catch (IndexException notNow)
            {
                logger.LogError("{Index}: the products that were last put into a feed wait for the next. {Problem}", name, notNow.Message);
            }
        }
        opened = stores;
    }

    /// <summary>Variants of all feeds of an index.</summary>
    public IReadOnlyCollection<string> VariantsOf(string index) => Stores[index].Variants;

    /// <summary>Makes a feed.</summary>
    /// <param name="index">The index that it is to belong to; null is the first that the caller may use.</param>
    /// <param name="targetCountry">Its country; null is everywhere.</param>
    public async Task<StoredFeed> CreateAsync(string? index, string? targetCountry)
    {
        string name = index ?? indexes.First;
        _ = indexes[name];
        StoredFeed feed = await Stores[name].CreateAsync(targetCountry);
        log.Done("CreateFeed", name, 1, 0);
        return feed;
    }

    /// <exception cref="AcpException">There is no such feed in an index that the caller may use.</exception>
    public StoredFeed Find(string feed) => Open(feed).Feed;

    /// <summary>Puts products into a feed and its index, all or none.</summary>
    /// <exception cref="AcpException">There is no such feed, or one of the products is wrong.</exception>
    public async Task PutAsync(string feed, ReadOnlyMemory<byte> body)
    {
        (string index, FeedStore store, StoredFeed found) = Open(feed);
        try
        {
            IReadOnlyList<FeedProduct> products = AcpProducts.Read(body, found.TargetCountry);
            await PutAsync(store, feed, products);
            log.Done("UpsertFeedProducts", index, products.Count, 0);
        }
        catch (AcpException)
        {
            log.Done("UpsertFeedProducts", index, 0, 1);
            throw;
        }
    }

    /// <summary>The products of a feed as they were put in.</summary>
    /// <exception cref="AcpException">There is no such feed.</exception>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ProductsOf(string feed, CancellationToken cancellation) => Open(feed).Store.ReadProductsAsync(feed, cancellation);

    public void Dispose()
    {
        if (opened is not { } stores) return;
        foreach (FeedStore store in stores.Values) store.Dispose();
    }

    private static async Task PutAsync(FeedStore store, string feed, IReadOnlyList<FeedProduct> products)
    {
        try
        {
            await store.PutAsync(feed, products);
        }
        catch (VariantTakenException taken)
        {
            int place = products.TakeWhile(product => product.Id != taken.Product).Count();
            throw AcpException.Invalid(AcpProducts.Refused, $"products[{place}].variants", taken.Message);
        }
        catch (FeedLimitException full)
        {
            throw AcpException.Invalid("feed_limit_reached", "products", full.Message);
        }
    }

    private static async Task ApplyAsync(ServedIndex index, FeedChange change)
    {
        IEnumerable<CatalogUpdate> gone = change.Gone.Select(static id => new CatalogUpdate.Delete(id));
        IEnumerable<CatalogUpdate> put = change.Products.SelectMany(product => AcpProducts.Variants(product, change.Feed.TargetCountry)).Select(static product => new CatalogUpdate.Upsert(product));
        foreach (CatalogUpdate[] updates in gone.Concat(put).Chunk(UpdatesPerCommit)) await index.UpdateAsync(updates);
    }

    private (string Index, FeedStore Store, StoredFeed Feed) Open(string feed)
    {
        foreach ((string name, _) in indexes.Allowed)
        {
            // A feed of an index that the caller may not use is as if it were not there.
            FeedStore store = Stores[name];
            if (store.Find(feed) is { } found) return (name, store, found);
        }
        throw AcpException.FeedNotFound();
    }
}
