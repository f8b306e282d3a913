using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Errors;
using Retrieval.Index.Updates;
using Retrieval.Tests.Shared;

namespace Retrieval.Index.Tests.Updates;

/// <summary>What was appended is given back exactly and in its order, from any moment on, over segments and reopenings.</summary>
public sealed class UpdateJournalTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    [Fact]
    public void Every_kind_of_update_comes_back_as_it_was()
    {
        CatalogUpdate[] updates =
        [
            new CatalogUpdate.Upsert(new Product { Id = "Ä \"1\"", Title = "Tasse, \\ 0,3 l", Price = new Money(990, "EUR"), Color = ["rot"] }),
            new CatalogUpdate.Offer("A", "US-CA", Change<Money>.To(new Money(1, "USD")), Change<Money>.Clear, default, default, Change<Availability>.To(Availability.Preorder), Change<long>.To(0)),
            new CatalogUpdate.Offer(
                "A", null, default, Change<Money>.To(new Money(700, "JPY")), Change<DateTimeOffset>.To(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2))),
                Change<DateTimeOffset>.Clear, Change<Availability>.Clear, Change<long>.Clear),
            new CatalogUpdate.Delete("B\u2028C"),
        ];
        using (var journal = UpdateJournal.Open(folder)) journal.Append(3, updates);
        using var reopened = UpdateJournal.Open(folder);
        Assert.Equal(3, reopened.Generation);
        List<CatalogUpdate> read = All(reopened, after: 0);
        Assert.Equal(ProductJson.ToUtf8(((CatalogUpdate.Upsert)updates[0]).Product), ProductJson.ToUtf8(Assert.IsType<CatalogUpdate.Upsert>(read[0]).Product));
        Assert.Equal(updates[1..], read[1..]);
    }

    [Fact]
    public void A_replay_goes_on_where_the_last_one_ended_and_old_segments_are_dropped()
    {
        const int commits = 400;
        using var journal = UpdateJournal.Open(folder, segmentBytes: 500);
        var seen = new List<string>();
        long through = 0;
        for (int i = 0; i < commits; i++)
        {
            journal.Append(1, [new CatalogUpdate.Delete($"P-{i}")]);
            if (i % 7 == 0) through = journal.Replay(through, updates => seen.AddRange(updates.Select(Id)));
        }
        journal.Replay(through, updates => seen.AddRange(updates.Select(Id)));
        Assert.Equal(Enumerable.Range(0, commits).Select(i => $"P-{i}"), seen);

        List<string> kept = [.. All(journal, after: 0).Select(Id)];
        Assert.InRange(kept.Count, 16, commits - 1);
        Assert.Equal(Enumerable.Range(commits - kept.Count, kept.Count).Select(i => $"P-{i}"), kept);
        Assert.Equal(16, Directory.GetFiles(Path.Combine(folder, "updates")).Length);
    }

    [Fact]
    public void What_is_taken_back_is_gone_and_a_torn_tail_is_cut()
    {
        using (var journal = UpdateJournal.Open(folder))
        {
            journal.Append(1, [new CatalogUpdate.Delete("kept")]);
            journal.TakeBack(journal.Append(2, [new CatalogUpdate.Delete("gone")]));
            Assert.Equal(["kept"], All(journal, after: 0).Select(Id));
            journal.Append(2, [new CatalogUpdate.Delete("kept too")]);
        }
        File.AppendAllText(Directory.GetFiles(Path.Combine(folder, "updates")).Single(), "torn");
        using var reopened = UpdateJournal.Open(folder);
        reopened.Append(2, [new CatalogUpdate.Delete("later")]);
        Assert.Equal(["kept", "kept too", "later"], All(reopened, after: 0).Select(Id));
    }

    [Fact]
    public void A_damaged_segment_is_refused_by_its_name()
    {
        using (var journal = UpdateJournal.Open(folder))
        {
            journal.Append(1, [new CatalogUpdate.Delete("A")]);
            journal.Append(1, [new CatalogUpdate.Delete("B")]);
        }
        string path = Directory.GetFiles(Path.Combine(folder, "updates")).Single();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[30] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains(path, Assert.Throws<IndexException>(() => UpdateJournal.Open(folder)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static List<CatalogUpdate> All(UpdateJournal journal, long after)
    {
        var all = new List<CatalogUpdate>();
        journal.Replay(after, all.AddRange);
        return all;
    }

    private static string Id(CatalogUpdate update) => ((CatalogUpdate.Delete)update).Id;
}
