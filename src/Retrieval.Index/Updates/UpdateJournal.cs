using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Updates;

/// <summary>
/// Every update that an index took, in their order and with the moment, beside its generations. A generation that begins to serve is built
/// from a catalogue that was written before; the journal is where the updates that are newer than that catalogue come from.
/// <para>
/// Segments <c>updates/journal-000001.log</c> … are <see cref="FrameLog"/>s: a frame is one commit, stamped with its moment in UTC ticks, which
/// only grow. Its body is the number of the generation that took it (i32), then the updates as JSON Lines; a body without updates says that
/// the generation has caught up. The journal keeps 1 GiB: about 7 million offers.
/// </para>
/// <para><see cref="Replay"/> may run beside <see cref="Append"/>; else for one thread at a time.</para>
/// </summary>
internal sealed class UpdateJournal : IDisposable
{
    private const ulong Magic = 0x314C4E52_4A445055; // "UPDJRNL1"
    private const long UsualSegmentBytes = 64L << 20;
    private const int MostSegments = 16;
    private const int HeadBytes = sizeof(int);
    private const string Prefix = "journal-", Suffix = ".log";

    private readonly string folder;
    private readonly long segmentBytes;
    private readonly ConcurrentDictionary<int, long> lastStamps = new();
    private readonly ArrayBufferWriter<byte> body = new(64 * 1024);
    private FrameLog? log;
    private int segment;
    private long stamp;

    private UpdateJournal(string root, long segmentBytes)
    {
        folder = FolderOf(root);
        this.segmentBytes = segmentBytes;
    }

    /// <summary>The generation that took the last update or caught up last; null where the journal is empty.</summary>
    public int? Generation { get; private set; }

    /// <summary>True where the index has ever taken an update.</summary>
    /// <param name="root">Folder of the index.</param>
    public static bool Exists(string root) => Directory.Exists(FolderOf(root));

    /// <summary>The moment of the last append; later ones have later moments.</summary>
    public long LastStamp => stamp;

    /// <summary>Opens the journal of an index. Its folder is made with the first update.</summary>
    /// <param name="root">Folder of the index.</param>
    /// <param name="segmentBytes">Length from which on a segment is not written to any more.</param>
    /// <exception cref="IndexException">A segment is damaged.</exception>
    public static UpdateJournal Open(string root, long segmentBytes = UsualSegmentBytes)
    {
        var journal = new UpdateJournal(root, segmentBytes);
        int[] segments = journal.Segments();
        for (int i = segments.Length - 1; i >= 0 && journal.Generation is null; i--)
        {
            if (i == segments.Length - 1) journal.log = FrameLog.Open(journal.PathOf(segments[i]), Magic, journal.Follow);
            else FrameLog.Replay(journal.PathOf(segments[i]), Magic, journal.Follow);
        }
        journal.segment = segments.LastOrDefault();
        return journal;
    }

    /// <summary>Makes updates durable.</summary>
    /// <param name="generation">Number of the generation that takes them.</param>
    /// <param name="updates">The updates; none says that the generation has caught up.</param>
    /// <returns>The journal's length before, for <see cref="TakeBack"/>.</returns>
    public long Append(int generation, IReadOnlyList<CatalogUpdate> updates)
    {
        if (log is null || log.Length > segmentBytes) Rotate();
        body.ResetWrittenCount();
        BinaryPrimitives.WriteInt32LittleEndian(body.GetSpan(HeadBytes), generation);
        body.Advance(HeadBytes);
        foreach (CatalogUpdate update in updates) UpdateJson.WriteLine(update, body);
        long before = log!.Length;
        stamp = Math.Max(DateTime.UtcNow.Ticks, stamp + 1);
        log.Append(stamp, body.WrittenSpan);
        Generation = generation;
        return before;
    }

    /// <summary>Takes back the last append, whose updates came to nothing.</summary>
    public void TakeBack(long before) => log!.CutTo(before);

    /// <summary>Gives the updates after a moment, in their order.</summary>
    /// <param name="after">UTC ticks.</param>
    /// <param name="apply">Receives them, commit by commit.</param>
    /// <returns>The moment of the last, from which another replay goes on; <paramref name="after"/> where there was none.</returns>
    /// <exception cref="IndexException">A segment is damaged.</exception>
    public long Replay(long after, Action<IReadOnlyList<CatalogUpdate>> apply)
    {
        long through = after;
        foreach (int number in Segments())
        {
            if (lastStamps.TryGetValue(number, out long last) && last <= after) continue;
            FrameLog.Replay(PathOf(number), Magic, (moment, bytes) =>
            {
                last = moment;
                if (moment <= after) return;
                through = moment;
                if (bytes.Length > HeadBytes) apply(Read(bytes.Span[HeadBytes..], number));
            });
            // The present segment grows on.
            if (number < Volatile.Read(ref segment)) lastStamps[number] = last;
        }
        return through;
    }

    /// <inheritdoc/>
    public void Dispose() => log?.Dispose();

    private void Follow(long moment, ReadOnlyMemory<byte> bytes)
    {
        stamp = Math.Max(stamp, moment);
        Generation = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
    }

    private List<CatalogUpdate> Read(ReadOnlySpan<byte> lines, int number)
    {
        var updates = new List<CatalogUpdate>();
        try
        {
            foreach (Range line in lines.Split((byte)'\n'))
            {
                if (line.GetOffsetAndLength(lines.Length).Length > 0) updates.Add(UpdateJson.Read(lines[line]));
            }
        }
        catch (CatalogException broken)
        {
            throw new IndexException(IndexFault.Corrupt, $"{PathOf(number)} is damaged: {broken.Message}. Move it away to go on without the updates that it holds.", broken);
        }
        return updates;
    }

    private void Rotate()
    {
        Directory.CreateDirectory(folder);
        int next = segment + 1;
        FrameLog.Create(PathOf(next), Magic);
        log?.Dispose();
        log = FrameLog.Open(PathOf(next), Magic, static (_, _) => { });
        Volatile.Write(ref segment, next);
        foreach (int old in Segments().SkipLast(MostSegments)) File.Delete(PathOf(old));
    }

    private static string FolderOf(string root) => Path.Combine(root, "updates");

    private string PathOf(int number) => Path.Combine(folder, Prefix + number.ToString("000000", CultureInfo.InvariantCulture) + Suffix);

    private int[] Segments() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, Prefix + "*" + Suffix)
            .Select(static path => int.TryParse(Path.GetFileName(path.AsSpan())[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(static number => number > 0).Order(),
    ];
}
