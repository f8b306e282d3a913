using System.Text;
using Retrieval.Index.Errors;
using Retrieval.Index.Feeds;
using Retrieval.Tests.Shared;

namespace Retrieval.Index.Tests.Feeds;

/// <summary>
/// What must hold of the feeds' store: what was put in is there after a restart and after the log was written anew; what could not be applied
/// is not there; what a crash left unapplied is applied at the next start; a log cut at any byte opens with all or nothing of its last change.
/// </summary>
public sealed class FeedStoreTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder("feeds");
    private readonly List<FeedChange> applied = [];

    private string Log => Path.Combine(folder, "feeds.log");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Random_changes_are_there_after_every_restart_and_the_log_does_not_grow_without_end()
    {
        var random = new Random(14);
        var twin = new Dictionary<string, Dictionary<string, (string[] Variants, string Json)>>();
        FeedStore store = Open(wasteBytes: 2000);
        try
        {
            for (int i = 0; i < 400; i++)
            {
                if (twin.Count == 0 || random.Next(60) == 0) twin.Add((await store.CreateAsync(random.Next(2) == 0 ? "FR" : null)).Id, []);
                (string feed, var products) = twin.ElementAt(random.Next(twin.Count));
                FeedProduct[] put = [.. Enumerable.Range(0, 8).Where(_ => random.Next(3) == 0).Select(p => Product($"{feed}-{p}", random.Next(4), random.Next(300)))];
                string[] gone = [.. put.Where(product => products.ContainsKey(product.Id)).SelectMany(product => products[product.Id].Variants.Except(product.Variants))];
                await store.PutAsync(feed, put);
                Assert.Equal(gone, applied[^1].Gone);
                foreach (FeedProduct product in put) products[product.Id] = ([.. product.Variants], Encoding.UTF8.GetString(product.Json.Span));
                if (random.Next(20) == 0)
                {
                    store.Dispose();
                    store = Open(wasteBytes: 2000);
                }
                Assert.Equal(products.Values.Select(static product => product.Json), await Read(store, feed));
                long live = twin.Values.Sum(static feed => feed.Values.Sum(static product => (long)product.Json.Length));
                Assert.InRange(new FileInfo(Log).Length, live, 2 * live + 2000 + 4000);
            }
            Assert.Equal(twin.Values.SelectMany(static feed => feed.Values).SelectMany(static product => product.Variants).Order(), store.Variants.Order());
        }
        finally
        {
            store.Dispose();
        }
    }

    [Fact]
    public async Task What_cannot_be_applied_is_not_put_in()
    {
        using var store = FeedStore.Open(folder, isWritable: true, change => change.Products[0].Id == "bad" ? throw new IndexException(IndexFault.NotWritable, "full") : Task.CompletedTask);
        string feed = (await store.CreateAsync(null)).Id;
        await store.PutAsync(feed, [Product("good", 1, 10)]);
        long length = new FileInfo(Log).Length;
        await Assert.ThrowsAsync<IndexException>(() => store.PutAsync(feed, [Product("bad", 1, 10)]));
        Assert.Equal(length, new FileInfo(Log).Length);
        Assert.Single(await Read(store, feed));
    }

    [Fact]
    public async Task A_log_cut_at_any_byte_has_all_or_nothing_of_the_last_change_and_applies_it()
    {
        string feed;
        long before;
        using (FeedStore store = Open())
        {
            feed = (await store.CreateAsync("FR")).Id;
            await store.PutAsync(feed, [Product("a", 2, 10)]);
            before = new FileInfo(Log).Length;
            await store.PutAsync(feed, [Product("a", 1, 20), Product("b", 1, 20)]);
        }
        byte[] whole = await File.ReadAllBytesAsync(Log);
        int recovered = 0;
        for (int length = (int)before; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Log, whole[..length]);
            applied.Clear();
            using FeedStore store = Open();
            await store.RecoverAsync();
            int products = (await Read(store, feed)).Length;
            if (applied.Count > 0)
            {
                Assert.Equal(["a", "b"], Assert.Single(applied).Products.Select(static product => product.Id));
                Assert.Equal(("FR", "a-1"), (applied[0].Feed.TargetCountry, Assert.Single(applied[0].Gone)));
                Assert.Equal(2, products);
                recovered++;
            }
            else
            {
                Assert.Equal(length == whole.Length ? 2 : 1, products);
            }
        }
        // From the last byte of the products to the last but one of the mark.
        Assert.Equal(21, recovered);
    }

    [Fact]
    public async Task A_variant_is_in_one_product_of_one_feed()
    {
        using FeedStore store = Open();
        string first = (await store.CreateAsync(null)).Id, second = (await store.CreateAsync(null)).Id;
        await store.PutAsync(first, [Product("a", 1, 10)]);
        await Assert.ThrowsAsync<VariantTakenException>(() => store.PutAsync(second, [Product("a", 1, 10)]));
        await Assert.ThrowsAsync<VariantTakenException>(() => store.PutAsync(first, [Product("b", 1, 10), Product("b", 1, 10) with { Id = "c" }]));
        // It moves where its product gives it up in the same change.
        await store.PutAsync(first, [Product("a", 0, 10), Product("a", 1, 10) with { Id = "b" }]);
        Assert.Equal(["a-0"], store.Variants);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_read()
    {
        string feed;
        using (FeedStore store = Open())
        {
            feed = (await store.CreateAsync(null)).Id;
            await store.PutAsync(feed, [Product("a", 1, 10)]);
        }
        using var read = FeedStore.Open(folder, isWritable: false, static _ => throw new InvalidOperationException());
        Assert.Single(await Read(read, feed));
        await Assert.ThrowsAsync<IndexException>(() => read.PutAsync(feed, [Product("a", 1, 10)]));
    }

    private FeedStore Open(long wasteBytes = 1 << 20) => FeedStore.Open(folder, isWritable: true, change => { applied.Add(change); return Task.CompletedTask; }, wasteBytes);

    private static FeedProduct Product(string id, int variants, int bytes) =>
        new(id, [.. Enumerable.Range(0, variants).Select(variant => $"{id}-{variant}")], Encoding.UTF8.GetBytes($"\"{id} {bytes} {new string('x', bytes)}\""));

    private static async Task<string[]> Read(FeedStore store, string feed)
    {
        var products = new List<string>();
        await foreach (ReadOnlyMemory<byte> product in store.ReadProductsAsync(feed)) products.Add(Encoding.UTF8.GetString(product.Span));
        return [.. products];
    }
}
