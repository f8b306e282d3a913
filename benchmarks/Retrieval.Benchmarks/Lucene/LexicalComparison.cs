using System.Diagnostics;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Benchmarks.Lucene;

/// <summary>
/// Our lexical engine beside Lucene.Net's own in one process, in turn, over the same documents and queries; peers run beside it by hand
/// (benchmarks/README.md). Shown: queries a second over a pass (median of the passes), each query's best time (p50, p90, p99), bytes allocated
/// a query, and that the scores are the same. Lucene.Net counts all hits, ours returns the top only. Run it pinned to one core.
/// It does not show many threads, nor a cold disk.
/// </summary>
internal static class LexicalComparison
{
    private const int Top = 10;
    private const double Tolerance = 1e-5;

    private const string Usage = """
        lexical index CORPUS.jsonl FOLDER [--segments] [--threads N]   writes FOLDER/ours and FOLDER/stock (merged to one segment unless --segments)
        lexical search FOLDER QUERIES.txt [--passes N] [--price LEAST-MOST] [--alone] [--once]   cents, both ends in; --alone leaves Lucene.Net out;
                                                                                       --once takes the filter for one that does not come again
        """;

    /// <summary>Runs the command and returns the exit code.</summary>
    public static int Run(string[] args)
    {
        BlockMaxCodec.Register();
        switch (args)
        {
            case ["index", string corpus, string folder, .. string[] options]:
                Index(corpus, folder, options);
                return 0;
            case ["search", string folder, string queries, .. string[] options]:
                return Search(folder, queries, options);
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static void Index(string corpus, string folder, string[] options)
    {
        int threads = int.Parse(Option(options, "--threads") ?? "1");
        bool singleSegment = !options.Contains("--segments");
        foreach (string side in (string[])["ours", "stock"])
        {
            string path = Path.Combine(folder, side);
            var watch = Stopwatch.StartNew();
            int documents = ProductCorpus.Write(corpus, path, side == "ours" ? new BlockMaxCodec([], ["id"]) : null, threads, singleSegment);
            double seconds = watch.Elapsed.TotalSeconds;
            long bytes = System.IO.Directory.GetFiles(path).Sum(file => new FileInfo(file).Length);
            Console.WriteLine($"{side,-6} {documents} documents, {seconds:f1} s, {documents / seconds:f0} documents/s, {bytes / 1e6:f1} MB");
        }
    }

    private static int Search(string folder, string queryFile, string[] options)
    {
        int passes = int.Parse(Option(options, "--passes") ?? "5");
        using var oursReader = DirectoryReader.Open(FSDirectory.Open(Path.Combine(folder, "ours")));
        using var ours = new BlockMaxSearcher(oursReader);
        WeightedTerm[][] queries = ProductCorpus.ReadQueries(queryFile);
        var side = new Side("ours", ours, Filter(oursReader, options), isKept: !options.Contains("--once"), queries.Length);
        Console.WriteLine($"{oursReader.MaxDoc} documents, {oursReader.Leaves.Count} segments, {queries.Length} queries, top {Top}");
        if (options.Contains("--alone"))
        {
            Run([side], queries, passes);
            return 0;
        }

        using var stockReader = DirectoryReader.Open(MMapDirectory.Open(Path.Combine(folder, "stock")));
        Side[] sides = [side, new("stock", new LuceneSearcher(stockReader), Filter(stockReader, options), isKept: false, queries.Length)];
        int different = Differences(sides, queries);
        Run(sides, queries, passes);
        Console.WriteLine($"ours / stock: {sides[0].QueriesPerSecond / sides[1].QueriesPerSecond:f1} times the queries a second; {different} queries with other scores");
        return different == 0 ? 0 : 1;
    }

    private static void Run(Side[] sides, WeightedTerm[][] queries, int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            foreach (Side side in sides)
                side.Pass(queries, isWarmUp: pass == 0);
        }

        foreach (Side side in sides)
            side.Print();
    }

    private static int Differences(Side[] sides, WeightedTerm[][] queries)
    {
        int different = 0;
        var a = new ScoredDocument[Top];
        var b = new ScoredDocument[Top];
        foreach (WeightedTerm[] query in queries)
        {
            int count = sides[0].Search(query, a);
            bool isSame = count == sides[1].Search(query, b);
            for (int i = 0; isSame && i < count; i++)
                isSame = Math.Abs(a[i].Score - b[i].Score) <= Tolerance * b[i].Score;
            different += isSame ? 0 : 1;
        }

        return different;
    }

    private static ulong[] Filter(IndexReader reader, string[] options)
    {
        if (Option(options, "--price") is not { } range)
            return [];
        string[] ends = range.Split('-');
        return ProductCorpus.PriceFilter(reader, long.Parse(ends[0]), long.Parse(ends[1]));
    }

    private static string? Option(string[] options, string name)
    {
        int at = Array.IndexOf(options, name);
        return at < 0 || at + 1 == options.Length ? null : options[at + 1];
    }

    /// <summary>One engine with its times.</summary>
    private sealed class Side(string name, ITermSearcher searcher, ulong[] filter, bool isKept, int queryCount)
    {
        private readonly KeptFilter? kept = isKept && filter.Length > 0 ? new KeptFilter(filter) : null;
        private readonly double[] bestMicroseconds = [.. Enumerable.Repeat(double.MaxValue, queryCount)];
        private readonly List<double> rates = [];
        private readonly ScoredDocument[] hits = new ScoredDocument[Top];
        private long allocated;

        public double QueriesPerSecond => rates.Order().ElementAt(rates.Count / 2);

        public int Search(WeightedTerm[] query, ScoredDocument[] into) =>
            kept is null ? searcher.Search(query, Top, filter, into) : searcher.Search(query, Top, kept, into);

        public void Pass(WeightedTerm[][] queries, bool isWarmUp)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < queries.Length; i++)
            {
                long from = Stopwatch.GetTimestamp();
                Search(queries[i], hits);
                bestMicroseconds[i] = Math.Min(bestMicroseconds[i], Stopwatch.GetElapsedTime(from).TotalMicroseconds);
            }

            if (isWarmUp)
                return;
            rates.Add(queries.Length / Stopwatch.GetElapsedTime(start).TotalSeconds);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / queries.Length;
        }

        public void Print()
        {
            double[] sorted = [.. bestMicroseconds.Order()];
            double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
            Console.WriteLine($"{name,-6} {QueriesPerSecond,8:f0} queries/s   p50 {At(0.5):f0}  p90 {At(0.9):f0}  p99 {At(0.99):f0} us   {allocated} bytes/query");
        }
    }
}
