using System.Diagnostics;
using System.Runtime.InteropServices;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;

namespace Retrieval.Benchmarks.Lucene.Vectors;

/// <summary>
/// Neighbours over raw vectors, to be run beside hnswlib on the same files: float32, row after row, little-endian. Shown: seconds to build,
/// bytes a vector, and for random filters of several rates the recall against the exact search of the same index (ties count) and each
/// query's best time of five (p50, p90, p99), one thread. Run it pinned to one core for the search. It does not show a cold disk, several
/// segments, nor filters that go with the query.
/// </summary>
internal static class VectorComparison
{
    private const string Field = "vector";
    private const int Seed = 5;
    private const int Passes = 5;
    private const float Tie = 1e-6f;

    private const string Usage = """
        vectors index BASE.f32 DIMENSION FOLDER    writes an index of one segment
        vectors search FOLDER QUERIES.f32 [K]      top K, 10 unless given
        """;

    /// <summary>Runs the command and returns the exit code.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["index", string vectors, string dimension, string folder]:
                Index(Read(vectors), int.Parse(dimension), folder);
                return 0;
            case ["search", string folder, string queries, .. string[] k]:
                Search(folder, Read(queries), k is [string given] ? int.Parse(given) : 10);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static void Index(float[] vectors, int dimension, string folder)
    {
        var watch = Stopwatch.StartNew();
        int count = vectors.Length / dimension;
        using var directory = FSDirectory.Open(folder);
        var settings = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
        {
            Codec = new VectorCodec(Field),
            OpenMode = OpenMode.CREATE,
            UseCompoundFile = false,
            RAMBufferSizeMB = 1900,
            MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0 },
        };
        using (var writer = new IndexWriter(directory, settings))
        {
            for (int i = 0; i < count; i++)
                writer.AddDocument(new Document { VectorField.Create(Field, vectors.AsSpan(i * dimension, dimension)) });
            writer.ForceMerge(1);
        }

        long bytes = directory.ListAll().Sum(directory.FileLength);
        Console.WriteLine($"{count} vectors of {dimension}, {watch.Elapsed.TotalSeconds:f1} s, {(double)bytes / count:f1} bytes a vector");
    }

    private static void Search(string folder, float[] queries, int k)
    {
        VectorDocValuesFormat.Register();
        using var reader = DirectoryReader.Open(FSDirectory.Open(folder));
        var searcher = new VectorSearcher(reader, Field);
        int count = queries.Length / searcher.Dimension;
        Console.WriteLine($"{searcher.Count} vectors of {searcher.Dimension}, {reader.Leaves.Count} segments, {count} queries, top {k}");
        foreach (double rate in (double[])[1, 0.5, 0.1, 0.01, 0.001])
        {
            ulong[] filter = rate < 1 ? Filter(reader.MaxDoc, rate) : [];
            double[] microseconds = new double[count];
            double recall = 0;
            for (int query = 0; query < count; query++)
            {
                ReadOnlySpan<float> vector = queries.AsSpan(query * searcher.Dimension, searcher.Dimension);
                (recall, microseconds[query]) = (recall + Recall(searcher, vector, k, filter), BestTime(searcher, vector, k, filter));
            }

            Array.Sort(microseconds);
            Console.WriteLine($"passing {rate,6:p1}  recall {recall / count:f4}  p50 {microseconds[count / 2]:f0} µs  p90 {microseconds[count * 9 / 10]:f0}  p99 {microseconds[count * 99 / 100]:f0}");
        }
    }

    private static double Recall(VectorSearcher searcher, ReadOnlySpan<float> query, int k, ulong[] filter)
    {
        ScoredDocument[] hits = new ScoredDocument[k], exact = new ScoredDocument[k];
        int found = searcher.Search(query, k, filter, hits), wanted = searcher.SearchExact(query, k, filter, exact);
        return wanted == 0 ? 1 : hits[..found].Count(hit => hit.Score >= exact[wanted - 1].Score - Tie) / (double)wanted;
    }

    private static double BestTime(VectorSearcher searcher, ReadOnlySpan<float> query, int k, ulong[] filter)
    {
        var hits = new ScoredDocument[k];
        double best = double.PositiveInfinity;
        for (int pass = 0; pass < Passes; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            searcher.Search(query, k, filter, hits);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    private static ulong[] Filter(int documents, double rate)
    {
        var random = new Random(Seed);
        ulong[] filter = new ulong[(documents + 63) / 64];
        for (int document = 0; document < documents; document++)
            filter[document >> 6] |= random.NextDouble() < rate ? 1UL << document : 0;
        return filter;
    }

    private static float[] Read(string file)
    {
        float[] values = new float[new FileInfo(file).Length / sizeof(float)];
        using FileStream stream = File.OpenRead(file);
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
