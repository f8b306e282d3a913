using Retrieval.Events.Funnel;
using Retrieval.Events.Recording;
using Retrieval.Tests.Shared;

namespace Retrieval.Events.Tests.Recording;

/// <summary>
/// What must hold of the log: what was acknowledged is read after any cut of the last write; an event sent again is written once, also after
/// a restart; files are rotated and the oldest removed; what cannot be written is told, counts nowhere, and can be sent again.
/// </summary>
public sealed class EventLogTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder("events");
    private readonly List<string> removed = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Many_at_once_are_all_recorded_once()
    {
        await using EventLog log = Open();
        int[] recorded = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => log.RecordAsync([Told.Event($"e-{i / 2}")]))));
        Assert.Equal(200, recorded.Sum());
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => $"e-{i}").Order(), Ids().Order());
    }

    [Fact]
    public async Task A_retry_after_a_restart_is_written_once()
    {
        await using (EventLog log = Open()) Assert.Equal(2, await log.RecordAsync([Told.Event("a"), Told.Event("b")]));
        await using EventLog again = Open();
        Assert.Equal(1, await again.RecordAsync([Told.Event("b"), Told.Event("c"), Told.Event("c")]));
        Assert.Equal(["a", "b", "c"], Ids());
    }

    [Fact]
    public async Task A_cut_anywhere_in_the_last_line_loses_that_line_alone()
    {
        await using (EventLog log = Open()) await log.RecordAsync([Told.Event("a"), Told.Event("b")]);
        string file = Assert.Single(Directory.GetFiles(folder, "*.jsonl"));
        byte[] whole = File.ReadAllBytes(file);
        int second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int cut = second; cut < whole.Length - 1; cut++)
        {
            File.WriteAllBytes(file, whole[..cut]);
            Assert.Equal(["a"], Ids());
            await using (EventLog log = Open()) Assert.Equal(2, await log.RecordAsync([Told.Event("b"), Told.Event("c")]));
            Assert.Equal(["a", "b", "c"], Ids());
            Assert.DoesNotContain(EventFolder.Read(folder), static line => line.Problem is not null);
        }
    }

    [Fact]
    public async Task A_damaged_line_is_named_and_the_others_are_read()
    {
        await using (EventLog log = Open()) await log.RecordAsync([Told.Event("a"), Told.Event("b"), Told.Event("c")]);
        string file = Assert.Single(Directory.GetFiles(folder, "*.jsonl"));
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"b\"", "\"x\"", StringComparison.Ordinal));
        Assert.Equal(["a", "c"], Ids());
        RecordedLine damaged = Assert.Single(EventFolder.Read(folder), static line => line.Event is null);
        Assert.Equal((file, 2, "the checksum does not hold"), (damaged.File, damaged.Line, damaged.Problem));
    }

    [Fact]
    public async Task Files_are_rotated_and_the_oldest_removed()
    {
        await using EventLog log = EventLog.Open(folder, new EventLogLimits(SegmentBytes: 400, FolderBytes: 1000), removed.Add);
        for (int i = 0; i < 40; i++) await log.RecordAsync([Told.Event($"e-{i:00}")]);
        FileInfo[] files = [.. new DirectoryInfo(folder).GetFiles("*.jsonl").OrderBy(static file => file.Name)];
        Assert.All(files, static file => Assert.InRange(file.Length, 1, 400));
        Assert.InRange(files.Sum(static file => file.Length), 400, 1000);
        Assert.Equal(Enumerable.Range(1, removed.Count).Select(i => Path.Combine(folder, $"events-{i:000000}.jsonl")), removed);
        string[] left = [.. Ids()];
        Assert.Equal(Enumerable.Range(40 - left.Length, left.Length).Select(static i => $"e-{i:00}"), left);
        // A retry is known as far back as the file before the last.
        Assert.Equal(0, await log.RecordAsync([Told.Event("e-39"), Told.Event("e-38"), Told.Event("e-37")]));
    }

    [Fact]
    public async Task What_cannot_be_written_is_told_and_can_be_sent_again()
    {
        await using EventLog log = Open();
        Directory.Delete(folder, recursive: true);
        EventLogException refused = await Assert.ThrowsAsync<EventLogException>(() => log.RecordAsync([Told.Event("a")]));
        Assert.Contains(folder, refused.Message);
        Directory.CreateDirectory(folder);
        Assert.Equal(1, await log.RecordAsync([Told.Event("a")]));
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public async Task Two_cannot_record_in_one_folder_and_a_closed_one_records_nothing()
    {
        EventLog log = Open();
        Assert.Contains("no other process", Assert.Throws<EventLogException>(Open).Message);
        await log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.RecordAsync([Told.Event("a")]));
        await Open().DisposeAsync();
    }

    private EventLog Open() => EventLog.Open(folder, removed.Add);

    private IEnumerable<string> Ids() => EventFolder.Read(folder).Select(static line => line.Event).OfType<FunnelEvent>().Select(static told => told.Id);
}
