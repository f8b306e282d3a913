using System.Text.Json;
using Google.Protobuf;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Errors;
using Retrieval.Index.Updates;
using Retrieval.Service.Hosting;
using Retrieval.Service.Indexes;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Jobs;

/// <summary>
/// Takes feeds that are dropped into the watched folder: a whole feed becomes a new generation, a file <c>*.updates.jsonl</c> is applied as
/// <c>retrieval update</c> does. An entry is complete when it has not changed over some looks; names that begin with a dot or end as those of
/// unfinished transfers do are never looked at. What was taken goes to the sub-folder <c>taken</c>, what cannot be to <c>failed</c>, each with
/// a report <c>NAME.report.json</c> beside it.
/// </summary>
internal sealed class DroppedFeeds : IDisposable
{
    // With the usual half second between looks a transfer may pause for two.
    private const int LooksUnchanged = 4;
    private const int UpdatesPerCommit = 10_000;
    private const int MostRefusalsNamed = 100;
    private const string Report = ".report.json";

    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload", Report];
    private static readonly string[] Updates = [".updates.jsonl", ".updates.jsonl.gz"];
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithIndentation());

    private readonly FeedFolder folder;
    private readonly ServedIndexes indexes;
    private readonly Reindexing reindexing;
    private readonly JobLog log;
    private readonly ILogger<DroppedFeeds> logger;
    private readonly TimeSpan every;
    private readonly Dictionary<string, (long Bytes, DateTime Written, int Looks)> seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock looking = new();
    private Timer? timer;

    public DroppedFeeds(ServerOptions options, FeedFolder folder, ServedIndexes indexes, Reindexing reindexing, JobLog log, ILogger<DroppedFeeds> logger)
    {
        this.folder = folder;
        this.indexes = indexes;
        this.reindexing = reindexing;
        this.log = log;
        this.logger = logger;
        every = options.WatchEvery;
    }

    /// <summary>Looks from now on; the folders are made where they are missing.</summary>
    /// <exception cref="ServerOptionsException">A folder cannot be made.</exception>
    public void Begin()
    {
        foreach ((string name, _) in indexes.All)
        {
            if (folder.Of(name) is not { } feeds) return;
            try
            {
                Directory.CreateDirectory(feeds);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new ServerOptionsException($"--watch: {feeds} cannot be made: {refused.Message}");
            }
        }
        timer = new Timer(_ => Look(), null, every, every);
    }

    /// <summary>Stops; a build under way is given up, and its feed is taken after the next start.</summary>
    public void Dispose()
    {
        timer?.Dispose();
        stopping.Cancel();
        lock (looking) stopping.Dispose();
    }

    private void Look()
    {
        if (!looking.TryEnter()) return;
        try
        {
            foreach ((string name, ServedIndex index) in indexes.All)
            {
                foreach (string entry in Complete(folder.Of(name)!)) Take(name, index, entry);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception problem)
        {
            logger.LogError("the watched folder cannot be looked through: {Problem}", problem.Message);
        }
        finally
        {
            looking.Exit();
        }
    }

    // Oldest first, so that of two whole feeds the newer one stays.
    private List<string> Complete(string feeds)
    {
        string[] entries = [.. new DirectoryInfo(feeds).EnumerateFileSystemInfos().Where(IsFeed).OrderBy(static entry => entry.LastWriteTimeUtc).Select(static entry => entry.FullName)];
        var complete = new List<string>();
        foreach (string entry in entries)
        {
            (long bytes, DateTime written) = Measure(entry);
            (long Bytes, DateTime Written, int Looks) before = seen.GetValueOrDefault(entry);
            int looks = before.Bytes == bytes && before.Written == written ? before.Looks + 1 : 0;
            seen[entry] = (bytes, written, looks);
            if (looks >= LooksUnchanged) complete.Add(entry);
        }
        foreach (string gone in seen.Keys.Except(entries).Where(entry => Path.GetDirectoryName(entry) == feeds).ToList()) seen.Remove(gone);
        return complete;
    }

    private static bool IsFeed(FileSystemInfo entry) =>
        entry.Name[0] != '.' && entry.Name is not (FeedFolder.Taken or FeedFolder.Failed) && !Unfinished.Any(end => entry.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static (long Bytes, DateTime Written) Measure(string entry)
    {
        FileInfo[] files = Directory.Exists(entry) ? new DirectoryInfo(entry).GetFiles() : [new FileInfo(entry)];
        return (files.Sum(static file => file.Length), files.Select(static file => file.LastWriteTimeUtc).DefaultIfEmpty().Max());
    }

    private void Take(string name, ServedIndex index, string entry)
    {
        try
        {
            Wire.ReindexProgress done = Updates.Any(end => entry.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                ? Apply(name, index, entry)
                : reindexing.Run(name, index, [.. FeedFolder.Files(entry)], ReadOptions.Default, static _ => { }, stopping.Token, by: "the watched folder");
            Put(entry, FeedFolder.Taken, Json.Format(done));
        }
        catch (IndexException busy) when (busy.Fault == IndexFault.InUse)
        {
            // Another build is under way: at a later look.
        }
        catch (Exception wrong) when (wrong is CatalogException or IndexException or IOException or UnauthorizedAccessException)
        {
            logger.LogError("{Feed} cannot be taken: {Problem}", Path.GetFileName(entry), wrong.Message);
            Put(entry, FeedFolder.Failed, JsonSerializer.Serialize(new { error = wrong.Message }));
        }
    }

    private Wire.ReindexProgress Apply(string name, ServedIndex index, string file)
    {
        var done = new Wire.ReindexProgress { Stage = "done", Generation = index.Manifest.Generation };
        foreach (UpdateLine[] lines in UpdateReader.Read(file, ReadOptions.Default).Chunk(UpdatesPerCommit))
        {
            stopping.Token.ThrowIfCancellationRequested();
            UpdateLine[] readable = [.. lines.Where(static line => line.Update is not null)];
            UpdateReport report = index.UpdateAsync([.. readable.Select(static line => line.Update!)]).GetAwaiter().GetResult();
            done.Products += report.Upserted + report.Offers + report.Deleted;
            IEnumerable<Wire.Refusal> refusals = lines.Where(static line => line.Update is null)
                .Select(static line => new Wire.Refusal { Position = line.Line, Field = line.Refusal!.Field, Reason = line.Refusal.Reason })
                .Concat(report.Refused.Select(refused => new Wire.Refusal { Position = readable[refused.Position].Line, Id = refused.Id, Field = "id", Reason = refused.Reason }));
            foreach (Wire.Refusal refusal in refusals)
            {
                done.Refused++;
                if (done.Refusals.Count < MostRefusalsNamed) done.Refusals.Add(refusal);
            }
        }
        log.Done("Update", name, done.Products, done.Refused, by: "the watched folder");
        return done;
    }

    // The report first: who sees the entry gone finds it.
    private void Put(string entry, string where, string report)
    {
        string target = Path.Combine(Path.GetDirectoryName(entry)!, where, Path.GetFileName(entry));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target + Report, report + "\n");
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        if (Directory.Exists(entry)) Directory.Move(entry, target);
        else File.Move(entry, target, overwrite: true);
        seen.Remove(entry);
    }
}
