using System.Buffers.Binary;
using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;
using Retrieval.Tests.Shared;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Vectors;

/// <summary>
/// 1 the worked example of <see cref="VectorLayout"/> holds byte for byte; 2 vectors, and their absence, survive flush, merge, deletes, compound
/// files and near-real-time readers, and CheckIndex agrees; 3 a changed byte is found on opening; 4 other columns stay Lucene.Net's;
/// 5 what does not fit is refused with field and reason.
/// </summary>
public sealed class VectorFormatTests
{
    [Fact]
    public void The_worked_example_holds_byte_for_byte()
    {
        using var directory = new RAMDirectory();
        using (IndexWriter writer = VectorIndex.Writer(directory))
        {
            writer.AddDocument(VectorIndex.Document(0, null));
            writer.AddDocument(VectorIndex.Document(1, [1, -0.5f]));
        }

        string name = Assert.Single(directory.ListAll(), file => file.Contains(".vec", StringComparison.Ordinal));
        Assert.Equal("_0_RetrievalVectors_0.vec2", name);
        byte[] file = Bytes(directory, name);
        Assert.Equal("RetrievalVectors", Encoding.ASCII.GetString(file, 5, 16));
        Assert.Equal([1, 0, 0], file[24..27]);
        Assert.Equal([2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], file[64..80]);
        Assert.Equal([0, 0, 0, 0], file[128..132]);
        Assert.Equal([1, 0, 0, 0], file[192..196]);
        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], file[256..264]);
        Assert.Equal([0x04, 0x02, 0x01, 0x3A], file[320..324]);
        Assert.Equal(1f / 2032, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(320)));
        Assert.Equal([0xFF, 0x41, .. Enumerable.Repeat((byte)0x80, 62)], file[384..448]);
        Assert.Equal([0x88, 0x80, .. Enumerable.Repeat((byte)0x88, 30)], file[448..480]);
        Assert.Equal(480 + 16, file.Length);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Vectors_survive_flush_merge_deletes_and_compound_files(int seed, bool compound)
    {
        string folder = Workspace.NewFolder();
        try
        {
            var random = new Random(seed);
            float[]?[] vectors = [.. Enumerable.Range(0, 300).Select(_ => random.Next(4) == 0 ? null : VectorIndex.Random(random, 37))];
            var deleted = new HashSet<int>();
            using Directory directory = FSDirectory.Open(folder);
            using (IndexWriter writer = VectorIndex.Writer(directory, compound))
            {
                for (int id = 0; id < vectors.Length; id++)
                {
                    writer.AddDocument(VectorIndex.Document(id, vectors[id]));
                    if (random.Next(40) == 0)
                        writer.Commit();
                    if (random.Next(8) == 0 && deleted.Add(random.Next(id + 1)))
                        writer.DeleteDocuments(new Term("id", $"{deleted.Last()}"));
                }

                using (DirectoryReader live = writer.GetReader(applyAllDeletes: true))
                    AssertHolds(live, vectors, deleted);
                writer.ForceMerge(1);
                using (DirectoryReader merged = writer.GetReader(applyAllDeletes: true))
                {
                    Assert.Single(merged.Leaves);
                    AssertHolds(merged, vectors, deleted);
                }
            }

            using (DirectoryReader reopened = DirectoryReader.Open(directory))
                AssertHolds(reopened, vectors, deleted);
            Assert.True(new CheckIndex(directory).DoCheckIndex().Clean);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_merge_keeps_every_byte()
    {
        using var directory = new RAMDirectory();
        float[][] vectors = [.. Enumerable.Range(0, 20).Select(i => VectorIndex.Random(new Random(i), 50))];
        using (IndexWriter writer = VectorIndex.Writer(directory))
        {
            for (int id = 0; id < vectors.Length; id++)
            {
                writer.AddDocument(VectorIndex.Document(id, vectors[id]));
                writer.Commit();
            }

            writer.ForceMerge(1);
        }

        using DirectoryReader reader = DirectoryReader.Open(directory);
        BinaryDocValues column = Assert.Single(reader.Leaves).AtomicReader.GetBinaryDocValues(VectorIndex.Field);
        var record = new BytesRef();
        for (int document = 0; document < vectors.Length; document++)
        {
            column.Get(document, record);
            Assert.Equal(VectorCode.Encode(vectors[VectorIndex.IdOf(reader, document)]), record.Bytes.AsSpan(record.Offset, record.Length).ToArray());
        }
    }

    [Fact]
    public void A_changed_byte_is_found_on_opening_with_file_and_place()
    {
        string folder = Workspace.NewFolder();
        try
        {
            using Directory directory = FSDirectory.Open(folder);
            using (IndexWriter writer = VectorIndex.Writer(directory))
                writer.AddDocument(VectorIndex.Document(0, [1, 2, 3]));
            string path = Assert.Single(System.IO.Directory.GetFiles(folder, "*.vec*"));
            byte[] bytes = File.ReadAllBytes(path);
            foreach (int place in new[] { 70, 200, 390, bytes.Length - 1 })
            {
                byte[] changed = [.. bytes];
                changed[place] ^= 1;
                File.WriteAllBytes(path, changed);
                var corrupt = Assert.Throws<CorruptIndexException>(() => DirectoryReader.Open(directory));
                Assert.Contains(Path.GetFileName(path), corrupt.Message, StringComparison.Ordinal);
            }

            File.WriteAllBytes(path, bytes[..^30]);
            Assert.ThrowsAny<IOException>(() => DirectoryReader.Open(directory));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_changed_number_in_a_large_file_is_told_to_searches_soon_and_kept_out_of_any_merge()
    {
        string folder = Workspace.NewFolder();
        try
        {
            using Directory directory = FSDirectory.Open(folder);
            var random = new Random(8);
            float[][] vectors = [.. Enumerable.Range(0, 1200).Select(_ => VectorIndex.Random(random, 800))];
            using (IndexWriter writer = VectorIndex.Writer(directory))
            {
                for (int id = 0; id < vectors.Length; id++)
                    writer.AddDocument(VectorIndex.Document(id, vectors[id]));
                writer.ForceMerge(1);
            }

            string path = Assert.Single(System.IO.Directory.GetFiles(folder, "*.vec*"));
            byte[] bytes = File.ReadAllBytes(path);
            Assert.True(bytes.Length > 1 << 20);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
            using (DirectoryReader reader = DirectoryReader.Open(directory))
            {
                var searcher = new VectorSearcher(reader, VectorIndex.Field);
                var hits = new ScoredDocument[3];
                var corrupt = Assert.Throws<CorruptIndexException>(() =>
                {
                    for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(30); Thread.Sleep(1))
                        searcher.Search(vectors[0], 3, [], hits);
                });
                Assert.Contains(Path.GetFileName(path), corrupt.Message, StringComparison.Ordinal);
                Assert.Throws<CorruptIndexException>(() => searcher.Score(vectors[0], [1], new float[1]));
            }

            using var merging = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
            {
                Codec = new VectorCodec(VectorIndex.Field),
                MergeScheduler = new SerialMergeScheduler(),
            });
            merging.AddDocument(VectorIndex.Document(9999, vectors[0]));
            merging.Commit();
            Assert.Throws<CorruptIndexException>(() => merging.ForceMerge(1));
            merging.Rollback();
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Two_dimensions_in_one_field_are_refused()
    {
        using var directory = new RAMDirectory();
        IndexWriter writer = VectorIndex.Writer(directory);
        writer.AddDocument(VectorIndex.Document(0, [1, 2, 3]));
        writer.AddDocument(VectorIndex.Document(1, [1, 2]));
        var refused = Assert.ThrowsAny<Exception>(() => writer.Commit());
        Assert.Contains("'vector' has vectors of 2 and of 3 values", refused.Message, StringComparison.Ordinal);
        writer.Rollback();
    }

    [Fact]
    public void Registering_twice_keeps_the_stock_formats()
    {
        VectorDocValuesFormat.Register();
        VectorDocValuesFormat.Register();
        Assert.Same(VectorDocValuesFormat.Instance, global::Lucene.Net.Codecs.DocValuesFormat.ForName("RetrievalVectors"));
        Assert.Equal("Lucene45", global::Lucene.Net.Codecs.DocValuesFormat.ForName("Lucene45").Name);
    }

    private static void AssertHolds(DirectoryReader reader, float[]?[] vectors, HashSet<int> deleted)
    {
        Assert.Equal(vectors.Length - deleted.Count, reader.NumDocs);
        var searcher = new VectorSearcher(reader, VectorIndex.Field);
        var seen = new HashSet<int>();
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            IBits? with = leaf.AtomicReader.GetDocsWithField(VectorIndex.Field);
            NumericDocValues numbers = leaf.AtomicReader.GetNumericDocValues("number");
            for (int document = 0; document < leaf.AtomicReader.MaxDoc; document++)
            {
                if (leaf.AtomicReader.LiveDocs is { } live && !live.Get(document))
                    continue;
                int id = VectorIndex.IdOf(reader, leaf.DocBase + document);
                Assert.True(seen.Add(id) && !deleted.Contains(id));
                Assert.Equal(id, numbers.Get(document));
                Assert.Equal(vectors[id] is not null, with?.Get(document) ?? false);
                float[] score = new float[1];
                searcher.Score(vectors[id] ?? new float[37], [leaf.DocBase + document], score);
                Assert.Equal(vectors[id] is null ? 0 : 1, score[0], 1e-3f);
            }
        }
    }

    private static byte[] Bytes(Directory directory, string name)
    {
        using IndexInput input = directory.OpenInput(name, IOContext.DEFAULT);
        byte[] bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }
}
