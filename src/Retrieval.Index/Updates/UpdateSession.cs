using Lucene.Net.Index;
using Retrieval.Index.Documents;
using Retrieval.Index.Generations;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;

namespace Retrieval.Index.Updates;

/// <summary>One generation open for writing: Lucene.Net's writer, the offers' log, and a reader at the last commit. For one thread.</summary>
internal sealed class UpdateSession : IDisposable
{
    // Replaying 64 MB takes a few tenths of a second; past that the log is folded into the base.
    private const long MostLogBytes = 64L << 20;

    private readonly OfferStore store;
    private IndexWriter? writer;

    private UpdateSession(GenerationReader reader, OfferStore store)
    {
        Reader = reader;
        this.store = store;
    }

    /// <summary>The documents as they were last committed.</summary>
    public GenerationReader Reader { get; private set; }

    /// <summary>The offers as they were last committed.</summary>
    public OfferTable Offers => store.Current;

    /// <summary>Opens the generation that an index serves, at its last commit. What was derived from the index's reader holds on.</summary>
    public static UpdateSession Open(ProductIndex index)
    {
        (GenerationReader served, OfferTable offers) = index.Hold();
        GenerationReader reader;
        try
        {
            reader = served.Reopen();
        }
        finally
        {
            served.Release();
        }
        try
        {
            return new UpdateSession(reader, OfferStore.Open(GenerationFolders.Offers(reader.Folder), offers));
        }
        catch
        {
            reader.Release();
            throw;
        }
    }

    /// <summary>Begins a batch of updates upon the last commit.</summary>
    public UpdateBatch Begin() => new(this);

    /// <summary>Makes rows durable. They are visible once a snapshot takes <see cref="Offers"/>.</summary>
    public void CommitOffers(IReadOnlyList<KeyValuePair<int, OfferRow>> rows)
    {
        store.Commit(rows);
        if (store.LogBytes > MostLogBytes) store.Compact();
    }

    /// <summary>Writes documents by <paramref name="change"/>, commits them, and moves the reader on.</summary>
    public void CommitDocuments(Action<IndexWriter> change)
    {
        writer ??= DocumentWriter.Open(GenerationFolders.Documents(Reader.Folder));
        change(writer);
        writer.Commit();
        GenerationReader before = Reader;
        Reader = before.Reopen();
        before.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (writer is not null) DocumentWriter.Close(writer);
        store.Dispose();
        Reader.Release();
    }
}
