using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Index.Documents;

/// <summary>Opens Lucene.Net's writers the one way that this engine uses them.</summary>
internal static class DocumentWriter
{
    private const double BuildBufferMegabytes = 256;
    private const double UpdateBufferMegabytes = 32;
    // A build merges all segments in the end; merging some before saves nothing but open files.
    private const int SegmentsOfBuild = 30;

    static DocumentWriter() => ProductCodec.Register();

    /// <summary>A writer of a new folder of documents.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inOrder">True where documents must keep the order they come in, which costs some speed of merging.</param>
    public static IndexWriter Create(string folder, bool inOrder) =>
        Open(folder, OpenMode.CREATE, BuildBufferMegabytes, new ProductCodec(), inOrder ? InOrder() : new TieredMergePolicy
        {
            NoCFSRatio = 0, SegmentsPerTier = SegmentsOfBuild, MaxMergeAtOnce = SegmentsOfBuild, MaxMergeAtOnceExplicit = 2 * SegmentsOfBuild,
        });

    /// <summary>A writer of a new folder in Lucene.Net's own codec, in the order that documents come in.</summary>
    public static IndexWriter CreateStock(string folder) => Open(folder, OpenMode.CREATE, BuildBufferMegabytes, new Lucene46Codec(), InOrder());

    /// <summary>A writer that changes documents that are there.</summary>
    public static IndexWriter Open(string folder) => Open(folder, OpenMode.APPEND, UpdateBufferMegabytes, new ProductCodec(), new TieredMergePolicy { NoCFSRatio = 0 });

    /// <summary>Closes a writer and its folder; what was not committed is dropped.</summary>
    public static void Close(IndexWriter writer)
    {
        Directory directory = writer.Directory;
        writer.Rollback();
        directory.Dispose();
    }

    private static LogByteSizeMergePolicy InOrder() => new() { NoCFSRatio = 0 };

    private static IndexWriter Open(string folder, OpenMode mode, double bufferMegabytes, Codec codec, MergePolicy merges)
    {
        // Every document comes with the analyzer of its language, so the writer has none of its own.
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
        {
            OpenMode = mode,
            RAMBufferSizeMB = bufferMegabytes,
            Similarity = new BM25Similarity(),
            Codec = codec,
            MergeScheduler = new QuietMergeScheduler(),
            // Our formats map their files themselves, which a part of a compound file cannot be.
            UseCompoundFile = false,
            MergePolicy = merges,
        };
        var directory = new OutputDirectory(folder);
        try
        {
            return new IndexWriter(directory, config);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A merge that fails for want of room must not take the process down, as an exception on its thread would: the segments that it would have
    /// joined go on serving, the writer keeps the failure for whoever waits for the merge, and the next commit tries again.
    /// </summary>
    private sealed class QuietMergeScheduler : ConcurrentMergeScheduler
    {
        protected override void HandleMergeException(Exception exc)
        {
        }
    }
}
