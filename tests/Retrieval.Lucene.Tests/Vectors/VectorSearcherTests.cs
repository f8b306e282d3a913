using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;
using Retrieval.Lucene.Vectors.Lists;

namespace Retrieval.Lucene.Tests.Vectors;

/// <summary>
/// 1 hits are those of the slow twin, which scores every vector in floats, with deletes, missing vectors, several segments, and filters
/// at every rate, also where the segment has lists but few rows enough to be read wholly; 2 scores of single documents equal those of the search, in any order; 3 a warm search allocates nothing; 4 arguments that
/// do not fit are refused.
/// </summary>
public sealed class VectorSearcherTests
{
    [Theory]
    [InlineData(1, 16, 1.0)]
    [InlineData(2, 40, 0.5)]
    [InlineData(3, 64, 0.1)]
    [InlineData(4, 100, 0.01)]
    [InlineData(5, 256, 0.5)]
    [InlineData(6, 256, 0.001)]
    [InlineData(7, 3, 0.3)]
    [InlineData(8, 128, 0)]
    public void Hits_are_those_of_the_slow_twin(int seed, int dimension, double passing)
    {
        var random = new Random(seed);
        using var directory = new RAMDirectory();
        using DirectoryReader reader = Index(directory, random, dimension, out float[]?[] vectors);
        var searcher = new VectorSearcher(reader, VectorIndex.Field);
        ulong[] filter = passing >= 1 ? [] : Filter(random, reader.MaxDoc, passing);

        foreach (int k in new[] { 1, 10, 100, 1000 })
        {
            float[] query = VectorIndex.Random(random, dimension);
            ScoredDocument[] expected = SlowTwin(reader, vectors, query, filter, k);
            var hits = new ScoredDocument[k];
            int count = searcher.Search(query, k, filter, hits);

            Assert.Equal(expected.Length, count);
            for (int i = 0; i < count; i++)
            {
                // Two vectors nearer to one another than 12 bits tell may change places; the scores may not.
                Assert.Equal(expected[i].Score, hits[i].Score, 1e-3f);
            }

            float[] scores = new float[count];
            ScoredDocument[] shuffled = hits[..count];
            random.Shuffle(shuffled);
            searcher.Score(query, [.. shuffled.Select(hit => hit.Document)], scores);
            Assert.Equal(shuffled.Select(hit => hit.Score), scores);
            Assert.Equal(count, hits[..count].Select(hit => hit.Document).Distinct().Count());
            Assert.All(hits[..count], hit => Assert.True(filter is [] || (filter[hit.Document >> 6] >> hit.Document & 1) != 0));
        }
    }

    [Fact]
    public void A_segment_with_lists_and_few_rows_is_read_wholly()
    {
        // Rows lie close around the centres of their lists, but for twenty that lean towards the query: no list promises what these hold.
        var random = new Random(9);
        float[] query = VectorIndex.Random(random, 64);
        float[][] centres = [.. Enumerable.Range(0, 100).Select(_ => VectorIndex.Random(random, 64))];
        var vectors = new float[]?[InvertedLists.FewestRows + 500];
        using var directory = new RAMDirectory();
        using (IndexWriter writer = VectorIndex.Writer(directory))
        {
            for (int id = 0; id < vectors.Length; id++)
            {
                bool leans = id % (vectors.Length / 20) == 7;
                float[] off = leans ? query : VectorIndex.Random(random, 64);
                float share = leans ? 0.5f : 0.02f;
                float[] vector = [.. centres[id % centres.Length].Zip(off, (centre, by) => centre + (share * by))];
                float length = MathF.Sqrt(vector.Sum(value => value * value));
                vectors[id] = [.. vector.Select(value => value / length)];
                writer.AddDocument(VectorIndex.Document(id, vectors[id]));
            }

            writer.ForceMerge(1);
        }

        using DirectoryReader reader = DirectoryReader.Open(directory);
        var hits = new ScoredDocument[20];
        Assert.Equal(hits.Length, new VectorSearcher(reader, VectorIndex.Field).Search(query, hits.Length, [], hits));
        Assert.Equal(SlowTwin(reader, vectors, query, [], hits.Length).Select(hit => hit.Score), hits.Select(hit => hit.Score), (a, b) => Math.Abs(a - b) < 1e-3f);
    }

    [Fact]
    public void A_query_that_is_changed_in_place_or_asked_again_is_answered_as_by_a_new_thread()
    {
        var random = new Random(12);
        using var directory = new RAMDirectory();
        using DirectoryReader reader = Index(directory, random, 40, out _);
        var searcher = new VectorSearcher(reader, VectorIndex.Field);
        float[] query = VectorIndex.Random(random, 40);
        for (int round = 0; round < 30; round++)
        {
            if (round % 3 != 0)
                query[random.Next(40)] = round % 2 == 0 ? 0f : (float)random.NextDouble();
            ScoredDocument[]? elsewhere = null;
            var thread = new Thread(() => elsewhere = Hits());
            thread.Start();
            thread.Join();
            Assert.Equal(elsewhere, Hits());
            Assert.Throws<ArgumentException>(() => searcher.Search([.. query[..39], float.NaN], 10, [], new ScoredDocument[10]));
            Assert.Equal(elsewhere, Hits());
        }

        ScoredDocument[] Hits()
        {
            var hits = new ScoredDocument[10];
            Assert.Equal(10, searcher.Search(query, 10, [], hits));
            return hits;
        }
    }

    [Fact]
    public void A_warm_search_allocates_nothing()
    {
        var random = new Random(1);
        using var directory = new RAMDirectory();
        using DirectoryReader reader = Index(directory, random, 64, out _);
        var searcher = new VectorSearcher(reader, VectorIndex.Field);
        float[] query = VectorIndex.Random(random, 64);
        ulong[] filter = Filter(random, reader.MaxDoc, 0.3);
        var hits = new ScoredDocument[10];
        float[] scores = new float[2];
        int[] documents = [5, 1];
        Search();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Search();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Search()
        {
            searcher.Search(query, 10, [], hits);
            searcher.Search(query, 10, filter, hits);
            searcher.Score(query, documents, scores);
        }
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        var random = new Random(1);
        using var directory = new RAMDirectory();
        using DirectoryReader reader = Index(directory, random, 8, out _);
        var searcher = new VectorSearcher(reader, VectorIndex.Field);
        float[] query = VectorIndex.Random(random, 8);
        var hits = new ScoredDocument[10];
        Assert.Contains("7 values", Assert.Throws<ArgumentException>(() => searcher.Search(query.AsSpan(1), 10, [], hits)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => searcher.Search(query, 0, [], hits));
        Assert.Throws<ArgumentException>(() => searcher.Search(query, 11, [], hits));
        Assert.Throws<ArgumentException>(() => searcher.Search(query, 10, [1UL], hits));
        Assert.Throws<ArgumentException>(() => searcher.Search([float.NaN, .. query[1..]], 10, [], hits));
        Assert.Throws<ArgumentException>(() => searcher.Score(query, [reader.MaxDoc], new float[1]));
        Assert.Throws<InvalidOperationException>(() => new VectorSearcher(reader, "binary"));
    }

    [Fact]
    public void An_index_without_vectors_has_no_neighbours()
    {
        using var directory = new RAMDirectory();
        using (IndexWriter writer = VectorIndex.Writer(directory))
            writer.AddDocument(VectorIndex.Document(1, null));
        using DirectoryReader reader = DirectoryReader.Open(directory);
        var searcher = new VectorSearcher(reader, VectorIndex.Field);
        Assert.Equal((0, 0), (searcher.Count, searcher.Dimension));
        Assert.Equal(0, searcher.Search([1, 2], 1, [], new ScoredDocument[1]));
    }

    private static DirectoryReader Index(RAMDirectory directory, Random random, int dimension, out float[]?[] vectors)
    {
        vectors = new float[]?[1200];
        using (IndexWriter writer = VectorIndex.Writer(directory))
        {
            for (int id = 0; id < vectors.Length; id++)
            {
                vectors[id] = random.Next(10) == 0 ? null : VectorIndex.Random(random, dimension);
                var document = VectorIndex.Document(id, vectors[id]);
                document.Add(new global::Lucene.Net.Documents.BinaryDocValuesField("binary", new global::Lucene.Net.Util.BytesRef("x")));
                writer.AddDocument(document);
                if (random.Next(300) == 0)
                    writer.Commit();
                if (random.Next(10) == 0)
                    writer.DeleteDocuments(new Term("id", $"{random.Next(id + 1)}"));
            }
        }

        return DirectoryReader.Open(directory);
    }

    private static ulong[] Filter(Random random, int maxDoc, double passing)
    {
        ulong[] words = new ulong[(maxDoc + 63) / 64];
        for (int document = 0; document < maxDoc; document++)
        {
            if (random.NextDouble() < passing)
                words[document >> 6] |= 1UL << document;
        }

        return words;
    }

    private static ScoredDocument[] SlowTwin(DirectoryReader reader, float[]?[] vectors, float[] query, ulong[] filter, int k)
    {
        var all = new List<ScoredDocument>();
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            for (int i = 0; i < leaf.AtomicReader.MaxDoc; i++)
            {
                int document = leaf.DocBase + i;
                bool live = leaf.AtomicReader.LiveDocs?.Get(i) ?? true;
                bool passes = filter is [] || (filter[document >> 6] >> document & 1) != 0;
                if (live && passes && vectors[VectorIndex.IdOf(reader, document)] is { } vector)
                    all.Add(new ScoredDocument(document, vector.Zip(query, (a, b) => a * b).Sum()));
            }
        }

        return [.. all.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Document).Take(k)];
    }
}
