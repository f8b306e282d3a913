using System.Collections.Concurrent;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Buffers;
using Retrieval.Lucene.Postings;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Buffers;

/// <summary>
/// A segment whose parts are written beside one another 1 has every byte of one whose parts are written one after the other; 2 fails as that
/// one does, whichever part fails, with every file closed and the writer as it was.
/// </summary>
public sealed class SegmentPartsTests
{
    private static readonly FieldType Words = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS };
    private static readonly FieldType Keys = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_ONLY, OmitNorms = true };

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 700)]
    [InlineData(3, 3, 4_000)]
    public void Every_byte_is_that_of_parts_written_one_after_the_other(int seed, int buffers, int documents)
    {
        SegmentBuffer[] filled = Filled(seed, buffers, documents);
        using var beside = new Failing();
        using var inTurn = new Failing();
        Write(beside, [.. filled.Select(static buffer => buffer.ToReader())]);
        // A reader that stands before a buffer's is none of a buffer, so its segment is written in turn.
        Write(inTurn, [.. filled.Select(static buffer => new FilterAtomicReader(buffer.ToReader()))]);
        string[] files = Told(inTurn);
        Assert.Contains("_0.fdt", files);
        Assert.Contains("_0.fnm", files);
        Assert.Equal(3, beside.Threads.Count);
        Assert.Single(inTurn.Threads);
        Assert.Equal(files, Told(beside));
        foreach (string file in files) Assert.Equal(Bytes(inTurn, file), Bytes(beside, file));
    }

    [Fact]
    public void A_field_of_words_and_a_column_is_written_too()
    {
        var buffer = new SegmentBuffer(new BM25Similarity());
        var both = new FieldType(Words) { DocValueType = DocValuesType.BINARY };
        buffer.Add([new Both("both", new SplitWords("a b"), both, new BytesRef("c"u8.ToArray()))]);
        using var folder = new Failing();
        Write(folder, [buffer.ToReader()]);
        Assert.True(new CheckIndex(folder).DoCheckIndex().Clean);
    }

    [Theory]
    [InlineData(".fdt")]
    [InlineData(".bml")]
    [InlineData("Lucene41_0.tim")]
    [InlineData(".dvd")]
    [InlineData(".nvd")]
    [InlineData(".fnm")]
    public void A_part_that_fails_fails_the_segment(string file)
    {
        SegmentBuffer[] filled = Filled(seed: 4, buffers: 2, documents: 3_000);
        using var folder = new Failing();
        using (IndexWriter writer = NewWriter(folder))
        {
            folder.Fails = file;
            var failure = Assert.Throws<IOException>(() => writer.AddIndexes([.. filled.Select(static buffer => buffer.ToReader())]));
            Assert.Contains(file, failure.Message, StringComparison.Ordinal);
            Assert.True(SpinWait.SpinUntil(() => folder.Open == 0, TimeSpan.FromSeconds(20)));
            folder.Fails = null;
            Assert.Equal(0, writer.MaxDoc);
            writer.AddIndexes([.. filled.Select(static buffer => buffer.ToReader())]);
            writer.Commit();
        }
        Assert.True(new CheckIndex(folder).DoCheckIndex().Clean);
        using DirectoryReader reader = DirectoryReader.Open(folder);
        Assert.Equal(3_000, reader.NumDocs);
    }

    private static SegmentBuffer[] Filled(int seed, int buffers, int documents)
    {
        var random = new Random(seed);
        SegmentBuffer[] filled = [.. Enumerable.Range(0, buffers).Select(static _ => new SegmentBuffer(new BM25Similarity()))];
        for (int key = 0; key < documents; key++)
        {
            string text = string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => $"word{(int)Math.Pow(10, random.NextDouble() * 3)}"));
            var value = new byte[random.Next(200)];
            random.NextBytes(value);
            filled[key % buffers].Add([
                new Field("key", new SplitWords($"{key}"), Keys), new Field("body", new SplitWords(text), Words),
                new StoredField("stored", new BytesRef(value)), new BinaryDocValuesField("column", new BytesRef(value))]);
        }
        return filled;
    }

    private static void Write(Directory folder, IndexReader[] readers)
    {
        using IndexWriter writer = NewWriter(folder);
        writer.AddIndexes(readers);
        writer.Commit();
    }

    private static IndexWriter NewWriter(Directory folder)
    {
        BlockMaxCodec.Register();
        return new IndexWriter(folder, new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            Codec = new BlockMaxCodec([], ["key"]), Similarity = new BM25Similarity(), UseCompoundFile = false, MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0 },
        });
    }

    /// <summary>The files that hold no moment of writing.</summary>
    private static string[] Told(Directory folder) =>
        [.. folder.ListAll().Where(static file => !file.EndsWith(".si", StringComparison.Ordinal) && !file.StartsWith("segments", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static byte[] Bytes(Directory folder, string file)
    {
        using IndexInput input = folder.OpenInput(file, IOContext.DEFAULT);
        var bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>A field of words that is a column as well.</summary>
    private sealed class Both(string name, SplitWords words, FieldType type, BytesRef value) : Field(name, words, type)
    {
        public override BytesRef GetBinaryValue() => value;
    }

    /// <summary>Knows which files are open for writing, and lets those of one ending fail once they are written to in earnest.</summary>
    private sealed class Failing() : FilterDirectory(new RAMDirectory())
    {
        private int open;

        public volatile string? Fails;

        /// <summary>Those that wrote.</summary>
        public ConcurrentDictionary<int, bool> Threads { get; } = [];

        public int Open => Volatile.Read(ref open);

        public override IndexOutput CreateOutput(string name, IOContext context)
        {
            Interlocked.Increment(ref open);
            return new Output(base.CreateOutput(name, context), name, this);
        }

        private sealed class Output(IndexOutput target, string name, Failing folder) : IndexOutput
        {
            private bool isClosed;

            public override long Position => target.Position;

            public override long Checksum => target.Checksum;

            public override long Length => target.Length;

            public override void WriteByte(byte b)
            {
                Check();
                target.WriteByte(b);
            }

            public override void WriteBytes(byte[] b, int offset, int length)
            {
                Check();
                target.WriteBytes(b, offset, length);
            }

            public override void Flush() => target.Flush();

            [Obsolete("As Lucene.Net's.")]
            public override void Seek(long pos) => target.Seek(pos);

            protected override void Dispose(bool disposing)
            {
                if (!disposing || isClosed) return;
                isClosed = true;
                target.Dispose();
                Interlocked.Decrement(ref folder.open);
            }

            private void Check()
            {
                folder.Threads[Environment.CurrentManagedThreadId] = true;
                if (folder.Fails is { } fails && name.EndsWith(fails, StringComparison.Ordinal) && target.Position > 50) throw new IOException($"no room for {name}");
            }
        }
    }
}
