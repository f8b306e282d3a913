using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Documents;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Tests.Snapshots;

/// <summary>What is found by an id, whatever was looked for before it, is what going through all products finds.</summary>
public sealed class IdFinderTests : IDisposable
{
    private readonly TestIndex test = new(Enumerable.Range(0, 300).Select(static i => Thing(IdOf(i))));

    [Fact]
    public void Ids_are_found_in_any_order_among_segments_with_deleted_products_and_products_written_again()
    {
        using IndexUpdater updater = IndexUpdater.Open(test.Index, null, "a test");
        var random = new Random(3);
        var alive = Enumerable.Range(0, 300).ToHashSet();
        for (int round = 0; round < 6; round++)
        {
            var changes = new List<CatalogUpdate>();
            for (int i = 0; i < 40; i++)
            {
                int number = random.Next(400);
                bool isDeleted = alive.Contains(number) && random.Next(2) == 0;
                if (isDeleted) alive.Remove(number);
                else alive.Add(number);
                changes.Add(isDeleted ? new CatalogUpdate.Delete(IdOf(number)) : new CatalogUpdate.Upsert(Thing(IdOf(number))));
            }
            updater.Apply(changes);
            using IndexSnapshot snapshot = test.Index.Acquire();
            for (int i = 0; i < 1_000; i++)
            {
                int number = random.Next(450);
                Assert.Equal(alive.Contains(number), snapshot.TryFind(IdOf(number), out int doc));
                Assert.Equal(alive.Contains(number) ? IdOf(number) : null, doc < 0 ? null : snapshot.Card(doc).Id);
            }
        }
    }

    [Fact]
    public async Task Many_may_look_at_once()
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(reader => Task.Run(() =>
        {
            for (int i = reader; i < 20_000; i++)
            {
                string id = IdOf(i % 400);
                Assert.Equal(i % 400 < 300, snapshot.TryFind(id, out int doc));
                if (doc >= 0) Assert.Equal(id, snapshot.Card(doc).Id);
            }
        })));
    }

    [Fact]
    public void Looks_do_not_read_the_dictionary_s_memory_anew()
    {
        using IndexSnapshot snapshot = test.Index.Acquire();
        for (int i = 0; i < 1_000; i++) snapshot.TryFind(i % 2 == 0 ? "T-1" : "none", out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) snapshot.TryFind(i % 2 == 0 ? "T-1" : "none", out _);
        // Lucene.Net's own way takes some 5,000 bytes a look.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 * 1_000);
    }

    [Fact]
    public void A_snapshot_that_was_disposed_looks_for_nothing()
    {
        IndexSnapshot snapshot = test.Index.Acquire();
        Assert.True(snapshot.TryFind("T-1", out _));
        Assert.True(snapshot.HoldsTerm(LexicalFields.Words, "thing"));
        Assert.False(snapshot.HoldsTerm(LexicalFields.Words, "none"));
        snapshot.Dispose();
        Assert.Throws<ObjectDisposedException>(() => snapshot.TryFind("T-1", out _));
        Assert.Throws<ObjectDisposedException>(() => snapshot.HoldsTerm(LexicalFields.Words, "thing"));
    }

    public void Dispose() => test.Dispose();

    // Of several lengths and scripts, so that a longer one's rest must not be taken for a shorter one's.
    private static string IdOf(int number) => number % 7 == 0 ? $"Größe-鍋-{number}-{new string('x', number % 90)}" : $"T-{number}";

    private static Product Thing(string id) => new() { Id = id, Title = "thing" };
}
