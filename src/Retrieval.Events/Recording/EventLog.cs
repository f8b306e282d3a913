using System.Buffers;
using System.Threading.Channels;
using Retrieval.Events.Funnel;

namespace Retrieval.Events.Recording;

/// <summary>
/// The events of one index, durable before they are acknowledged. Calls that come while a flush is under way are written and flushed
/// together by the next one, so that one slow disk serves many callers. Safe to call from many threads; one process a folder.
/// <para>
/// A file takes 16 MiB and all together 1 GiB: then the oldest is removed, so whoever wants to keep events longer copies full files away
/// before. An event that is sent again is written once if the first is in the last two files; the report counts it once in any case.
/// </para>
/// </summary>
public sealed class EventLog : IAsyncDisposable
{
    private const string LockName = "events.lock";
    private const int BytesPerFlush = 1 << 20;

    // So many calls wait in memory; those behind them wait with their caller.
    private const int CallsWaiting = 1024;

    private static readonly EventLogLimits Limits = new(SegmentBytes: 16 << 20, FolderBytes: 1 << 30);

    private readonly string folder;
    private readonly FileStream ownership;
    private readonly EventSegments segments;
    private readonly Channel<Pending> waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(CallsWaiting) { SingleReader = true });
    private readonly ArrayBufferWriter<byte> lines = new(64 * 1024);
    private readonly Task writing;
    private HashSet<string> known, knownBefore;

    private EventLog(string folder, FileStream ownership, EventSegments segments)
    {
        this.folder = folder;
        this.ownership = ownership;
        this.segments = segments;
        HashSet<string>[] ids = [.. segments.Newest.Select(IdsOf)];
        known = ids.Length > 0 ? ids[^1] : [];
        knownBefore = ids.Length > 1 ? ids[0] : [];
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens the log of a folder, which is made where it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="removed">Told of every file that is removed since all together are full.</param>
    /// <exception cref="EventLogException">The folder cannot be written, or another process records there.</exception>
    public static EventLog Open(string folder, Action<string> removed) => Open(folder, Limits, removed);

    internal static EventLog Open(string folder, EventLogLimits limits, Action<string> removed)
    {
        FileStream? ownership = null;
        try
        {
            Directory.CreateDirectory(folder);
            ownership = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new EventLog(folder, ownership, EventSegments.Open(folder, limits, removed));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            ownership?.Dispose();
            throw new EventLogException($"events cannot be recorded in {folder}: {refused.Message} Check the folder's rights, and that no other process records there.", refused);
        }
    }

    /// <summary>Records events, all or none. When it is done, they are on the disk.</summary>
    /// <returns>How many of them were new.</returns>
    /// <exception cref="EventLogException">They could not be written.</exception>
    /// <exception cref="ObjectDisposedException">The log is closed.</exception>
    public async Task<int> RecordAsync(IReadOnlyList<FunnelEvent> events)
    {
        var pending = new Pending(events);
        try
        {
            await waiting.Writer.WriteAsync(pending);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(EventLog));
        }
        return await pending.Done.Task;
    }

    /// <summary>Writes what waits, then closes the log.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing;
        segments.Dispose();
        ownership.Dispose();
    }

    private async Task WriteAsync()
    {
        var together = new List<Pending>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            var fresh = new List<string>();
            while (lines.WrittenCount < BytesPerFlush && waiting.Reader.TryRead(out Pending? pending))
            {
                together.Add(pending);
                foreach (FunnelEvent told in pending.Events)
                {
                    if (knownBefore.Contains(told.Id) || !known.Add(told.Id)) continue;
                    fresh.Add(told.Id);
                    pending.Fresh++;
                    EventLine.Write(lines, told);
                }
            }
            Exception? fault = Flush(fresh);
            foreach (Pending pending in together)
            {
                if (fault is null) pending.Done.SetResult(pending.Fresh);
                else pending.Done.SetException(fault);
            }
            together.Clear();
            lines.ResetWrittenCount();
        }
    }

    private EventLogException? Flush(List<string> fresh)
    {
        if (fresh.Count == 0) return null;
        try
        {
            if (!segments.Append(lines.WrittenSpan)) return null;
            known.ExceptWith(fresh);
            knownBefore = known;
            known = new HashSet<string>(fresh, StringComparer.Ordinal);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            known.ExceptWith(fresh);
            return new EventLogException($"the events could not be written to {folder}: {refused.Message} Free space or check the folder's rights, and send them again.", refused);
        }
    }

    private static HashSet<string> IdsOf(string path) =>
        EventFolder.Lines(path).Select(static line => line.Event?.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private sealed class Pending(IReadOnlyList<FunnelEvent> events)
    {
        public IReadOnlyList<FunnelEvent> Events { get; } = events;

        public int Fresh { get; set; }

        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
