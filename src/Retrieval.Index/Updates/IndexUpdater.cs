using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Retrieval.Catalog.Updates;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Updates;

/// <summary>
/// Takes changes into the generation that serves. When <see cref="Apply"/> returns they are on the disk and every later snapshot of the
/// index sees them. Any number of threads may call it: those that wait while a commit is under way share the next one (group commit).
/// One process at a time may hold an updater over an index.
/// </summary>
public sealed class IndexUpdater : IDisposable
{
    private readonly ProductIndex index;
    private readonly IEncoder? encoder;
    private readonly IndexLock held;
    private readonly ConcurrentQueue<Request> waiting = new();
    private readonly Lock committing = new();
    private UpdateSession? session;

    private IndexUpdater(ProductIndex index, IEncoder? encoder, IndexLock held)
    {
        this.index = index;
        this.encoder = encoder;
        this.held = held;
    }

    /// <summary>Takes the right to update an index.</summary>
    /// <param name="index">The open index; it shows the changes as they are committed, and stays the caller's to dispose, after the updater.</param>
    /// <param name="encoder">The model that the index was built with; null where it was built without.</param>
    /// <param name="holder">Name of the holder, for the message that another process gets: <c>retrieval update</c>.</param>
    /// <exception cref="IndexException">Another process holds the index, it cannot be written, or it was built with another model.</exception>
    public static IndexUpdater Open(ProductIndex index, IEncoder? encoder, string holder)
    {
        RequireModel(index.Manifest, encoder, index.Directory);
        return new IndexUpdater(index, encoder, IndexLock.ForUpdates(index.Directory, holder));
    }

    /// <summary>Makes a batch of updates durable and visible, in its order.</summary>
    /// <exception cref="IndexException">The batch could not be written; none of it is visible, and the index goes on serving.</exception>
    public UpdateReport Apply(IReadOnlyList<CatalogUpdate> updates)
    {
        var request = new Request(updates);
        waiting.Enqueue(request);
        lock (committing)
        {
            // Whoever held the lock before may have committed this request along with its own.
            if (!request.IsDone) CommitWaiting();
        }
        return request.Result();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (committing)
        {
            session?.Dispose();
            session = null;
        }
        held.Dispose();
    }

    internal static void RequireModel(IndexManifest manifest, IEncoder? encoder, string directory)
    {
        if (manifest.Model == encoder?.Identity) return;
        throw new IndexException(
            IndexFault.ModelMismatch,
            $"{directory} was built with {manifest.Model ?? "no model"}, {encoder?.Identity ?? "no model"} was given. Use the same model, or index the catalogue again.");
    }

    private void CommitWaiting()
    {
        var requests = new List<Request>();
        while (waiting.TryDequeue(out Request? next)) requests.Add(next);
        try
        {
            Commit(requests);
        }
        catch (Exception failure)
        {
            // The writer's state is unknown after a failure: the next batch begins from what is on the disk.
            session?.Dispose();
            session = null;
            Exception told = failure is IOException or UnauthorizedAccessException ? Durable.NotWritable(index.Directory, failure) : failure;
            foreach (Request request in requests) request.Fail(told);
        }
    }

    private void Commit(List<Request> requests)
    {
        UpdateSession open = Session();
        var batch = new UpdateBatch(open);
        foreach (Request request in requests) request.Report = batch.Add(request.Updates);
        batch.Commit(encoder);
        index.Publish(open.Reader, open.Offers);
        foreach (Request request in requests) request.Succeed();
    }

    // A reindex beside us may have put another generation in place.
    private UpdateSession Session()
    {
        string folder = index.CurrentFolder();
        if (session?.Folder == folder) return session;
        session?.Dispose();
        session = null;
        session = UpdateSession.Open(folder);
        RequireModel(session.Reader.Manifest, encoder, index.Directory);
        return session;
    }

    /// <summary>One caller's batch and what became of it.</summary>
    private sealed class Request(IReadOnlyList<CatalogUpdate> updates)
    {
        private ExceptionDispatchInfo? failure;

        public IReadOnlyList<CatalogUpdate> Updates => updates;
        public UpdateReport? Report { get; set; }
        public bool IsDone { get; private set; }

        public void Succeed() => IsDone = true;

        public void Fail(Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            IsDone = true;
        }

        public UpdateReport Result()
        {
            failure?.Throw();
            return Report!;
        }
    }
}
