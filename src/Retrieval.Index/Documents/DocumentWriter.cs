using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Index.Documents;

/// <summary>Opens Lucene.Net's writers the one way that this engine uses them.</summary>
internal static class DocumentWriter
{
    private const double BuildBufferMegabytes = 256;
    private const double UpdateBufferMegabytes = 32;

    /// <summary>A writer of a new folder of documents.</summary>
    public static IndexWriter Create(string folder) => Open(folder, OpenMode.CREATE, BuildBufferMegabytes);

    /// <summary>A writer of a new folder in Lucene.Net's own codec.</summary>
    public static IndexWriter CreateStock(string folder) => Open(folder, OpenMode.CREATE, BuildBufferMegabytes);

    /// <summary>A writer that changes documents that are there.</summary>
    public static IndexWriter Open(string folder) => Open(folder, OpenMode.APPEND, UpdateBufferMegabytes);

    /// <summary>Closes a writer and its folder; what was not committed is dropped.</summary>
    public static void Close(IndexWriter writer)
    {
        Directory directory = writer.Directory;
        writer.Rollback();
        directory.Dispose();
    }

    private static IndexWriter Open(string folder, OpenMode mode, double bufferMegabytes)
    {
        // Every document comes with the analyzer of its language, so the writer has none of its own.
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
        {
            OpenMode = mode,
            RAMBufferSizeMB = bufferMegabytes,
            Similarity = new BM25Similarity(),
            // Our formats map their files themselves, which a part of a compound file cannot be.
            UseCompoundFile = false,
            MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
        };
        Directory directory = FSDirectory.Open(folder);
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
}
