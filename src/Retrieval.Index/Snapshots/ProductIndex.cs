using System.Diagnostics;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;

namespace Retrieval.Index.Snapshots;

/// <summary>
/// An index that is open for reading. Any number of threads take snapshots of it while <see cref="Refresh"/> moves it on to what was
/// committed since, be it updates or a whole new generation; a snapshot taken before stays as it is.
/// </summary>
public sealed class ProductIndex : IDisposable
{
    // To find when a span ends, all offers are read: some milliseconds of a large index, which a stream of offers must not cost each time.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(250);

    private readonly GenerationFolders folders;
    private readonly TimeProvider clock;
    private readonly Lock refreshing = new();
    private volatile State state;
    private Timer? watch;

    private ProductIndex(GenerationFolders folders, TimeProvider clock, State state)
    {
        this.folders = folders;
        this.clock = clock;
        this.state = state;
    }

    /// <summary>Folder of the index.</summary>
    public string Directory => folders.Root;

    /// <summary>What the serving generation was built from.</summary>
    public IndexManifest Manifest => state.Reader.Manifest;

    /// <summary>Opens the generation that serves.</summary>
    /// <param name="directory">Folder of the index.</param>
    /// <param name="clock">By which sales and expiry are judged; null is <see cref="EngineClock.Process"/>.</param>
    /// <exception cref="IndexException">There is no index, or it cannot be read.</exception>
    public static ProductIndex Open(string directory, TimeProvider? clock = null)
    {
        var folders = new GenerationFolders(directory);
        while (true)
        {
            string folder = folders.Current();
            try
            {
                return new ProductIndex(folders, clock ?? EngineClock.Process, Load(folder));
            }
            catch (IndexException) when (folders.TryReadCurrent() != Path.GetFileName(folder))
            {
                // A reindex has put another generation in place and swept up the one that was just being opened.
            }
        }
    }

    /// <summary>True where the folder's current generation is another than the one that serves here.</summary>
    /// <exception cref="IndexException">The folder holds no index any more.</exception>
    public bool HasNewGeneration() => folders.Current() != state.Reader.Folder;

    /// <summary>One consistent view of the index; to be disposed when the query is answered.</summary>
    /// <exception cref="ObjectDisposedException">The index was closed.</exception>
    public IndexSnapshot Acquire()
    {
        (GenerationReader reader, OfferTable offers) = Hold();
        return new IndexSnapshot(reader, offers, clock.GetUtcNow());
    }

    /// <summary>
    /// The span of time that goes on now, in which an answer may be given again to whoever asks the same; null shortly after a change, where
    /// the next is likely to come before anybody asks again.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The index was closed.</exception>
    public QuietSpan? Quiet()
    {
        State now = state;
        if (now.Quiet is { } known && known.Contains(clock.GetUtcNow())) return known;
        if (now.Age < Settling) return null;
        (GenerationReader reader, OfferTable offers) = Hold();
        using var snapshot = new IndexSnapshot(reader, offers, clock.GetUtcNow());
        return state == now ? now.Quiet = snapshot.QuietSpan() : null;
    }

    /// <summary>True as long as a span that <see cref="Quiet"/> gave goes on: an answer that began and ended in it still holds.</summary>
    public bool IsWithin(QuietSpan span) => ReferenceEquals(state.Quiet, span) && span.Contains(clock.GetUtcNow());

    /// <summary>Moves on to the generation that <c>CURRENT</c> names, or to what was committed to the present one.</summary>
    /// <returns>True where later snapshots see something new.</returns>
    /// <exception cref="IndexException">What is to be opened cannot be read; the index goes on serving what it served.</exception>
    public bool Refresh()
    {
        lock (refreshing)
        {
            State before = state;
            string folder = folders.Current();
            State? next = folder == before.Reader.Folder ? Reopened(before) : Load(folder);
            if (next is null) return false;
            try
            {
                // Nothing that is found damaged takes the place of what answers.
                next.Reader.Verify();
                next.Reader.Warm(before.Reader, next.Offers, clock.GetUtcNow().UtcTicks);
            }
            catch
            {
                next.Close();
                throw;
            }
            Switch(next);
            return true;
        }
    }

    /// <summary>Verifies what would else be verified when it is first read: columns, lists and vectors of what is served now.</summary>
    /// <exception cref="IndexException">A file is damaged.</exception>
    public void Verify()
    {
        (GenerationReader reader, _) = Hold();
        try
        {
            reader.Verify();
        }
        finally
        {
            reader.Release();
        }
    }

    /// <summary>Refreshes by itself from now on.</summary>
    /// <param name="every">How often to look; looking costs one small file.</param>
    /// <param name="failed">Told what kept a refresh from happening; the index goes on serving what it served.</param>
    public void Watch(TimeSpan every, Action<Exception>? failed = null)
    {
        watch?.Dispose();
        watch = new Timer(_ => TryRefresh(failed), null, every, every);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch?.Dispose();
        lock (refreshing) state.Close();
    }

    /// <summary>Publishes what an updater has committed.</summary>
    internal void Publish(GenerationReader reader, OfferTable offers)
    {
        lock (refreshing)
        {
            // Who refreshes the index onto another generation has the updater follow.
            if (reader.Folder != state.Reader.Folder) return;
            reader.TryAddReference();
            Switch(new State(reader, offers, OfferStamp.Of(GenerationFolders.Offers(reader.Folder))));
        }
    }

    /// <summary>What is served now; the caller releases the reader.</summary>
    internal (GenerationReader Reader, OfferTable Offers) Hold()
    {
        while (true)
        {
            State now = state;
            if (now.Reader.TryAddReference()) return (now.Reader, now.Offers);
            ObjectDisposedException.ThrowIf(ReferenceEquals(now, state), this);
        }
    }

    private static State Load(string folder)
    {
        GenerationReader reader = GenerationReader.Open(folder);
        try
        {
            return WithOffers(reader);
        }
        catch
        {
            reader.Release();
            throw;
        }
    }

    // Null where nothing was committed since. Documents first: a commit writes the offers of new products before the products, so a
    // reader never lacks the rows of what it shows.
    private static State? Reopened(State before)
    {
        GenerationReader reader = before.Reader.Reopen();
        try
        {
            bool sameOffers = OfferStamp.Of(GenerationFolders.Offers(reader.Folder)) == before.Stamp;
            if (sameOffers && !ReferenceEquals(reader, before.Reader)) return new State(reader, before.Offers, before.Stamp);
            if (!sameOffers) return WithOffers(reader);
        }
        catch
        {
            reader.Release();
            throw;
        }
        reader.Release();
        return null;
    }

    private static State WithOffers(GenerationReader reader)
    {
        string folder = GenerationFolders.Offers(reader.Folder);
        // The stamp first: what is written meanwhile makes the next look find another.
        OfferStamp stamp = OfferStamp.Of(folder);
        return new State(reader, OfferStore.Read(folder), stamp);
    }

    private void Switch(State next)
    {
        State before = state;
        state = next;
        before.Reader.Release();
    }

    private void TryRefresh(Action<Exception>? failed)
    {
        // A slow refresh must not be overtaken by the next tick.
        if (!refreshing.TryEnter()) return;
        try
        {
            Refresh();
        }
        catch (Exception problem) when (problem is IndexException or IOException or UnauthorizedAccessException)
        {
            failed?.Invoke(problem);
        }
        finally
        {
            refreshing.Exit();
        }
    }

    /// <summary>What snapshots are made of: a reader that this index holds a reference to, and the offers that go with it.</summary>
    private sealed class State(GenerationReader reader, OfferTable offers, OfferStamp stamp)
    {
        private readonly long begun = Stopwatch.GetTimestamp();
        private int closed;
        private volatile QuietSpan? quiet;

        /// <summary>How long it has been served.</summary>
        public TimeSpan Age => Stopwatch.GetElapsedTime(begun);

        /// <summary>The last span that was found to go on while it is served.</summary>
        public QuietSpan? Quiet
        {
            get => quiet;
            set => quiet = value;
        }

        public GenerationReader Reader => reader;

        public OfferTable Offers => offers;

        public OfferStamp Stamp => stamp;

        public void Close()
        {
            if (Interlocked.Exchange(ref closed, 1) == 0) reader.Release();
        }
    }
}
