using System.IO.Hashing;
using System.Runtime.InteropServices;
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

    // A price feed names the same products again and again, and Lucene.Net's way to one costs several microseconds. 48 MB at most.
    private const int MostKnown = 1 << 20;

    private readonly OfferStore store;
    private readonly Dictionary<UInt128, int> known = [];
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

    /// <summary>The ordinal of a product, by which its offer is found. False where there is no such product.</summary>
    public bool TryOrdinal(string id, out int ordinal)
    {
        UInt128 key = KeyOf(id);
        if (known.TryGetValue(key, out ordinal)) return true;
        if (!Reader.TryFind(id, out int segment, out int doc)) return false;
        ordinal = Reader.Columns[segment].Ordinal(doc);
        if (known.Count == MostKnown) known.Clear();
        known[key] = ordinal;
        return true;
    }

    /// <summary>Begins a batch of updates upon the last commit.</summary>
    /// <param name="expected">How many there will be, about.</param>
    public UpdateBatch Begin(int expected) => new(this, expected);

    /// <summary>Makes rows durable. They are visible once a snapshot takes <see cref="Offers"/>.</summary>
    public void CommitOffers(IReadOnlyCollection<KeyValuePair<int, OfferRow>> rows)
    {
        store.Commit(rows);
        if (store.LogBytes > MostLogBytes) store.Compact();
    }

    /// <summary>Writes documents by <paramref name="change"/>, commits them, and moves the reader on.</summary>
    /// <param name="ids">The products whose documents are written or deleted.</param>
    /// <param name="change">Writes them.</param>
    public void CommitDocuments(IEnumerable<string> ids, Action<IndexWriter> change)
    {
        foreach (string id in ids) known.Remove(KeyOf(id));
        writer ??= DocumentWriter.Open(GenerationFolders.Documents(Reader.Folder));
        change(writer);
        writer.Commit();
        GenerationReader before = Reader, next = before.Reopen();
        try
        {
            // What a merge has written is verified before anybody searches it, who would else wait for that.
            next.Verify();
        }
        catch
        {
            next.Release();
            throw;
        }
        Reader = next;
        before.Release();
    }

    private static UInt128 KeyOf(string id) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (writer is not null) DocumentWriter.Close(writer);
        store.Dispose();
        Reader.Release();
    }
}
