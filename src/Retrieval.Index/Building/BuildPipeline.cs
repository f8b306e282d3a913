using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Lucene.Net.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Generations;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Building;

/// <summary>
/// Threads that make documents of products and hand them to Lucene.Net's writer, which keeps a segment in memory for each. The queue is
/// bounded, so a catalogue of any size takes the memory of a few batches. <see cref="Add"/> and <see cref="Finish"/> are for one thread.
/// </summary>
internal sealed class BuildPipeline : IDisposable
{
    // Large enough for an encoder's batch, small enough that the last batches keep every thread busy.
    private const int BatchSize = 128;
    private const int QueuedBatchesPerThread = 4;
    // As few as Lucene.Net allows.
    private const int FewestBufferedDocs = 2;
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(1);

    private readonly BuildOptions options;
    private readonly LanguageAnalyzers analyzers;
    private readonly IReadOnlyDictionary<string, float> meanLengths;
    private readonly IndexWriter writer;
    private readonly IndexWriter? stock;
    private readonly BlockingCollection<List<Entry>>[] queues;
    private readonly CancellationTokenSource stop;
    private readonly Barrier ends;
    private readonly Thread[] threads;
    private List<Entry> batch = new(BatchSize);
    private Exception? failure;
    private int written;

    /// <summary>A product and the ordinal that it was given.</summary>
    public readonly record struct Entry(Product Product, int Ordinal);

    public BuildPipeline(
        string folder, BuildOptions options, LanguageAnalyzers analyzers, IReadOnlyDictionary<string, float> meanLengths, CancellationToken cancellation)
    {
        this.options = options;
        this.analyzers = analyzers;
        this.meanLengths = meanLengths;
        writer = DocumentWriter.Create(GenerationFolders.Documents(folder), inOrder: options.StockCodec);
        stock = options.StockCodec ? DocumentWriter.CreateStock(GenerationFolders.Stock(folder)) : null;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends = new Barrier(stock is null ? options.Threads : 1);
        // With both codecs, filters of the one must fit the documents of the other, so both are written in one order, by one thread each.
        queues = [.. Enumerable.Range(0, stock is null ? 1 : 2).Select(_ => new BlockingCollection<List<Entry>>(options.Threads * QueuedBatchesPerThread))];
        threads = stock is null
            ? [.. Enumerable.Range(0, options.Threads).Select(i => Started($"index {i}", writer, queues[0], Write))]
            : [Started("index", writer, queues[0], Write), Started("index stock", stock, queues[1], WriteStock)];
    }

    /// <summary>Products that are in.</summary>
    public int Written => Volatile.Read(ref written);

    /// <summary>Takes one product of a new id.</summary>
    public void Add(Product product, int ordinal)
    {
        batch.Add(new Entry(product, ordinal));
        if (batch.Count == BatchSize) Send();
    }

    /// <summary>Waits for the threads, puts in what replaces earlier products, merges and commits.</summary>
    /// <param name="replacements">The last product of each id that came more than once.</param>
    /// <param name="indexing">Called now and then while products go in.</param>
    /// <param name="merging">Called when all products are in and merging begins.</param>
    public void Finish(IEnumerable<Entry> replacements, Action indexing, Action merging)
    {
        Send();
        foreach (BlockingCollection<List<Entry>> queue in queues) queue.CompleteAdding();
        foreach (Thread thread in threads)
        {
            while (!thread.Join(BetweenCalls)) indexing();
        }
        ThrowFailure();
        foreach (IndexWriter each in Writers()) each.Config.MaxBufferedDocs = IndexWriterConfig.DISABLE_AUTO_FLUSH;
        // Only now: a replacement must find the product that it replaces, which any of the threads may have had.
        DocumentMaker maker = NewMaker();
        foreach (Entry[] chunk in replacements.Chunk(BatchSize))
        {
            Write(maker, chunk, replace: true);
            if (stock is not null) WriteStock(maker, chunk, replace: true);
        }
        merging();
        foreach (IndexWriter each in Writers())
        {
            each.ForceMerge(1);
            each.Commit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        Join();
        foreach (IndexWriter each in Writers()) DocumentWriter.Close(each);
        foreach (BlockingCollection<List<Entry>> queue in queues) queue.Dispose();
        ends.Dispose();
        stop.Dispose();
    }

    private IEnumerable<IndexWriter> Writers() => stock is null ? [writer] : [writer, stock];

    private void Send()
    {
        if (batch.Count == 0) return;
        try
        {
            foreach (BlockingCollection<List<Entry>> queue in queues) queue.Add(batch, stop.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowFailure();
            throw;
        }
        batch = new List<Entry>(BatchSize);
    }

    private Thread Started(string name, IndexWriter target, BlockingCollection<List<Entry>> queue, Action<DocumentMaker, IReadOnlyList<Entry>, bool> write)
    {
        var thread = new Thread(() => Work(target, queue, write)) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Work(IndexWriter target, BlockingCollection<List<Entry>> queue, Action<DocumentMaker, IReadOnlyList<Entry>, bool> write)
    {
        try
        {
            DocumentMaker maker = NewMaker();
            List<Entry> held = [];
            foreach (List<Entry> entries in queue.GetConsumingEnumerable(stop.Token))
            {
                write(maker, held, false);
                held = entries;
            }
            WriteLast(maker, target, held, write);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The calling thread knows why.
        }
        catch (Exception problem)
        {
            Interlocked.CompareExchange(ref failure, problem, null);
            stop.Cancel();
        }
    }

    /// <summary>
    /// A thread that adds a document when there are enough flushes the segment that it has in memory. So each flushes its own, side by side,
    /// by its last document, once no other thread would make segments of its last few.
    /// </summary>
    private void WriteLast(DocumentMaker maker, IndexWriter target, List<Entry> last, Action<DocumentMaker, IReadOnlyList<Entry>, bool> write)
    {
        if (last.Count > 0) write(maker, last[..^1], false);
        if (target == writer) ends.SignalAndWait(stop.Token);
        target.Config.MaxBufferedDocs = FewestBufferedDocs;
        if (last.Count > 0) write(maker, last[^1..], false);
    }

    private DocumentMaker NewMaker() => new(options.Fields, analyzers, meanLengths);

    private void Write(DocumentMaker maker, IReadOnlyList<Entry> entries, bool replace)
    {
        int dimension = options.Encoder?.Dimension ?? 0;
        float[] vectors = options.Encoder is { } encoder
            ? ProductVectors.Of(encoder, options.Finer, [.. entries.Select(static entry => entry.Product)])
            : [];
        for (int i = 0; i < entries.Count; i++)
        {
            (Product product, int ordinal) = entries[i];
            Put(writer, maker.Make(product, ordinal, vectors.AsSpan(i * dimension, dimension)), product, replace);
        }
        Interlocked.Add(ref written, entries.Count);
    }

    private void WriteStock(DocumentMaker maker, IReadOnlyList<Entry> entries, bool replace)
    {
        foreach ((Product product, _) in entries) Put(stock!, maker.MakeWords(product), product, replace);
    }

    private void Put(IndexWriter target, Document document, Product product, bool replace)
    {
        Analyzer analyzer = analyzers.For(product.Language);
        if (replace) target.UpdateDocument(new Term(DocumentMaker.Id, product.Id), document, analyzer);
        else target.AddDocument(document, analyzer);
    }

    private void Join()
    {
        foreach (Thread thread in threads) thread.Join();
    }

    private void ThrowFailure()
    {
        if (failure is { } problem) ExceptionDispatchInfo.Throw(problem);
        stop.Token.ThrowIfCancellationRequested();
    }
}
