using System.Collections.Concurrent;
using Lucene.Net.Index;
using Retrieval.Catalog.Updates;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Updates;

/// <summary>
/// Takes changes into the generation that serves. When <see cref="ApplyAsync"/> is done they are on the disk and every later snapshot of the
/// index sees them. Any number of threads may call it: those that come while a commit is under way share the next one (group commit).
/// One process at a time may hold an updater over an index.
/// <para>
/// A reindex puts a generation in place that was built from a catalogue. <see cref="MoveTo"/> goes over to it once it has taken the updates
/// that are newer than that catalogue from the <see cref="UpdateJournal"/>, so that nothing acknowledged gets lost by it.
/// </para>
/// </summary>
public sealed class IndexUpdater : IDisposable
{
    private readonly IndexLock held;
    private readonly UpdateJournal journal;
    private readonly ConcurrentQueue<Request> waiting = new();
    private readonly Lock committing = new();
    private ProductIndex index;
    private IEncoder? encoder;
    private UpdateSession? session;
    private int scheduled;
    private bool closed;

    private IndexUpdater(ProductIndex index, IEncoder? encoder, IndexLock held, UpdateJournal journal)
    {
        this.index = index;
        this.encoder = encoder;
        this.held = held;
        this.journal = journal;
    }

    /// <summary>Takes the right to update an index, and sees to it that the generation that serves has every update newer than its catalogue.</summary>
    /// <param name="index">The open index; it shows the changes as they are committed, and stays the caller's to dispose, after the updater.</param>
    /// <param name="encoder">The model that the index was built with; null where it was built without.</param>
    /// <param name="holder">Name of the holder, for the message that another process gets: <c>retrieval update</c>.</param>
    /// <exception cref="IndexException">Another process holds the index, it cannot be written, or it was built with another model.</exception>
    public static IndexUpdater Open(ProductIndex index, IEncoder? encoder, string holder)
    {
        RequireModel(index, encoder);
        return Open(index, encoder, IndexLock.ForUpdates(index.Directory, holder));
    }

    /// <inheritdoc cref="Open(ProductIndex, IEncoder?, string)"/>
    /// <param name="index">The open index.</param>
    /// <param name="encoder">The model that the index was built with.</param>
    /// <param name="held">The right to update it, which goes with the updater.</param>
    internal static IndexUpdater Open(ProductIndex index, IEncoder? encoder, IndexLock held)
    {
        UpdateJournal? journal = null;
        try
        {
            // Whoever held the lock before may have committed since the index was opened.
            index.Refresh();
            RequireModel(index, encoder);
            journal = UpdateJournal.Open(index.Directory);
            var updater = new IndexUpdater(index, encoder, held, journal);
            if (journal.Generation is { } generation && generation != index.Manifest.Generation) updater.MoveTo(index, encoder);
            return updater;
        }
        catch
        {
            journal?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Makes a batch of updates durable and visible, in its order.</summary>
    /// <exception cref="IndexException">The batch could not be written; none of it is visible, and the index goes on serving.</exception>
    /// <exception cref="ObjectDisposedException">The updater was closed.</exception>
    public Task<UpdateReport> ApplyAsync(IReadOnlyList<CatalogUpdate> updates)
    {
        var request = new Request(updates);
        waiting.Enqueue(request);
        // At most one waits for the commit under way; it will take all that has come by then.
        if (Interlocked.Exchange(ref scheduled, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(static updater => updater.CommitWaiting(), this, preferLocal: false);
        return request.Done.Task;
    }

    /// <summary><see cref="ApplyAsync"/>, waited for.</summary>
    /// <inheritdoc cref="ApplyAsync"/>
    public UpdateReport Apply(IReadOnlyList<CatalogUpdate> updates) => ApplyAsync(updates).GetAwaiter().GetResult();

    /// <summary>
    /// A moment up to which every update is visible, and after which none yet is: what a catalogue that is read from the index itself tells of,
    /// where its snapshot is taken afterwards.
    /// </summary>
    public DateTimeOffset SettledAt()
    {
        // An update has its moment before it is visible; between commits there is none of that kind.
        lock (committing) return new DateTimeOffset(journal.LastStamp > 0 ? journal.LastStamp : DateTime.UtcNow.Ticks - 1, TimeSpan.Zero);
    }

    /// <summary>
    /// Goes over to another generation, after it has taken the updates newer than its catalogue. Updates that come meanwhile go to the present
    /// generation until shortly before the end, and to both.
    /// </summary>
    /// <param name="next">The generation, open: another index, or the same one refreshed. Stays the caller's to dispose.</param>
    /// <param name="nextEncoder">The model that it was built with.</param>
    /// <param name="switched">Called when it has all updates and before it takes the next: from here on it is to answer.</param>
    /// <exception cref="IndexException">The generation could not be written or was built with another model; the present one goes on taking updates.</exception>
    public void MoveTo(ProductIndex next, IEncoder? nextEncoder, Action? switched = null)
    {
        RequireModel(next, nextEncoder);
        UpdateSession opened = UpdateSession.Open(next);
        try
        {
            // What is long ago is taken beside the updates that go on; only the rest holds them up.
            long through = CatchUp(opened, nextEncoder, opened.Reader.Manifest.AsOf.UtcTicks);
            lock (committing)
            {
                ObjectDisposedException.ThrowIf(closed, this);
                CatchUp(opened, nextEncoder, through);
                journal.Append(opened.Reader.Manifest.Generation, []);
                next.Publish(opened.Reader, opened.Offers);
                session?.Dispose();
                (index, encoder, session) = (next, nextEncoder, opened);
                switched?.Invoke();
            }
        }
        catch (Exception failure)
        {
            if (session != opened) opened.Dispose();
            if (Told(next.Directory, failure) is IndexException told && told != failure) throw told;
            throw;
        }
    }

    /// <summary>Goes over to the generation that the index's folder names, where a build beside us has put another one in place.</summary>
    /// <inheritdoc cref="MoveTo"/>
    public void Follow()
    {
        if (!index.HasNewGeneration()) return;
        index.Refresh();
        MoveTo(index, encoder);
    }

    /// <summary>Waits for the commit under way; updates that still wait fail.</summary>
    public void Dispose()
    {
        lock (committing)
        {
            if (closed) return;
            closed = true;
            session?.Dispose();
            session = null;
            journal.Dispose();
            held.Dispose();
        }
    }

    internal static void RequireModel(IndexManifest manifest, IEncoder? encoder, string directory)
    {
        if (manifest.Model == encoder?.Identity) return;
        throw new IndexException(
            IndexFault.ModelMismatch,
            $"{directory} was built with {manifest.Model ?? "no model"}, {encoder?.Identity ?? "no model"} was given. Use the same model, or index the catalogue again.");
    }

    private static void RequireModel(ProductIndex index, IEncoder? encoder) => RequireModel(index.Manifest, encoder, index.Directory);

    private long CatchUp(UpdateSession generation, IEncoder? model, long after) =>
        journal.Replay(after, updates =>
        {
            UpdateBatch batch = generation.Begin(updates.Count);
            batch.Add(updates);
            batch.Commit(model);
        });

    private void CommitWaiting()
    {
        var requests = new List<Request>();
        lock (committing)
        {
            Volatile.Write(ref scheduled, 0);
            while (waiting.TryDequeue(out Request? next)) requests.Add(next);
            if (requests.Count == 0) return;
            try
            {
                ObjectDisposedException.ThrowIf(closed, this);
                Commit(requests);
            }
            catch (Exception failure)
            {
                // The writer's state is unknown after a failure: the next batch begins from what is on the disk.
                session?.Dispose();
                session = null;
                Exception told = Told(index.Directory, failure);
                foreach (Request request in requests) request.Done.TrySetException(told);
                return;
            }
        }
        foreach (Request request in requests) request.Done.TrySetResult(request.Report!);
    }

    // Lucene.Net tells damage as a kind of IOException.
    private static Exception Told(string directory, Exception failure) => failure switch
    {
        CorruptIndexException => IndexException.Corrupt(directory, failure.Message, failure),
        IOException or UnauthorizedAccessException => Durable.NotWritable(directory, failure),
        _ => failure,
    };

    private void Commit(List<Request> requests)
    {
        session ??= UpdateSession.Open(index);
        UpdateBatch batch = session.Begin(requests.Sum(static request => request.Updates.Count));
        foreach (Request request in requests) request.Report = batch.Add(request.Updates);
        if (batch.Taken.Count == 0) return;
        // The journal first: what a generation shows is what the next one shall know of.
        long before = journal.Append(session.Reader.Manifest.Generation, batch.Taken);
        try
        {
            batch.Commit(encoder);
        }
        catch
        {
            journal.TakeBack(before);
            throw;
        }
        index.Publish(session.Reader, session.Offers);
    }

    /// <summary>One caller's batch and what became of it.</summary>
    private sealed class Request(IReadOnlyList<CatalogUpdate> updates)
    {
        public IReadOnlyList<CatalogUpdate> Updates => updates;

        public UpdateReport? Report { get; set; }

        public TaskCompletionSource<UpdateReport> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
