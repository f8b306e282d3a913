using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Index.Snapshots;

/// <summary>The words of a generation in Lucene.Net's own codec, searched Lucene.Net's own way: what ours is compared with.</summary>
internal sealed class StockReader : IDisposable
{
    private readonly MMapDirectory directory;
    private readonly DirectoryReader reader;

    public StockReader(string folder)
    {
        directory = new MMapDirectory(folder);
        reader = DirectoryReader.Open(directory);
        Words = new LuceneSearcher(reader);
    }

    public LuceneSearcher Words { get; }

    public void Dispose()
    {
        reader.Dispose();
        directory.Dispose();
    }
}
