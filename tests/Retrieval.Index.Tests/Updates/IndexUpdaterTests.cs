using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Building;
using Retrieval.Index.Errors;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Filters;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Tests.Updates;

/// <summary>
/// Updates are visible when they return and there after reopening; snapshots from before keep what they saw; one process at a time; after
/// any mixture of updates, filters say what the products say.
/// </summary>
public sealed class IndexUpdaterTests : IDisposable
{
    private static readonly Market Euro = new(null, "EUR");
    private readonly TestIndex test = new([Thing("A", 1000), Thing("B", 2000), Thing("C", 3000)]);

    [Fact]
    public void An_offer_is_searchable_at_once_and_an_older_snapshot_keeps_its_price()
    {
        using IndexUpdater updater = Open();
        using IndexSnapshot before = test.Index.Acquire();
        Assert.Equal(["A"], Ids(before, "price<=15"));

        UpdateReport report = updater.Apply([Price("B", 1200)]);

        Assert.Equal(1, report.Offers);
        using IndexSnapshot after = test.Index.Acquire();
        Assert.Equal(["A", "B"], Ids(after, "price<=15"));
        Assert.Equal(["A"], Ids(before, "price<=15"));
        using ProductIndex reopened = ProductIndex.Open(test.Folder);
        using IndexSnapshot later = reopened.Acquire();
        Assert.Equal(["A", "B"], Ids(later, "price<=15"));
    }

    [Fact]
    public void Updates_of_one_batch_take_effect_in_their_order()
    {
        using IndexUpdater updater = Open();
        UpdateReport report = updater.Apply(
        [
            new CatalogUpdate.Upsert(Thing("D", 4000)),
            Price("D", 500),
            new CatalogUpdate.Delete("A"),
            Price("A", 1),
            new CatalogUpdate.Upsert(Thing("B", 700)),
            new CatalogUpdate.Delete("C"),
            new CatalogUpdate.Upsert(Thing("C", 900)),
            new CatalogUpdate.Delete("X"),
        ]);

        Assert.Equal((3, 1, 2), (report.Upserted, report.Offers, report.Deleted));
        Assert.Equal([(3, "A"), (7, "X")], report.Refused.Select(refused => (refused.Position, refused.Id)));
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.Equal(["B", "C", "D"], Ids(snapshot, "price<=9"));
        Assert.Equal(3, snapshot.ProductCount);
    }

    [Fact]
    public void A_replaced_product_has_the_offer_of_the_new_one_and_old_snapshots_that_of_the_old()
    {
        using IndexUpdater updater = Open();
        updater.Apply([Price("A", 111)]);
        using IndexSnapshot before = test.Index.Acquire();
        updater.Apply([new CatalogUpdate.Upsert(Thing("A", 222))]);
        using IndexSnapshot after = test.Index.Acquire();
        Assert.Equal(111, PriceOf(before, "A"));
        Assert.Equal(222, PriceOf(after, "A"));
    }

    [Fact]
    public void A_second_updater_is_refused_with_the_name_of_the_first()
    {
        using IndexUpdater updater = Open();
        IndexException refusal = Assert.Throws<IndexException>(() => IndexUpdater.Open(test.Index, null, "retrieval update"));
        Assert.Equal(IndexFault.InUse, refusal.Fault);
        Assert.Contains("a test", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_updater_moves_on_to_a_generation_that_was_built_beside_it()
    {
        using IndexUpdater updater = Open();
        updater.Apply([Price("A", 1)]);
        IndexBuilder.Build(test.Folder, [Thing("N", 5000)], TestIndex.Plain);
        updater.Follow();
        UpdateReport report = updater.Apply([Price("N", 2), Price("A", 2)]);
        Assert.Equal("A", Assert.Single(report.Refused).Id);
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.Equal(2, PriceOf(snapshot, "N"));
    }

    [Fact]
    public void Another_reader_sees_offers_and_products_when_it_refreshes_and_nothing_new_otherwise()
    {
        using ProductIndex reader = ProductIndex.Open(test.Folder);
        using IndexUpdater updater = Open();
        Assert.False(reader.Refresh());
        updater.Apply([Price("B", 500)]);
        Assert.True(reader.Refresh());
        using (IndexSnapshot snapshot = reader.Acquire()) Assert.Equal(500, PriceOf(snapshot, "B"));
        Assert.False(reader.Refresh());
        updater.Apply([new CatalogUpdate.Upsert(Thing("D", 600)), new CatalogUpdate.Delete("A")]);
        Assert.True(reader.Refresh());
        using (IndexSnapshot snapshot = reader.Acquire())
        {
            Assert.Equal(600, PriceOf(snapshot, "D"));
            Assert.False(snapshot.TryFind("A", out _));
        }
        Assert.False(reader.Refresh());
    }

    [Fact]
    public async Task Callers_that_meet_share_a_commit_and_none_is_lost()
    {
        using IndexUpdater updater = Open();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(() =>
        {
            for (int i = 0; i < 9; i++) Assert.Empty(updater.Apply([new CatalogUpdate.Offer(caller % 2 == 0 ? "A" : "B", null, default, default, default, default, default, Change<long>.To(1)), new CatalogUpdate.Upsert(Thing($"T-{caller}-{i % 3}", i))]).Refused);
        })));
        using ProductIndex reopened = ProductIndex.Open(test.Folder);
        using IndexSnapshot snapshot = reopened.Acquire();
        Assert.Equal(3 + (4 * 3), snapshot.ProductCount);
        for (int caller = 0; caller < 4; caller++) Assert.Equal(6, PriceOf(snapshot, $"T-{caller}-0"));
    }

    [Fact]
    public void A_region_named_for_the_first_time_states_only_what_the_update_states()
    {
        using IndexUpdater updater = Open();
        updater.Apply([new CatalogUpdate.Offer("A", "FR", Change<Money>.To(new Money(800, "EUR")), default, default, default, default, default)]);
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.True(snapshot.TryFind("A", out int doc));
        Assert.Equal(800, snapshot.Offer(doc, new Market("FR", "EUR")).Price!.Value.Amount);
        Assert.Equal(Availability.InStock, snapshot.Offer(doc, new Market("FR", "EUR")).Availability);
        Assert.Equal(1000, snapshot.Offer(doc, new Market("DE", "EUR")).Price!.Value.Amount);
        updater.Apply([new CatalogUpdate.Offer("A", "FR", Change<Money>.Clear, default, default, default, default, default)]);
        using IndexSnapshot cleared = test.Index.Acquire();
        Assert.Equal(1000, cleared.Offer(doc, new Market("FR", "EUR")).Price!.Value.Amount);
    }

    [Fact]
    public void After_random_updates_filters_say_what_the_products_say()
    {
        const int seed = 7;
        var random = new Random(seed);
        var source = new RandomProducts(seed);
        Dictionary<string, Product> state = Enumerable.Range(0, 300).Select(source.Next).ToDictionary(product => product.Id);
        using var random300 = new TestIndex(state.Values);
        using IndexUpdater updater = IndexUpdater.Open(random300.Index, null, "a test");
        for (int round = 0; round < 6; round++)
        {
            var updates = new List<CatalogUpdate>();
            for (int i = 0; i < 20; i++) updates.Add(Change(random, source, state));
            Assert.Empty(updater.Apply(updates).Refused);
            using IndexSnapshot snapshot = random300.Index.Acquire();
            foreach (Market market in (Market[])[Euro, new("US-CA", "USD")])
            {
                var twin = new FilterTwin(market, TestIndex.Now);
                foreach (string expression in (string[])["price<=30", "not price<=30", "availability=in_stock", "brand=acme and rating>=3", "power>=600 or capacity<1", ""])
                {
                    Filter filter = FilterParser.Parse(expression);
                    Assert.Equal(state.Values.Where(product => twin.Returnable(product) && twin.Matches(product, filter)).Select(product => product.Id).Order(), Ids(snapshot, filter, market));
                }
            }
        }
    }

    public void Dispose() => test.Dispose();

    private static CatalogUpdate Change(Random random, RandomProducts source, Dictionary<string, Product> state)
    {
        string[] ids = [.. state.Keys];
        string id = ids[random.Next(ids.Length)];
        switch (random.Next(3))
        {
            case 0:
                state.Remove(id);
                return new CatalogUpdate.Delete(id);
            case 1:
                Product product = source.Next(random.Next(400));
                state[product.Id] = product;
                return new CatalogUpdate.Upsert(product);
            default:
                var price = new Money(random.Next(1, 60) * 100, "EUR");
                state[id] = state[id] with { Price = price, Availability = Availability.InStock };
                return new CatalogUpdate.Offer(id, null, Change<Money>.To(price), default, default, default, Change<Availability>.To(Availability.InStock), default);
        }
    }

    private IndexUpdater Open() => IndexUpdater.Open(test.Index, null, "a test");

    private static long PriceOf(IndexSnapshot snapshot, string id)
    {
        Assert.True(snapshot.TryFind(id, out int doc));
        return snapshot.Offer(doc, Euro).Price!.Value.Amount;
    }

    private static IEnumerable<string> Ids(IndexSnapshot snapshot, string expression) => Ids(snapshot, FilterParser.Parse(expression), Euro);

    private static IEnumerable<string> Ids(IndexSnapshot snapshot, Filter filter, Market market) =>
        snapshot.Match(filter, market).Documents().Select(doc => snapshot.Product(doc).Id).Order();

    private static CatalogUpdate.Offer Price(string id, long price) => new(id, null, Change<Money>.To(new Money(price, "EUR")), default, default, default, default, default);

    private static Product Thing(string id, long price) => new() { Id = id, Title = $"thing {id}", Price = new Money(price, "EUR"), Availability = Availability.InStock };
}
