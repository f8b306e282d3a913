using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Building;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Tests.Snapshots;

/// <summary>
/// While updates and whole reindexes go by, every snapshot is one consistent state: all products of one generation, at prices that belong
/// together, readable to the end. No reader waits and none fails.
/// </summary>
public class ConcurrencyTests
{
    private const int Products = 60;
    private static readonly Market Euro = new(null, "EUR");

    [Fact]
    public async Task Readers_see_whole_states_while_updates_and_reindexes_go_by()
    {
        using var test = new TestIndex(Generation(1));
        using var done = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadUntil(test.Index, done.Token)))];
        using (IndexUpdater updater = IndexUpdater.Open(test.Index, null, "a test"))
        {
            for (int round = 2; round < 6; round++)
            {
                for (int price = 1; price < 6; price++) updater.Apply([.. Enumerable.Range(0, Products).Select(i => Price($"P-{i}", (round * 100) + price))]);
                IndexBuilder.Build(test.Folder, Generation(round), TestIndex.Plain);
                Assert.True(test.Index.Refresh());
            }
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Columns_may_be_read_until_a_snapshot_ends_whatever_ends_meanwhile()
    {
        using var test = new TestIndex(Generation(1));
        using var done = new CancellationTokenSource();
        int read = 0;
        Task[] readers = [.. Enumerable.Range(0, 4).Select(reader => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                IndexSnapshot snapshot = test.Index.Acquire();
                using (snapshot)
                {
                    // Each reader is the first to name other columns of a generation, some of them only after it was replaced.
                    for (int round = 0; round < 20; round++)
                    {
                        int doc = (round + reader) % snapshot.MaxDoc;
                        Assert.Equal(Products, snapshot.Match(FilterParser.Parse("brand = B and rating >= 0.1 and material = wool and released >= 2020-01-01"), Euro).Count);
                        Assert.Equal("B", Assert.Single(snapshot.Words(doc, Retrieval.Index.Documents.ColumnNames.Brand)));
                        Assert.NotEqual(0, snapshot.GroupKey(doc));
                        Assert.Equal(Retrieval.Text.Languages.Language.En, snapshot.LanguageOf(doc));
                        Interlocked.Increment(ref read);
                    }
                }
                Assert.Throws<ObjectDisposedException>(() => snapshot.GroupKey(0));
                Assert.Throws<ObjectDisposedException>(() => snapshot.Words(0, Retrieval.Index.Documents.ColumnNames.Brand));
                Assert.Throws<ObjectDisposedException>(() => snapshot.Match(Filter.Is("seller", "s"), Euro));
            }
        }))];
        for (int round = 2; round < 8; round++)
        {
            using (IndexUpdater updater = IndexUpdater.Open(test.Index, null, "a test"))
            {
                for (int i = 0; i < 5; i++) updater.Apply([new CatalogUpdate.Upsert(Generation(round).ElementAt(i))]);
            }
            IndexBuilder.Build(test.Folder, Generation(round), TestIndex.Plain);
            Assert.True(test.Index.Refresh());
            // Readers of the one before last are closed by now, and their files unmapped.
            GC.Collect();
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.True(read > 0);
    }

    private static void ReadUntil(ProductIndex index, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            using IndexSnapshot snapshot = index.Acquire();
            DocumentSet all = snapshot.Everything(Euro);
            Assert.Equal(Products, all.Count);
            Assert.Single(all.Documents().Select(doc => snapshot.Product(doc).Title).Distinct());
            long[] prices = [.. all.Documents().Select(doc => snapshot.Offer(doc, Euro).Price!.Value.Amount).Distinct()];
            Assert.Single(prices);
            Assert.Equal(Products, snapshot.Match(Filter.Is("price", $"{prices[0] / 100m}"), Euro).Count);
        }
    }

    private static IEnumerable<Product> Generation(int number) => Enumerable.Range(0, Products).Select(i => new Product
    {
        Id = $"P-{i}",
        Title = $"generation {number}",
        Brand = "B",
        Rating = 4.5,
        Material = ["wool"],
        Released = new DateOnly(2024, 5, 1),
        Price = new Money(number * 10_000, "EUR"),
    });

    private static CatalogUpdate.Offer Price(string id, long price) => new(id, null, Change<Money>.To(new Money(price, "EUR")), default, default, default, default, default);
}
