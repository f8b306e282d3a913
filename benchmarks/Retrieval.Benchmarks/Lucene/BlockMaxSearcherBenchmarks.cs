using BenchmarkDotNet.Attributes;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Benchmarks.Lucene;

/// <summary>
/// One query in turn of a real query file, top 10, warm, one thread, with allocated bytes. The index is the one that
/// <c>lexical index</c> wrote; its folder and the query file come from RETRIEVAL_LEXICAL_INDEX and RETRIEVAL_LEXICAL_QUERIES.
/// It does not show the tail: <see cref="LexicalComparison"/> does.
/// </summary>
[MemoryDiagnoser]
public class BlockMaxSearcherBenchmarks
{
    private readonly ScoredDocument[] hits = new ScoredDocument[10];
    private DirectoryReader reader = null!;
    private BlockMaxSearcher searcher = null!;
    private WeightedTerm[][] queries = [];
    private ulong[] filter = [];
    private int next;

    /// <summary>The least price in cents: 0 lets all pass, 749 about 90%, 113184 about 0.1%.</summary>
    [Params(0, 749, 113184)]
    public int LeastPrice { get; set; }

    /// <summary>Opens the index.</summary>
    [GlobalSetup]
    public void Open()
    {
        BlockMaxCodec.Register();
        reader = DirectoryReader.Open(FSDirectory.Open(Path.Combine(Setting("RETRIEVAL_LEXICAL_INDEX"), "ours")));
        searcher = new BlockMaxSearcher(reader);
        queries = ProductCorpus.ReadQueries(Setting("RETRIEVAL_LEXICAL_QUERIES"));
        filter = LeastPrice == 0 ? [] : ProductCorpus.PriceFilter(reader, LeastPrice, long.MaxValue);
    }

    /// <summary>Closes it.</summary>
    [GlobalCleanup]
    public void Close()
    {
        searcher.Dispose();
        reader.Dispose();
    }

    /// <summary>The next query of the file.</summary>
    [Benchmark]
    public int Search()
    {
        next = (next + 1) % queries.Length;
        return searcher.Search(queries[next], hits.Length, filter, hits);
    }

    private static string Setting(string name)
        => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"set {name}, see benchmarks/README.md");
}
