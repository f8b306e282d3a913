using Retrieval.Lucene.Vectors.Lists;

namespace Retrieval.Lucene.Vectors;

/// <summary>What one search needs beside the index, kept by each thread so that a warm search allocates nothing.</summary>
internal sealed class SearchScratch
{
    [ThreadStatic]
    private static SearchScratch? ofThread;

    public QueryCode Query { get; } = new();

    public Candidates Candidates { get; } = new();

    public RowScan Scan { get; } = new();

    public ListProbe Probe { get; } = new();

    public static SearchScratch OfThread => ofThread ??= new SearchScratch();
}
