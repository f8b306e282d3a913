using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Buffers;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Tests.Buffers;

/// <summary>
/// What a buffer makes of documents is what Lucene.Net's own chain makes of them, term by term and posting by posting: frequencies, the
/// positions of impact fields, norms, stored values, columns; whatever the words are, and however the documents are cut into segments.
/// </summary>
public sealed class SegmentBufferTests
{
    private static readonly FieldType Impacts = Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, omitNorms: true);
    private static readonly FieldType Frequencies = Indexed(IndexOptions.DOCS_AND_FREQS, omitNorms: false);
    private static readonly FieldType Documents = Indexed(IndexOptions.DOCS_ONLY, omitNorms: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 300)]
    [InlineData(3, 2_000)]
    [InlineData(4, 2_000)]
    public void An_index_is_the_one_that_Lucene_Net_writes_document_by_document(int seed, int documents)
    {
        using RAMDirectory expected = Written(seed, documents, static (writer, all, _) =>
        {
            foreach (Document document in all) writer.AddDocument(document);
        });
        using RAMDirectory found = Written(seed, documents, static (writer, all, random) =>
        {
            var buffer = new SegmentBuffer(writer.Config.Similarity);
            foreach (Document document in all)
            {
                buffer.Add(document);
                if (random.Next(500) == 0) Flush(writer, buffer);
            }
            if (buffer.Count > 0) Flush(writer, buffer);
        });
        Assert.True(new CheckIndex(found).DoCheckIndex().Clean);
        Assert.Equal(Told(expected), Told(found));
    }

    [Theory]
    [InlineData(5, 2, 300)]
    [InlineData(6, 3, 2_000)]
    public void Several_buffers_make_one_segment(int seed, int buffers, int documents)
    {
        using RAMDirectory expected = Written(seed, documents, static (writer, all, _) =>
        {
            foreach (Document document in all) writer.AddDocument(document);
        });
        using RAMDirectory found = Written(seed, documents, (writer, all, random) =>
        {
            SegmentBuffer[] filled = [.. Enumerable.Range(0, buffers).Select(_ => new SegmentBuffer(writer.Config.Similarity))];
            int at = 0;
            foreach (Document document in all)
            {
                filled[at].Add(document);
                if (at < buffers - 1 && random.Next(documents / buffers) == 0) at++;
            }
            writer.AddIndexes([.. filled.AsParallel().AsOrdered().Select(static buffer => buffer.ToReader())]);
            Assert.Single(DirectoryReader.Open(writer, applyAllDeletes: true).Leaves);
        });
        Assert.True(new CheckIndex(found).DoCheckIndex().Clean);
        Assert.Equal(Told(expected), Told(found));
    }

    [Fact]
    public void A_document_after_a_cleared_buffer_knows_nothing_of_those_before()
    {
        var buffer = new SegmentBuffer(new BM25Similarity());
        buffer.Add([Field("a", "old words old", Frequencies), new StoredField("stored", new BytesRef("old"u8.ToArray()))]);
        buffer.Clear();
        buffer.Add([Field("a", "new", Frequencies)]);
        AtomicReader reader = buffer.ToReader();
        Assert.Equal(1, reader.MaxDoc);
        Assert.Equal(["new"], TermsOf(reader, "a"));
        Assert.Empty(reader.Document(0).Fields);
    }

    [Fact]
    public void A_term_is_found_by_its_text_and_by_its_place()
    {
        var buffer = new SegmentBuffer(new BM25Similarity());
        buffer.Add([Field("a", "b d", Frequencies), Field("b", "x", Frequencies)]);
        TermsEnum terms = buffer.ToReader().GetTerms("a").GetEnumerator();
        Assert.Equal(TermsEnum.SeekStatus.FOUND, terms.SeekCeil(new BytesRef("b")));
        Assert.Equal(TermsEnum.SeekStatus.NOT_FOUND, terms.SeekCeil(new BytesRef("c")));
        Assert.Equal("d", terms.Term.Utf8ToString());
        Assert.Equal(TermsEnum.SeekStatus.END, terms.SeekCeil(new BytesRef("e")));
        terms.SeekExact(0);
        Assert.Equal("b", terms.Term.Utf8ToString());
    }

    public static TheoryData<string, Func<Field>> Refused => new()
    {
        { "offsets", static () => Field("a", "b", Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS, omitNorms: true)) },
        { "term vectors", static () => new Field("a", new SplitWords("b"), new FieldType(Frequencies) { StoreTermVectors = true }) },
        { "NUMERIC doc values", static () => new NumericDocValuesField("a", 1) },
        { "a stored value that is not binary", static () => new StoredField("a", "text") },
        { "a term twice", static () => Field("a", "b b", Impacts) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_a_buffer_does_not_keep_is_refused(string what, Func<Field> field)
    {
        var refusal = Assert.Throws<NotSupportedException>(() => new SegmentBuffer(new BM25Similarity()).Add([field()]));
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_comes_twice_or_as_another_is_refused()
    {
        static StoredField Stored() => new("stored", new BytesRef("value"u8.ToArray()));
        var buffer = new SegmentBuffer(new BM25Similarity());
        Assert.Contains("two values", Assert.Throws<NotSupportedException>(() => buffer.Add([Stored(), Stored()])).Message, StringComparison.Ordinal);
        buffer.Clear();
        buffer.Add([Stored()]);
        buffer.Add([Stored()]);
        Assert.Contains("another type", Assert.Throws<NotSupportedException>(() => buffer.Add([Field("stored", "a", Frequencies)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_values_are_counted_and_kept_among_short_ones()
    {
        var random = new Random(7);
        var buffer = new SegmentBuffer(new BM25Similarity());
        for (int round = 0; round < 3; round++)
        {
            byte[][] values = [.. Enumerable.Range(0, 40).Select(i => new byte[random.Next(i % 4 == 0 ? 3_000_000 : 600_000)])];
            long taken = 0;
            foreach (byte[] value in values)
            {
                random.NextBytes(value);
                buffer.Add([new StoredField("stored", new BytesRef(value))]);
                // What earlier rounds took is memory to be used again, not part of the documents.
                Assert.InRange(buffer.Bytes, taken += value.Length, taken + 1000);
            }

            AtomicReader reader = buffer.ToReader();
            for (int document = 0; document < values.Length; document++)
                Assert.Equal(values[document], reader.Document(document).GetBinaryValue("stored").Bytes);
            buffer.Clear();
            Assert.Equal(0, buffer.Bytes);
        }
    }

    [Fact]
    public void A_term_longer_than_Lucene_Net_takes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SegmentBuffer(new BM25Similarity()).Add([Field("a", new string('x', IndexWriter.MAX_TERM_LENGTH + 1), Frequencies)]));
        new SegmentBuffer(new BM25Similarity()).Add([Field("a", new string('x', IndexWriter.MAX_TERM_LENGTH), Frequencies)]);
    }

    private static void Flush(IndexWriter writer, SegmentBuffer buffer)
    {
        writer.AddIndexes(buffer.ToReader());
        buffer.Clear();
    }

    private static RAMDirectory Written(int seed, int documents, Action<IndexWriter, IEnumerable<Document>, Random> write)
    {
        BlockMaxCodec.Register();
        var folder = new RAMDirectory();
        using var writer = new IndexWriter(folder, new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            Codec = new BlockMaxCodec(["impacts"], ["key"]),
            Similarity = new BM25Similarity(),
            UseCompoundFile = false,
            MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0 },
        });
        var random = new Random(seed);
        write(writer, Enumerable.Range(0, documents).Select(key => Random(key, random)), new Random(seed));
        writer.ForceMerge(1);
        writer.Commit();
        return folder;
    }

    private static Document Random(int key, Random random)
    {
        var document = new Document { Field("key", $"{key}", Documents) };
        if (random.Next(10) > 0) document.Add(new StoredField("stored", new BytesRef(Encoding.UTF8.GetBytes($"product {key}"))));
        if (random.Next(10) > 0) document.Add(new BinaryDocValuesField("column", new BytesRef(new byte[random.Next(40)])));
        var impacts = new ImpactTokenStream();
        impacts.SetTerms(Enumerable.Range(0, random.Next(12)).Select(_ => Word(random)).Distinct().ToDictionary(static word => word, _ => MathF.Pow(2, (random.NextSingle() * 16) - 8)));
        document.Add(new Field("impacts", impacts, Impacts));
        if (random.Next(5) > 0) document.Add(new Field("title", new Tokens(random, random.Next(6)), Frequencies));
        document.Add(new Field("body", new Tokens(random, random.Next(60)), Frequencies));
        return document;
    }

    /// <summary>Words of one to several bytes a letter, of many lengths, with long beginnings in common; some above the surrogates, some halves of one.</summary>
    private static string Word(Random random) => random.Next(8) switch
    {
        0 => $"{(char)random.Next('a', 'f')}",
        1 => $"beginning{random.Next(30)}",
        2 => $"größe{random.Next(9)}",
        3 => $"{(char)random.Next('一', '一' + 40)}",
        4 => char.ConvertFromUtf32(0x1F600 + random.Next(20)),
        5 => $"\uFF5E{random.Next(4)}",
        6 => random.Next(200) == 0 ? "\uD800" : new string('y', random.Next(1, 60)),
        _ => $"word{(int)Math.Pow(10, random.NextDouble() * 4)}",
    };

    private static SortedDictionary<string, string> Told(RAMDirectory folder)
    {
        using DirectoryReader reader = DirectoryReader.Open(folder);
        AtomicReader segment = Assert.Single(reader.Leaves).AtomicReader;
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string field in (string[])["key", "impacts", "title", "body"])
        {
            Terms? terms = segment.GetTerms(field);
            told[$"{field}"] = terms is null ? "none" : $"{terms.Count} {terms.DocCount} {terms.SumDocFreq} {terms.SumTotalTermFreq}";
            foreach (string term in TermsOf(segment, field)) told[$"{field} {term}"] = Postings(segment, new Term(field, term));
            NumericDocValues? norms = segment.GetNormValues(field);
            told[$"{field} norms"] = norms is null ? "none" : string.Join(' ', Enumerable.Range(0, segment.MaxDoc).Select(norms.Get));
        }
        BinaryDocValues column = segment.GetBinaryDocValues("column");
        var value = new BytesRef();
        for (int document = 0; document < segment.MaxDoc; document++)
        {
            column.Get(document, value);
            told[$"document {document}"] = $"{segment.Document(document).GetBinaryValue("stored")?.Utf8ToString()} {segment.GetDocsWithField("column").Get(document)} {value.Length}";
        }
        return told;
    }

    private static string Postings(AtomicReader segment, Term term)
    {
        var told = new StringBuilder();
        DocsAndPositionsEnum? positions = segment.GetTermPositionsEnum(term);
        DocsEnum docs = positions ?? segment.GetTermDocsEnum(term);
        while (docs.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) told.Append($"{docs.DocID}:{docs.Freq}:{positions?.NextPosition()} ");
        return told.ToString();
    }

    private static List<string> TermsOf(AtomicReader segment, string field)
    {
        var terms = new List<string>();
        if (segment.GetTerms(field)?.GetEnumerator() is not { } all) return terms;
        while (all.MoveNext()) terms.Add(all.Term.Utf8ToString());
        return terms;
    }

    private static Field Field(string name, string text, FieldType type) => new(name, new SplitWords(text), type);

    private static FieldType Indexed(IndexOptions options, bool omitNorms)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = omitNorms, IndexOptions = options };
        type.Freeze();
        return type;
    }

    /// <summary>Random words; some stand at the position of the word before, some further behind.</summary>
    private sealed class Tokens : TokenStream
    {
        private readonly ICharTermAttribute term;
        private readonly IPositionIncrementAttribute increment;
        private readonly (string Word, int Increment)[] tokens;
        private int next;

        public Tokens(Random random, int count)
        {
            term = AddAttribute<ICharTermAttribute>();
            increment = AddAttribute<IPositionIncrementAttribute>();
            tokens = [.. Enumerable.Range(0, count).Select(i => (Word(random), i > 0 && random.Next(6) == 0 ? 0 : 1 + random.Next(3)))];
        }

        public override void Reset() => next = 0;

        public override bool IncrementToken()
        {
            if (next == tokens.Length) return false;
            ClearAttributes();
            term.SetEmpty().Append(tokens[next].Word);
            increment.PositionIncrement = tokens[next++].Increment;
            return true;
        }
    }
}
