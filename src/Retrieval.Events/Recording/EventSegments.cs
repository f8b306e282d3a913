using System.Globalization;
using Retrieval.Index.Storage;

namespace Retrieval.Events.Recording;

/// <summary>
/// The files of a log: <c>events-000001.jsonl</c> and on. The last one grows; a full one is never touched again but to be removed, oldest
/// first, when all take more than they may. For one thread at a time.
/// </summary>
internal sealed class EventSegments : IDisposable
{
    public const string Pattern = "events-*.jsonl";

    private readonly string folder;
    private readonly EventLogLimits limits;
    private readonly Action<string> removed;
    private readonly SortedDictionary<int, long> sizes = [];
    private FileStream? last;

    private EventSegments(string folder, EventLogLimits limits, Action<string> removed)
    {
        this.folder = folder;
        this.limits = limits;
        this.removed = removed;
    }

    /// <summary>The newest files, at most two, oldest first.</summary>
    public IEnumerable<string> Newest => sizes.Keys.TakeLast(2).Select(PathOf);

    /// <summary>Opens a folder and cuts off the end of a line that was being written when the machine went down.</summary>
    public static EventSegments Open(string folder, EventLogLimits limits, Action<string> removed)
    {
        var segments = new EventSegments(folder, limits, removed);
        foreach (string path in Directory.EnumerateFiles(folder, Pattern))
        {
            ReadOnlySpan<char> digits = Path.GetFileNameWithoutExtension(path.AsSpan())["events-".Length..];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) segments.sizes[number] = new FileInfo(path).Length;
        }
        if (segments.sizes.Count > 0) segments.Take(segments.sizes.Keys.Last());
        return segments;
    }

    /// <summary>Appends whole lines; they are on the disk when it returns. After a failure the files are as they were before.</summary>
    /// <returns>True where they begin a new file.</returns>
    public bool Append(ReadOnlySpan<byte> lines)
    {
        bool begins = last is null || (last.Length > 0 && last.Length + lines.Length > limits.SegmentBytes);
        if (begins) Begin();
        long length = last!.Length;
        try
        {
            last.Position = length;
            last.Write(lines);
            last.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            CutTo(length);
            throw;
        }
        sizes[sizes.Keys.Last()] = last.Length;
        if (begins) Sweep();
        return begins;
    }

    public void Dispose() => last?.Dispose();

    private void Begin()
    {
        int number = sizes.Count == 0 ? 1 : sizes.Keys.Last() + 1;
        var next = new FileStream(PathOf(number), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0);
        Durable.FlushFolder(folder);
        last?.Dispose();
        last = next;
        sizes[number] = 0;
    }

    private void Take(int number)
    {
        // No buffer of the stream's own: none of a failed write may linger.
        last = new FileStream(PathOf(number), FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[last.Length];
        last.ReadExactly(bytes);
        int end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == bytes.Length) return;
        last.SetLength(end);
        last.Flush(flushToDisk: true);
        sizes[number] = end;
    }

    private void CutTo(long length)
    {
        try
        {
            last!.SetLength(length);
        }
        catch (IOException)
        {
            // What made us cut is the failure to report. Where even cutting fails, the next line is written over what is there.
        }
    }

    private void Sweep()
    {
        while (sizes.Count > 1 && sizes.Values.Sum() > limits.FolderBytes)
        {
            int oldest = sizes.Keys.First();
            File.Delete(PathOf(oldest));
            sizes.Remove(oldest);
            removed(PathOf(oldest));
        }
    }

    private string PathOf(int number) => Path.Combine(folder, $"events-{number.ToString("000000", CultureInfo.InvariantCulture)}.jsonl");
}

/// <summary>How much a log may take.</summary>
/// <param name="SegmentBytes">Bytes of a file before the next is begun.</param>
/// <param name="FolderBytes">Bytes of all files before the oldest is removed.</param>
internal sealed record EventLogLimits(long SegmentBytes, long FolderBytes);
