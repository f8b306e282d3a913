using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;
using Retrieval.Lucene.Vectors.Lists;

namespace Retrieval.Lucene.Tests.Vectors.Lists;

/// <summary>
/// Segments large enough for lists: 1 nearly all true neighbours are found, with deletes and filters, random ones and such as lie in one direction; 2 hits are live, pass,
/// and have the scores of the exact search; 3 a file depends on its vectors alone, not on threads; 4 rows lie in lists, each in the nearest by
/// the slow twin; 5 CheckIndex agrees; 6 a warm search allocates nothing.
/// </summary>
public sealed class ListSearchTests(ListSearchTests.Built built) : IClassFixture<ListSearchTests.Built>
{
    private const int Documents = 40_000;
    private const int Dimension = 64;

    [Theory]
    [InlineData(1, 10)]
    [InlineData(1, 100)]
    [InlineData(0.8, 10)]
    [InlineData(0.65, 300)]
    public void Nearly_all_true_neighbours_are_found(double rate, int k)
    {
        var random = new Random(k);
        ulong[] filter = rate == 1 ? [] : [.. Enumerable.Range(0, (built.Reader.MaxDoc + 63) / 64).Select(_ => Word(random, rate))];
        AssertFound(filter, k, random);
    }

    [Fact]
    public void Neighbours_are_found_where_the_filter_keeps_what_is_near_something_else()
    {
        var random = new Random(7);
        float[] other = VectorIndex.Random(random, Dimension), scores = new float[built.Reader.MaxDoc];
        built.Searcher.Score(other, [.. Enumerable.Range(0, scores.Length)], scores);
        float limit = scores.Order().ElementAt(scores.Length * 2 / 5);
        ulong[] filter = new ulong[(scores.Length + 63) / 64];
        for (int document = 0; document < scores.Length; document++)
            filter[document >> 6] |= scores[document] > limit ? 1UL << document : 0;
        AssertFound(filter, 10, random);
    }

    [Fact]
    public void A_file_depends_on_its_vectors_alone()
    {
        float[][] vectors = [.. Enumerable.Range(0, InvertedLists.FewestRows).Select(i => VectorIndex.Random(new Random(i), 16))];
        Assert.Equal(FileOf(vectors), FileOf(vectors));
    }

    [Fact]
    public unsafe void Rows_lie_in_the_list_whose_centroid_is_nearest()
    {
        SegmentVectors vectors = built.Vectors;
        Assert.Equal(InvertedLists.ListCount(vectors.Count), vectors.Lists.Count);
        for (int list = 0; list < vectors.Lists.Count; list += 7)
        {
            for (int row = vectors.ListStarts[list]; row < vectors.ListStarts[list + 1]; row += 11)
            {
                float[] scores = [.. Enumerable.Range(0, vectors.Lists.Count).Select(other => Dot(vectors, row, other))];
                // The row's own codes have seven bits when the list is chosen.
                Assert.InRange(scores[list], scores.Max() - 0.02f, scores.Max());
                Assert.True(row == vectors.ListStarts[list] || vectors.Documents[row] > vectors.Documents[row - 1], "documents ascend within a list");
            }
        }
    }

    [Fact]
    public void A_warm_search_allocates_nothing()
    {
        float[] query = VectorIndex.Random(new Random(3), Dimension);
        var hits = new ScoredDocument[10];
        built.Searcher.Search(query, 10, [], hits);
        long before = GC.GetAllocatedBytesForCurrentThread();
        built.Searcher.Search(query, 10, [], hits);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void CheckIndex_agrees() => Assert.True(new CheckIndex(built.Directory).DoCheckIndex().Clean);

    private void AssertFound(ulong[] filter, int k, Random random)
    {
        int found = 0, wanted = 0;
        ScoredDocument[] hits = new ScoredDocument[k], exact = new ScoredDocument[k];
        for (int repeat = 0; repeat < 20; repeat++)
        {
            float[] query = VectorIndex.Random(random, Dimension);
            int count = built.Searcher.Search(query, k, filter, hits);
            Assert.Equal(built.Searcher.SearchExact(query, k, filter, exact), count);
            found += hits[..count].Intersect(exact[..count]).Count();
            wanted += count;
            foreach (ScoredDocument hit in hits[..count])
            {
                Assert.True(filter is [] || (filter[hit.Document >> 6] >> hit.Document & 1) != 0, $"document {hit.Document} fails the filter");
                Assert.DoesNotContain(hit.Document, built.Deleted);
            }
        }

        // These vectors hardly differ within their eight clusters, which is harder than real ones; a fault of a step finds far fewer.
        Assert.True(found >= 0.95 * wanted, $"{found} of {wanted} true neighbours found");
    }

    private static ulong Word(Random random, double rate)
    {
        ulong word = 0;
        for (int bit = 0; bit < 64; bit++)
            word |= random.NextDouble() < rate ? 1UL << bit : 0;
        return word;
    }

    private static unsafe float Dot(SegmentVectors vectors, int row, int list)
    {
        int sum = 0;
        for (int i = 0; i < vectors.Stride; i++)
            sum += (vectors.High[((long)row * vectors.Stride) + i] - 128) * (vectors.Lists.Codes[(list * vectors.Stride) + i] - 128);
        return sum * vectors.Units[row] * 16 * vectors.Lists.Units[list];
    }

    private static byte[] FileOf(float[][] vectors)
    {
        using var directory = new RAMDirectory();
        using (IndexWriter writer = VectorIndex.Writer(directory))
        {
            for (int id = 0; id < vectors.Length; id++)
                writer.AddDocument(VectorIndex.Document(id, vectors[id]));
        }

        string name = Assert.Single(directory.ListAll(), file => file.Contains(".vec", StringComparison.Ordinal));
        using IndexInput input = directory.OpenInput(name, IOContext.DEFAULT);
        byte[] bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>One index for all tests: 40,000 vectors merged from several segments, then some deleted.</summary>
    public sealed class Built : IDisposable
    {
        public Built()
        {
            var random = new Random(1);
            using (IndexWriter writer = VectorIndex.Writer(Directory))
            {
                for (int id = 0; id < Documents; id++)
                {
                    writer.AddDocument(VectorIndex.Document(id, id % 50 == 0 ? null : VectorIndex.Random(random, Dimension)));
                    if (id % 15_000 == 9_999)
                        writer.Commit();
                }

                writer.ForceMerge(1);
                foreach (int id in Enumerable.Range(0, 300).Select(_ => random.Next(Documents)))
                    writer.DeleteDocuments(new Term("id", $"{id}"));
            }

            Reader = DirectoryReader.Open(Directory);
            Searcher = new VectorSearcher(Reader, VectorIndex.Field);
            AtomicReader leaf = Assert.Single(Reader.Leaves).AtomicReader;
            Vectors = (SegmentVectors)leaf.GetBinaryDocValues(VectorIndex.Field);
            Deleted = [.. Enumerable.Range(0, leaf.MaxDoc).Where(document => !leaf.LiveDocs.Get(document))];
        }

        public RAMDirectory Directory { get; } = new();

        public DirectoryReader Reader { get; }

        public VectorSearcher Searcher { get; }

        public HashSet<int> Deleted { get; }

        internal SegmentVectors Vectors { get; }

        public void Dispose()
        {
            Reader.Dispose();
            Directory.Dispose();
        }
    }
}
