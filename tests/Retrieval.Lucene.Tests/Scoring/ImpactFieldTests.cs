using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Tests.Scoring;

/// <summary>Impact fields in our format: the pruned hits are those of the exhaustive impact searcher; CheckIndex finds nothing; misuse is refused.</summary>
public sealed class ImpactFieldTests
{
    private const string Field = "words";
    private static readonly FieldType Type = new(TextField.TYPE_NOT_STORED) { OmitNorms = true };

    [Theory]
    [InlineData(1, 40, false, 0)]
    [InlineData(2, 4500, false, 0.5)]
    [InlineData(3, 9000, true, 0)]
    [InlineData(4, 9000, true, 0.5)]
    [InlineData(5, 9000, true, 1)]
    public void Hits_are_those_of_the_exhaustive_searcher(int seed, int documents, bool singleSegment, float presence)
    {
        var saturation = new ImpactSaturation(K1: 0.8f, presence);
        var random = new Random(seed);
        using var directory = new RAMDirectory();
        Write(directory, random, documents, singleSegment);
        using DirectoryReader reader = DirectoryReader.Open(directory);
        var exhaustive = new ImpactSearcher(reader, saturation);
        using var pruned = new BlockMaxSearcher(reader, impacts: saturation);
        for (int i = 0; i < 30; i++)
        {
            WeightedTerm[] terms = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => new WeightedTerm(Field, RandomIndex.RandomWord(random), 0.5f + random.NextSingle()))];
            ulong[] filter = i % 2 == 0 ? [] : RandomIndex.RandomFilter(random, reader.MaxDoc, 0.3);
            ScoredDocument[] expected = new ScoredDocument[50], found = new ScoredDocument[50];
            int count = exhaustive.Search(terms, 50, filter, expected);
            Assert.Equal(count, pruned.Search(terms, 50, filter, found));
            float[] scores = new float[count];
            exhaustive.Score(terms, [.. found[..count].Select(hit => hit.Document)], scores);
            for (int rank = 0; rank < count; rank++)
            {
                Assert.Equal(expected[rank].Score, found[rank].Score, tolerance: 1e-5f * expected[rank].Score);
                Assert.Equal(scores[rank], found[rank].Score, tolerance: 1e-5f * scores[rank]);
            }
        }

        Assert.True(new CheckIndex(directory).DoCheckIndex().Clean);
    }

    [Fact]
    public void A_term_twice_in_a_document_is_refused()
    {
        BlockMaxCodec.Register();
        using var directory = new RAMDirectory();
        IndexWriter writer = NewWriter(directory);
        writer.AddDocument(new Document { new Field(Field, new SplitWords("a a"), Type) });
        ArgumentException error = Assert.Throws<ArgumentException>(writer.Commit);
        Assert.Contains(Field, error.Message, StringComparison.Ordinal);
        writer.Rollback();
    }

    private static void Write(RAMDirectory directory, Random random, int documents, bool singleSegment)
    {
        BlockMaxCodec.Register();
        using IndexWriter writer = NewWriter(directory);
        for (int i = 0; i < documents; i++)
        {
            var weights = new Dictionary<string, float>();
            for (int left = 1 + random.Next(20); left > 0; left--)
                weights[RandomIndex.RandomWord(random)] = MathF.Pow(2, 10 * (random.NextSingle() - 0.5f));
            var stream = new ImpactTokenStream();
            stream.SetTerms(weights);
            writer.AddDocument(new Document { new Field(Field, stream, Type) });
            if (i % 2000 == 1999)
                writer.Flush(triggerMerge: false, applyAllDeletes: false);
        }

        if (singleSegment)
            writer.ForceMerge(1);
    }

    private static IndexWriter NewWriter(RAMDirectory directory)
        => new(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            Codec = new BlockMaxCodec([Field]),
            UseCompoundFile = false,
            MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0 },
        });
}
