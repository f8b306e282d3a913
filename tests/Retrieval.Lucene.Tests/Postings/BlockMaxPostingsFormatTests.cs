using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Postings;

/// <summary>
/// 1. What is read is what the stock codec reads: terms, statistics, documents, frequencies, positions; after a flush, after a merge, with deletes.
/// 2. CheckIndex finds nothing. 3. A damaged file is refused with its name and place. 4. The example in the format's header is true.
/// </summary>
public sealed class BlockMaxPostingsFormatTests
{
    [Theory]
    [InlineData(1, 20, true)]
    [InlineData(2, 300, false)]
    [InlineData(3, 5000, false)]
    [InlineData(4, 5000, true)]
    public void What_is_read_is_what_the_stock_codec_reads(int seed, int documents, bool singleSegment)
    {
        using var ours = new RandomIndex(seed, documents, singleSegment: singleSegment, deletes: true);
        using var stock = new RandomIndex(seed, documents, new Lucene46Codec(), singleSegment, deletes: true);
        AssertSameFields(stock.Reader, ours.Reader);
    }

    [Theory]
    [InlineData(5, 200, false)]
    [InlineData(6, 6000, false)]
    [InlineData(7, 6000, true)]
    public void CheckIndex_finds_nothing(int seed, int documents, bool singleSegment)
    {
        using var index = new RandomIndex(seed, documents, singleSegment: singleSegment, deletes: true);
        var log = new StringWriter();
        var check = new CheckIndex(index.Directory) { InfoStream = log };
        Assert.True(check.DoCheckIndex().Clean, log.ToString());
    }

    [Fact]
    public void A_near_real_time_reader_sees_what_was_just_added()
    {
        BlockMaxCodec.Register();
        string folder = Retrieval.Tests.Shared.Workspace.NewFolder();
        using (var directory = new NRTCachingDirectory(FSDirectory.Open(folder), 5, 60))
        {
            using var writer = NewWriter(directory);
            writer.AddDocument(NewDocument("red kettle"));
            writer.AddDocument(NewDocument("green lamp"));
            using DirectoryReader first = DirectoryReader.Open(writer, applyAllDeletes: true);
            writer.AddDocument(NewDocument("blue kettle"));
            using DirectoryReader second = DirectoryReader.OpenIfChanged(first, writer, applyAllDeletes: true);
            Assert.Equal(1, first.DocFreq(new Term("text", "kettle")));
            Assert.Equal(2, second.DocFreq(new Term("text", "kettle")));
            writer.DeleteDocuments(new Term("text", "red"));
            using DirectoryReader third = DirectoryReader.OpenIfChanged(second, writer, applyAllDeletes: true);
            Assert.Equal(2, third.NumDocs);
            writer.ForceMerge(1);
            using DirectoryReader merged = DirectoryReader.OpenIfChanged(third, writer, applyAllDeletes: true);
            Assert.Equal(1, merged.DocFreq(new Term("text", "kettle")));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Phrases_prefixes_and_fuzzy_words_are_found_by_lucene()
    {
        using var index = new RandomIndex(8, 4000, singleSegment: true);
        using var stock = new RandomIndex(8, 4000, new Lucene46Codec(), singleSegment: true);
        var phrase = new PhraseQuery { Slop = 2 };
        phrase.Add(new Term(RandomIndex.Body, RandomIndex.Word(0)));
        phrase.Add(new Term(RandomIndex.Body, RandomIndex.Word(1)));
        Query[] queries = [phrase, new PrefixQuery(new Term(RandomIndex.Title, "w12")), new FuzzyQuery(new Term(RandomIndex.Body, "w1x"), 1)];
        foreach (Query query in queries)
        {
            TopDocs expected = new IndexSearcher(stock.Reader).Search(query, 50);
            TopDocs found = new IndexSearcher(index.Reader).Search(query, 50);
            Assert.True(expected.TotalHits > 0, $"{query} finds nothing to compare");
            Assert.Equal(expected.ScoreDocs.Select(hit => (hit.Doc, hit.Score)), found.ScoreDocs.Select(hit => (hit.Doc, hit.Score)));
        }
    }

    [Theory]
    [InlineData(BlockMaxPostingsFormat.ListsExtension)]
    [InlineData(BlockMaxPostingsFormat.PositionsExtension)]
    [InlineData(BlockMaxPostingsFormat.FieldsExtension)]
    public void A_damaged_file_is_refused_with_its_name(string extension)
    {
        BlockMaxCodec.Register();
        string folder = Retrieval.Tests.Shared.Workspace.NewFolder();
        using (var directory = FSDirectory.Open(folder))
        {
            using (IndexWriter writer = NewWriter(directory))
            {
                for (int i = 0; i < 100; i++)
                    writer.AddDocument(NewDocument($"word{i % 7} kettle"));
            }

            string file = System.IO.Directory.GetFiles(folder, $"*.{extension}").Single();
            byte[] bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 0x40;
            File.WriteAllBytes(file, bytes);
            IOException error = Assert.ThrowsAny<IOException>(() => DirectoryReader.Open(directory).Dispose());
            Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_field_with_offsets_is_refused_with_what_to_do()
    {
        BlockMaxCodec.Register();
        using var directory = new RAMDirectory();
        IndexWriter writer = NewWriter(directory);
        var type = new FieldType(TextField.TYPE_NOT_STORED)
        {
            IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS,
        };
        writer.AddDocument(new Document { new Field("text", new SplitWords("a b"), type) });
        NotSupportedException error = Assert.Throws<NotSupportedException>(writer.Commit);
        Assert.Contains("own postings format", error.Message, StringComparison.Ordinal);
        writer.Rollback();
    }

    [Fact]
    public unsafe void The_example_in_the_header_is_true()
    {
        byte[] example = Convert.FromHexString("02" + "7476" + "03" + "0201" + "07" + "04");
        var field = new FieldSummary { FieldNumber = 0, Kind = FieldKind.Frequencies, HasPositions = false };
        var encoder = new ListEncoder(maxDoc: 8);
        foreach ((int document, int weight) in ((int, int)[])[(3, 0), (5, 0), (6, 1)])
            encoder.Add(document, weight);
        var record = new ByteWriter();
        record.VarInt(2);
        record.Bytes("tv"u8);
        record.VarInt(encoder.Count);
        encoder.Write(record, positionOutput: null, field.Kind);
        Assert.Equal(example, record.Written.ToArray());

        byte[] withSlack = [.. example, .. new byte[64]];
        int[] documents = new int[136], weights = new int[136];
        fixed (byte* start = withSlack)
        fixed (int* documentsOf = documents, weightsOf = weights)
        {
            var list = new PostingList(start, field, maxDoc: 8);
            Assert.Equal(3, list.Decode(0, documentsOf, weightsOf));
        }

        Assert.Equal([3, 5, 6], documents[..3]);
        Assert.Equal([0, 0, 1], weights[..3]);
    }

    private static void AssertSameFields(DirectoryReader expected, DirectoryReader found)
    {
        Fields fields = MultiFields.GetFields(expected);
        Assert.Equal(fields.ToArray(), MultiFields.GetFields(found).ToArray());
        foreach (string field in fields)
        {
            Terms a = MultiFields.GetTerms(expected, field), b = MultiFields.GetTerms(found, field);
            Assert.Equal((a.Count, a.DocCount, a.SumDocFreq, a.SumTotalTermFreq), (b.Count, b.DocCount, b.SumDocFreq, b.SumTotalTermFreq));
            TermsEnum left = a.GetEnumerator(), right = b.GetEnumerator();
            while (left.MoveNext())
            {
                Assert.True(right.MoveNext(), $"{field} ends before {left.Term.Utf8ToString()}");
                Assert.Equal(left.Term, right.Term);
                Assert.Equal((left.DocFreq, left.TotalTermFreq), (right.DocFreq, right.TotalTermFreq));
                AssertSamePostings(left, right, MultiFields.GetLiveDocs(expected));
                AssertSameJumps(left, right);
            }

            Assert.False(right.MoveNext(), $"{field} has more terms");
        }
    }

    private static void AssertSamePostings(TermsEnum left, TermsEnum right, IBits? live)
    {
        DocsAndPositionsEnum? positions = left.DocsAndPositions(live, null);
        DocsEnum a = positions ?? left.Docs(live, null);
        DocsEnum b = positions is null ? right.Docs(live, null) : right.DocsAndPositions(live, null);
        int document;
        do
        {
            document = a.NextDoc();
            Assert.Equal(document, b.NextDoc());
            if (document == DocIdSetIterator.NO_MORE_DOCS)
                break;
            Assert.Equal(a.Freq, b.Freq);
            for (int i = 0; positions is not null && i < a.Freq; i++)
                Assert.Equal(positions.NextPosition(), ((DocsAndPositionsEnum)b).NextPosition());
        }
        while (true);
    }

    private static void AssertSameJumps(TermsEnum left, TermsEnum right)
    {
        var random = new Random(left.DocFreq);
        DocsEnum a = left.Docs(null, null), b = right.Docs(null, null);
        for (int target = random.Next(50); a.DocID != DocIdSetIterator.NO_MORE_DOCS; target = Math.Max(target, a.DocID) + 1 + random.Next(900))
        {
            Assert.Equal(a.Advance(target), b.Advance(target));
            if (a.DocID == DocIdSetIterator.NO_MORE_DOCS)
                break;
            Assert.Equal(a.Freq, b.Freq);
        }
    }

    private static IndexWriter NewWriter(Directory directory)
        => new(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            Codec = new BlockMaxCodec(),
            UseCompoundFile = false,
            MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
        });

    private static Document NewDocument(string text)
        => [new TextField("text", new SplitWords(text))];
}
