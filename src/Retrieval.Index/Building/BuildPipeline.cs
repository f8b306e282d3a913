using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Generations;
using Retrieval.Lucene.Buffers;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Building;

/// <summary>
/// Threads that make documents of products, each filling a segment in memory (<see cref="SegmentBuffer"/>). Where the catalogue is in them in
/// the end, Lucene.Net's writer makes one segment of all; where it does not fit, they are handed to it whenever they are full, and what it
/// made of them is merged. The queue is bounded, so a catalogue of any size takes the memory of a few batches and of those segments.
/// <see cref="Add"/> and <see cref="Finish"/> are for one thread.
/// </summary>
internal sealed class BuildPipeline : IDisposable
{
    // Large enough for an encoder's batch, small enough that the last batches keep every thread busy.
    private const int BatchSize = 128;
    private const int QueuedBatchesPerThread = 4;
    // Of all threads together: a part of the memory, since what fits is written once, but no less than this.
    private const long LeastBufferBytes = 256L << 20;
    private const int BufferPart = 8;
    // Of one thread: a buffer's terms and postings are counted in 32 bits.
    private const long MostBufferBytes = 3L << 29;
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(1);

    private readonly BuildOptions options;
    private readonly LanguageAnalyzers analyzers;
    private readonly IReadOnlyDictionary<string, float> meanLengths;
    private readonly IndexWriter writer;
    private readonly IndexWriter? stock;
    private readonly BlockingCollection<List<Entry>>[] queues;
    private readonly CancellationTokenSource stop;
    private readonly Thread[] threads;
    private readonly long bufferBytes;
    private readonly List<SegmentBuffer> filled = [];
    private volatile bool isFlushed;
    private List<Entry> batch = new(BatchSize);
    private Exception? failure;
    private int written;

    /// <summary>A product and the ordinal that it was given.</summary>
    public readonly record struct Entry(Product Product, int Ordinal);

    /// <param name="folder">The generation's folder.</param>
    /// <param name="options">How to build.</param>
    /// <param name="analyzers">The chains of the index.</param>
    /// <param name="meanLengths">Mean lengths of the texts, as the manifest keeps them.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <param name="bufferBytes">Bytes that a thread's buffer takes before it is flushed; null for a share of the memory.</param>
    public BuildPipeline(
        string folder,
        BuildOptions options,
        LanguageAnalyzers analyzers,
        IReadOnlyDictionary<string, float> meanLengths,
        CancellationToken cancellation,
        long? bufferBytes = null)
    {
        this.options = options;
        this.analyzers = analyzers;
        this.meanLengths = meanLengths;
        this.bufferBytes = bufferBytes ?? Math.Min(MostBufferBytes, Math.Max(LeastBufferBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BufferPart) / options.Threads);
        writer = DocumentWriter.Create(GenerationFolders.Documents(folder), inOrder: options.StockCodec);
        stock = options.StockCodec ? DocumentWriter.CreateStock(GenerationFolders.Stock(folder)) : null;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // With both codecs, filters of the one must fit the documents of the other, so both are written in one order, by one thread each.
        queues = [.. Enumerable.Range(0, stock is null ? 1 : 2).Select(_ => new BlockingCollection<List<Entry>>(options.Threads * QueuedBatchesPerThread))];
        threads = stock is null
            ? [.. Enumerable.Range(0, options.Threads).Select(i => Started($"index {i}", Index))]
            : [Started("index", Index), Started("index stock", () => IndexStock(stock))];
    }

    /// <summary>Products that are in.</summary>
    public int Written => Volatile.Read(ref written);

    /// <summary>Takes one product of a new id.</summary>
    public void Add(Product product, int ordinal)
    {
        batch.Add(new Entry(product, ordinal));
        if (batch.Count == BatchSize) Send();
    }

    /// <summary>Waits for the threads, makes a segment of what is in their buffers, puts in what replaces earlier products, merges and commits.</summary>
    /// <param name="replacements">The last product of each id that came more than once.</param>
    /// <param name="indexing">Called now and then while products go in.</param>
    /// <param name="merging">Called when the threads are through.</param>
    public void Finish(IEnumerable<Entry> replacements, Action indexing, Action merging)
    {
        Send();
        foreach (BlockingCollection<List<Entry>> queue in queues) queue.CompleteAdding();
        foreach (Thread thread in threads)
        {
            while (!thread.Join(BetweenCalls)) indexing();
        }
        ThrowFailure();
        merging();
        if (filled.Count > 0) writer.AddIndexes([.. filled.AsParallel().Select(static buffer => buffer.ToReader())]);
        filled.Clear();
        // Only now: a replacement must find the product that it replaces, which any of the threads may have had.
        DocumentMaker maker = NewMaker();
        foreach (Entry[] chunk in replacements.Chunk(BatchSize))
        {
            foreach ((Product product, Document document) in Documents(maker, chunk)) Replace(writer, product, document);
            if (stock is null) continue;
            foreach ((Product product, _) in chunk) Replace(stock, product, maker.MakeWords(product));
        }
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

    private Thread Started(string name, Action work)
    {
        var thread = new Thread(() => Work(work)) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Work(Action work)
    {
        try
        {
            work();
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

    private void Index()
    {
        DocumentMaker maker = NewMaker();
        var buffer = new SegmentBuffer(writer.Config.Similarity);
        foreach (List<Entry> entries in queues[0].GetConsumingEnumerable(stop.Token))
        {
            foreach ((_, Document document) in Documents(maker, entries)) buffer.Add(document);
            Interlocked.Add(ref written, entries.Count);
            if (buffer.Bytes > bufferBytes) Flush(buffer);
        }
        if (buffer.Count == 0) return;
        // What must be merged anyway is made a segment on this thread, beside the others.
        if (isFlushed) Flush(buffer);
        else lock (filled) filled.Add(buffer);
    }

    private void Flush(SegmentBuffer buffer)
    {
        isFlushed = true;
        writer.AddIndexes(buffer.ToReader());
        buffer.Clear();
    }

    private void IndexStock(IndexWriter target)
    {
        DocumentMaker maker = NewMaker();
        foreach (List<Entry> entries in queues[1].GetConsumingEnumerable(stop.Token))
        {
            foreach ((Product product, _) in entries) target.AddDocument(maker.MakeWords(product), analyzers.For(product.Language));
        }
    }

    private DocumentMaker NewMaker() => new(options.Fields, analyzers, meanLengths);

    /// <summary>The documents, each made when the one before it is no longer used.</summary>
    private IEnumerable<(Product Product, Document Document)> Documents(DocumentMaker maker, IReadOnlyList<Entry> entries)
    {
        int dimension = options.Encoder?.Dimension ?? 0;
        float[] vectors = options.Encoder is { } encoder
            ? ProductVectors.Of(encoder, options.Finer, [.. entries.Select(static entry => entry.Product)])
            : [];
        for (int i = 0; i < entries.Count; i++)
        {
            (Product product, int ordinal) = entries[i];
            yield return (product, maker.Make(product, ordinal, vectors.AsSpan(i * dimension, dimension)));
        }
    }

    private void Replace(IndexWriter target, Product product, Document document) =>
        target.UpdateDocument(new Term(DocumentMaker.Id, product.Id), document, analyzers.For(product.Language));

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
