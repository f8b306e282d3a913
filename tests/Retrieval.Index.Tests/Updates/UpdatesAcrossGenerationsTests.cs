using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Building;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Tests.Updates;

/// <summary>A reindex or a rollback loses no update that is newer than its catalogue, and brings back none that is older.</summary>
public sealed class UpdatesAcrossGenerationsTests : IDisposable
{
    private readonly TestIndex test = new([Thing("A", 1000), Thing("B", 2000), Thing("C", 3000)]);

    [Fact]
    public void Updates_newer_than_the_catalogue_reach_the_generation_built_from_it()
    {
        DateTimeOffset written = DateTimeOffset.UtcNow;
        using IndexUpdater updater = Open();
        updater.Apply([Price("A", 1), new CatalogUpdate.Upsert(Thing("D", 4)), new CatalogUpdate.Delete("C")]);
        Build(written, Thing("A", 1000), Thing("B", 2500), Thing("C", 3000));
        updater.Follow();
        Assert.Equal([("A", 1), ("B", 2500), ("D", 4)], Prices(test.Index));
    }

    [Fact]
    public void A_build_beside_nobody_takes_them_up_by_itself()
    {
        DateTimeOffset written = DateTimeOffset.UtcNow;
        using (IndexUpdater updater = Open()) updater.Apply([Price("A", 1)]);
        Build(written, Thing("A", 1000), Thing("B", 2500));
        using ProductIndex reopened = ProductIndex.Open(test.Folder);
        Assert.Equal([("A", 1), ("B", 2500)], Prices(reopened));
    }

    [Fact]
    public void Of_a_product_only_what_an_update_named_goes_before_the_newer_catalogue()
    {
        using IndexUpdater updater = Open();
        updater.Apply([Price("A", 1)]);
        DateTimeOffset written = DateTimeOffset.UtcNow;
        updater.Apply([new CatalogUpdate.Offer("A", null, default, default, default, default, default, Change<long>.To(7))]);
        Build(written, Thing("A", 1500));
        updater.Follow();
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.True(snapshot.TryFind("A", out int doc));
        OfferView offer = snapshot.Offer(doc, new Market(null, "EUR"));
        Assert.Equal((1500, 7), (offer.Price!.Value.Amount, offer.Quantity!.Value));
    }

    [Fact]
    public void After_a_rollback_the_older_generation_has_the_newer_updates()
    {
        using (IndexUpdater updater = Open())
        {
            Build(null, Thing("A", 1500), Thing("B", 2500));
            updater.Follow();
            updater.Apply([Price("A", 9)]);
            IndexBuilder.Rollback(test.Folder);
            updater.Follow();
        }
        Assert.Equal([("A", 9), ("B", 2000), ("C", 3000)], Prices(test.Index));
    }

    [Fact]
    public async Task Nothing_acknowledged_is_missing_after_any_of_many_reindexes()
    {
        const int reindexes = 4;
        using IndexUpdater updater = Open();
        DateTimeOffset written = DateTimeOffset.UtcNow;
        long acknowledged = 0;
        using var stop = new CancellationTokenSource();
        var updating = Task.Run(async () =>
        {
            for (long price = 1; !stop.IsCancellationRequested; price++)
            {
                Assert.Empty((await updater.ApplyAsync([Price("A", price)])).Refused);
                Volatile.Write(ref acknowledged, price);
            }
        }, CancellationToken.None);
        for (int i = 0; i < reindexes; i++)
        {
            Build(written, Thing("A", 0), Thing("B", i));
            long before = Volatile.Read(ref acknowledged);
            updater.Follow();
            Assert.True(Prices(test.Index).Single(price => price.Id == "A").Price >= before);
            Assert.Equal(i, Prices(test.Index).Single(price => price.Id == "B").Price);
        }
        await stop.CancelAsync();
        await updating;
        Assert.Equal(acknowledged, Prices(test.Index).Single(price => price.Id == "A").Price);
    }

    [Fact]
    public void After_random_updates_builds_and_rollbacks_the_index_holds_what_a_dictionary_holds()
    {
        var random = new Random(5);
        var feed = new Dictionary<string, long> { ["A"] = 1000, ["B"] = 2000, ["C"] = 3000 };
        var state = new Dictionary<string, long>(feed);
        DateTimeOffset written = DateTimeOffset.UtcNow;
        var since = new List<CatalogUpdate>();
        IndexUpdater updater = Open();
        for (int round = 0; round < 60; round++)
        {
            switch (random.Next(8))
            {
                case 0:
                    // A feed written now: what it says goes before all that was told before.
                    written = DateTimeOffset.UtcNow;
                    since.Clear();
                    foreach (string id in feed.Keys.ToList()) feed[id] = random.Next(1000);
                    break;
                case 1:
                    Build(written, [.. feed.Select(entry => Thing(entry.Key, entry.Value))]);
                    state = new Dictionary<string, long>(feed);
                    foreach (CatalogUpdate update in since) Apply(state, update);
                    if (random.Next(2) == 0) updater.Follow();
                    else
                    {
                        updater.Dispose();
                        updater = Open();
                    }
                    break;
                default:
                    CatalogUpdate change = Change(random);
                    bool taken = updater.Apply([change]).Refused.Count == 0;
                    Assert.Equal(Apply(state, change), taken);
                    if (taken) since.Add(change);
                    break;
            }
            Assert.Equal(state.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)), Prices(test.Index));
        }
        updater.Dispose();
    }

    public void Dispose() => test.Dispose();

    private static CatalogUpdate Change(Random random)
    {
        string id = ((string[])["A", "B", "C", "D", "E"])[random.Next(5)];
        return random.Next(3) switch
        {
            0 => new CatalogUpdate.Delete(id),
            1 => new CatalogUpdate.Upsert(Thing(id, random.Next(1000))),
            _ => Price(id, random.Next(1000)),
        };
    }

    private static bool Apply(Dictionary<string, long> state, CatalogUpdate update)
    {
        switch (update)
        {
            case CatalogUpdate.Upsert upsert:
                state[upsert.Product.Id] = upsert.Product.Price!.Value.Amount;
                return true;
            case CatalogUpdate.Offer offer when state.ContainsKey(offer.Id):
                state[offer.Id] = offer.Price.Value!.Value.Amount;
                return true;
            case CatalogUpdate.Delete delete:
                return state.Remove(delete.Id);
            default:
                return false;
        }
    }

    private void Build(DateTimeOffset? asOf, params Product[] products) => IndexBuilder.Build(test.Folder, products, TestIndex.Plain with { AsOf = asOf });

    private IndexUpdater Open() => IndexUpdater.Open(test.Index, null, "a test");

    private static (string Id, long Price)[] Prices(ProductIndex index)
    {
        using IndexSnapshot snapshot = index.Acquire();
        return
        [
            .. snapshot.Everything(new Market(null, "EUR")).Documents()
                .Select(doc => (snapshot.Product(doc).Id, snapshot.Offer(doc, new Market(null, "EUR")).Price!.Value.Amount)).Order(),
        ];
    }

    private static CatalogUpdate.Offer Price(string id, long price) => new(id, null, Change<Money>.To(new Money(price, "EUR")), default, default, default, default, default);

    private static Product Thing(string id, long price) => new() { Id = id, Title = $"thing {id}", Price = new Money(price, "EUR"), Availability = Availability.InStock };
}
