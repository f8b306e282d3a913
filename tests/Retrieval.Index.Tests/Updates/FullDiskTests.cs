using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Building;
using Retrieval.Index.Errors;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;
using Retrieval.Index.Verify;
using Retrieval.Tests.Shared;

namespace Retrieval.Index.Tests.Updates;

/// <summary>
/// On a full disk updates and builds fail with an error that says so, what was committed before goes on serving, and updates go on when
/// there is room again. Needs a small file system of its own, so it runs where one can be mounted (as root on Linux).
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly SmallDisk disk = new();

    [Fact]
    public void A_full_disk_fails_what_is_written_and_nothing_else()
    {
        Assert.SkipUnless(disk.IsMounted, "no file system can be mounted here");
        using var test = new TestIndex([Thing("A", 1, "small")], folder: Path.Combine(disk.Folder, "index"));
        using IndexUpdater updater = IndexUpdater.Open(test.Index, null, "a test");
        updater.Apply([Price("A", 2)]);
        disk.Fill();

        Assert.Equal(IndexFault.NotWritable, Assert.Throws<IndexException>(() => updater.Apply([Price("A", 3), new CatalogUpdate.Upsert(Thing("B", 3, Long()))])).Fault);
        Assert.Equal(IndexFault.NotWritable, Assert.Throws<IndexException>(() => IndexBuilder.Build(test.Folder, [Thing("N", 1, Long())], TestIndex.Plain)).Fault);
        using (IndexSnapshot snapshot = test.Index.Acquire()) Assert.Equal(2, PriceOf(snapshot, "A"));

        disk.Empty();
        updater.Apply([Price("A", 4), new CatalogUpdate.Upsert(Thing("B", 4, "small"))]);
        using (IndexSnapshot snapshot = test.Index.Acquire())
        {
            Assert.Equal(4, PriceOf(snapshot, "A"));
            Assert.Equal(4, PriceOf(snapshot, "B"));
        }
        Assert.All(IndexVerifier.Verify(test.Folder).Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
    }

    public void Dispose() => disk.Dispose();

    // Random letters do not compress, so that the product needs room for itself.
    private static string Long()
    {
        var random = new Random(5);
        return string.Create(60_000, random, static (text, source) =>
        {
            for (int i = 0; i < text.Length; i++) text[i] = i % 9 == 8 ? ' ' : (char)('a' + source.Next(26));
        });
    }

    private static long PriceOf(IndexSnapshot snapshot, string id)
    {
        Assert.True(snapshot.TryFind(id, out int doc));
        return snapshot.Offer(doc, new Market(null, "EUR")).Price!.Value.Amount;
    }

    private static CatalogUpdate.Offer Price(string id, long price) => new(id, null, Change<Money>.To(new Money(price, "EUR")), default, default, default, default, default);

    private static Product Thing(string id, long price, string description) => new() { Id = id, Title = $"thing {id}", Description = description, Price = new Money(price, "EUR") };
}
