using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Feeds;

/// <summary>
/// The feeds that are put into an index piece by piece, each product in the form that it came in, in the file <c>feeds.log</c> beside the
/// generations. What is put in is written to the log first, then applied to the index, then marked as applied; what a crash left between the
/// two is applied when the store is opened, so that feed and index tell the same. An offer that is updated within the milliseconds between
/// being applied and being marked falls back to the feed's by such a crash. Safe to call from many threads; changes go one after another.
/// </summary>
public sealed class FeedStore : IDisposable
{
    /// <summary>Most feeds of an index.</summary>
    public const int MostFeeds = 1_000;

    /// <summary>Most bytes of JSON that the feeds of an index hold together: some 100,000 products.</summary>
    public const long MostBytes = 256L << 20;

    private const ulong Magic = 0x31474F4C_44454546; // "FEEDLOG1"
    private const string IdLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly string path;
    private readonly bool isWritable;
    private readonly long wasteBytes;
    private readonly Func<FeedChange, Task> apply;
    private readonly SemaphoreSlim changing = new(1);
    private readonly Lock reading = new();
    private FeedTable table = new();
    private FrameLog? log;
    private Written? pending;

    private FeedStore(string directory, bool isWritable, long wasteBytes, Func<FeedChange, Task> apply)
    {
        path = Path.Combine(directory, "feeds.log");
        this.isWritable = isWritable;
        this.wasteBytes = wasteBytes;
        this.apply = apply;
    }

    /// <summary>Opens the feeds of an index; the file is made with the first feed.</summary>
    /// <param name="directory">Folder of the index.</param>
    /// <param name="isWritable">False reads only.</param>
    /// <param name="apply">Makes a change to the index, durably; it may be asked for the same change again, in whole, also where it failed half-way.</param>
    /// <param name="wasteBytes">Bytes of replaced products from which on the log is written anew, once they are more than half of it.</param>
    /// <exception cref="IndexException">The log is damaged.</exception>
    public static FeedStore Open(string directory, bool isWritable, Func<FeedChange, Task> apply, long wasteBytes = 16L << 20)
    {
        var store = new FeedStore(directory, isWritable, wasteBytes, apply);
        if (File.Exists(store.path)) store.Load();
        return store;
    }

    /// <summary>Every variant of every feed at this moment.</summary>
    public IReadOnlyCollection<string> Variants
    {
        get
        {
            lock (reading) return [.. table.Variants];
        }
    }

    /// <summary>The feed of an id; null where there is none.</summary>
    public StoredFeed? Find(string feed)
    {
        lock (reading) return table.Find(feed);
    }

    /// <summary>Makes a feed, durably.</summary>
    /// <param name="targetCountry">The only country that its products are sold in; null is everywhere.</param>
    /// <exception cref="IndexException">The folder cannot be written.</exception>
    /// <exception cref="FeedLimitException">There are <see cref="MostFeeds"/>.</exception>
    public Task<StoredFeed> CreateAsync(string? targetCountry) => ChangeAsync(() =>
    {
        if (table.Count >= MostFeeds) throw new FeedLimitException($"the index has {MostFeeds:N0} feeds, which is the most; put the products into one of them");
        if (log is null)
        {
            FrameLog.Create(path, Magic);
            log = FrameLog.Open(path, Magic, static (_, _) => { });
        }
        var feed = new StoredFeed($"feed_{RandomNumberGenerator.GetString(IdLetters, 16)}", targetCountry, DateTimeOffset.UtcNow);
        log.Append(feed.UpdatedAt.Ticks, FeedFrame.Made(feed.Id, targetCountry));
        lock (reading) table.Make(feed);
        return Task.FromResult(feed);
    });

    /// <summary>Puts products into a feed, all or none; each replaces the one of its id whole. When it is done, feed and index have them durably.</summary>
    /// <param name="feed">Id of a feed that there is.</param>
    /// <param name="products">The products, each id once.</param>
    /// <exception cref="IndexException">They could not be written; none is in the feed.</exception>
    /// <exception cref="VariantTakenException">A variant is in two of them, or in another product.</exception>
    /// <exception cref="FeedLimitException">The feeds would hold more than <see cref="MostBytes"/>.</exception>
    public Task PutAsync(string feed, IReadOnlyList<FeedProduct> products) => ChangeAsync(async () =>
    {
        await SettleAsync();
        string[] gone = table.Check(feed, products);
        if (table.BytesWith(feed, products) is > MostBytes and var bytes)
            throw new FeedLimitException($"the feeds of the index would hold {bytes:N0} bytes; {MostBytes:N0} is the most. Give products without variants for those that are not sold any more");
        long before = log!.Length;
        Written written = Append(log, feed, products, DateTimeOffset.UtcNow);
        try
        {
            await apply(new FeedChange(table.Find(feed)!, products, gone));
        }
        catch
        {
            log.CutTo(before);
            throw;
        }
        Take(written);
        log.Append(written.Moment.Ticks, FeedFrame.Applied);
        if (log.Length > 2 * table.Bytes + wasteBytes) TryWriteAnew();
        return true;
    });

    /// <summary>Applies what a crash left in the log alone.</summary>
    /// <exception cref="IndexException">The index cannot take it now; the next <see cref="PutAsync"/> tries again.</exception>
    public Task RecoverAsync() => isWritable && pending is not null ? ChangeAsync(async () => { await SettleAsync(); return true; }) : Task.CompletedTask;

    /// <summary>The products of a feed at the moment of the first, in the order that they first came; each is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadProductsAsync(string feed, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        (string Id, string[] Variants, FeedTable.Extent Json)[] products;
        SafeFileHandle file;
        // The file of this moment and the places in it; a log that is written anew leaves this one to whoever reads.
        lock (reading)
        {
            products = table.Products(feed);
            if (products.Length == 0) yield break;
            file = OpenToRead();
        }
        using (file)
        {
            byte[] buffer = [];
            foreach ((_, _, FeedTable.Extent json) in products)
            {
                if (buffer.Length < json.Length) buffer = new byte[Math.Max(json.Length, 2 * buffer.Length)];
                Memory<byte> bytes = buffer.AsMemory(0, json.Length);
                if (await RandomAccess.ReadAsync(file, bytes, json.Offset, cancellation) < json.Length) throw Damaged("it ends within a product");
                yield return bytes;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        changing.Wait();
        log?.Dispose();
        changing.Dispose();
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        if (!isWritable) throw new IndexException(IndexFault.NotWritable, $"{Path.GetDirectoryName(path)} cannot be written, so its feeds are served as they are");
        await changing.WaitAsync();
        try
        {
            return await change();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Durable.NotWritable(Path.GetDirectoryName(path)!, failure);
        }
        finally
        {
            changing.Release();
        }
    }

    private async Task SettleAsync()
    {
        if (pending is not { } left) return;
        await apply(new FeedChange(table.Find(left.Feed)!, left.Products, table.Check(left.Feed, left.Products)));
        Take(left);
        pending = null;
        log!.Append(left.Moment.Ticks, FeedFrame.Applied);
    }

    private void Take(Written written)
    {
        lock (reading) table.Put(written.Feed, written.Products, written.Places, written.Moment);
    }

    private static Written Append(FrameLog log, string feed, IReadOnlyList<FeedProduct> products, DateTimeOffset moment)
    {
        var places = new List<int>(products.Count);
        ReadOnlySpan<byte> body = FeedFrame.Put(feed, products, places);
        long start = log.Length + FrameLog.BodyOffset;
        log.Append(moment.Ticks, body);
        return new Written(feed, products, Extents(start, products, places), moment);
    }

    private static FeedTable.Extent[] Extents(long start, IReadOnlyList<FeedProduct> products, List<int> places) =>
        [.. products.Select((product, i) => new FeedTable.Extent(start + places[i], product.Json.Length))];

    private void Load()
    {
        var loaded = new FeedTable();
        Written? last = null;
        long at = FrameLog.MagicBytes;
        if (isWritable) log = FrameLog.Open(path, Magic, Replay);
        else FrameLog.Replay(path, Magic, Replay);
        lock (reading) (table, pending) = (loaded, last);

        void Replay(long stamp, ReadOnlyMemory<byte> body)
        {
            long start = at + FrameLog.BodyOffset;
            at = start + body.Length;
            var moment = new DateTimeOffset(stamp, TimeSpan.Zero);
            FeedFrame.Kind kind = FeedFrame.Read(body, out BinaryReader rest);
            if (kind == FeedFrame.Kind.Made)
            {
                string id = rest.ReadString(), country = rest.ReadString();
                loaded.Make(new StoredFeed(id, country.Length == 0 ? null : country, moment));
                return;
            }
            // Nothing is put before what was put last has been applied.
            if (last is { } applied) loaded.Put(applied.Feed, [.. applied.Products.Select(static product => product with { Json = default })], applied.Places, applied.Moment);
            last = null;
            if (kind != FeedFrame.Kind.Put) return;
            string feed = rest.ReadString();
            var places = new List<int>();
            List<FeedProduct> products = FeedFrame.ReadProducts(rest, body, places);
            last = new Written(feed, products, Extents(start, products, places), moment);
        }
    }

    private void TryWriteAnew()
    {
        try
        {
            WriteAnew();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The log is as good as before, and a later change tries again.
        }
    }

    private void WriteAnew()
    {
        const int FrameBytes = 8 << 20;
        string anew = path + ".new";
        FrameLog.Create(anew, Magic);
        using (SafeFileHandle file = OpenToRead())
        using (FrameLog written = FrameLog.Open(anew, Magic, static (_, _) => { }))
        {
            foreach (StoredFeed feed in table.Feeds)
            {
                written.Append(feed.UpdatedAt.Ticks, FeedFrame.Made(feed.Id, feed.TargetCountry));
                var products = new List<FeedProduct>();
                int bytes = 0;
                foreach ((string id, string[] variants, FeedTable.Extent json) in table.Products(feed.Id))
                {
                    var copy = new byte[json.Length];
                    if (RandomAccess.Read(file, copy, json.Offset) < json.Length) throw Damaged("it ends within a product");
                    products.Add(new FeedProduct(id, variants, copy));
                    bytes += json.Length;
                    if (bytes < FrameBytes) continue;
                    Append(written, feed.Id, products, feed.UpdatedAt);
                    products.Clear();
                    bytes = 0;
                }
                if (products.Count > 0) Append(written, feed.Id, products, feed.UpdatedAt);
            }
            written.Append(DateTime.UtcNow.Ticks, FeedFrame.Applied);
        }
        lock (reading)
        {
            log!.Dispose();
            try
            {
                File.Move(anew, path, overwrite: true);
                Durable.FlushFolder(Path.GetDirectoryName(path)!);
            }
            finally
            {
                Load();
            }
        }
    }

    private SafeFileHandle OpenToRead() => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);

    private IndexException Damaged(string found) => new(IndexFault.Corrupt, $"{path} is damaged: {found}. Move it away to go on without the feeds that it holds.");

    /// <summary>Products in the log, and where.</summary>
    private sealed record Written(string Feed, IReadOnlyList<FeedProduct> Products, FeedTable.Extent[] Places, DateTimeOffset Moment);
}
