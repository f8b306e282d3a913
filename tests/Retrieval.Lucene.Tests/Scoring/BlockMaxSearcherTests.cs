using Lucene.Net.Index;
using Retrieval.Lucene.Scoring;
using static Retrieval.Lucene.Tests.Scoring.RankSafety;

namespace Retrieval.Lucene.Tests.Scoring;

/// <summary>
/// 1. Hits are those of exhaustive scoring and scores those of Lucene.Net: over sizes around a window, segments, deletes, filters, k.
/// 2. Fields of another format go through Lucene.Net. 3. Nothing is allocated once warm. 4. Threads do not disturb each other.
/// </summary>
public sealed class BlockMaxSearcherTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 15)]
    [InlineData(3, 200)]
    [InlineData(4, 4095)]
    [InlineData(5, 4096)]
    [InlineData(6, 4097)]
    [InlineData(7, 13000)]
    public void Hits_are_those_of_exhaustive_scoring(int seed, int documents)
    {
        using var index = new RandomIndex(seed, documents, singleSegment: true);
        AssertRandomQueries(index.Reader, seed, queries: 25);
    }

    [Theory]
    [InlineData(11, 700)]
    [InlineData(12, 9000)]
    public void Deleted_documents_are_never_hits_in_one_segment_or_many(int seed, int documents)
    {
        using var many = new RandomIndex(seed, documents, deletes: true);
        AssertRandomQueries(many.Reader, seed, queries: 25);
        using var one = new RandomIndex(seed, documents, singleSegment: true, deletes: true);
        AssertRandomQueries(one.Reader, seed, queries: 25);
    }

    [Fact]
    public void Boosts_far_apart_keep_bounds_and_scores()
    {
        using var index = new RandomIndex(21, 5000, singleSegment: true);
        WeightedTerm[] terms = [new(RandomIndex.Title, RandomIndex.Word(3), 50f), new(RandomIndex.Body, RandomIndex.Word(0), 0.5f), new(RandomIndex.Body, RandomIndex.Word(40))];
        AssertRankSafe(index.Reader, terms, 1000, [], "boosts 50 and 0.5");
    }

    [Fact]
    public void A_field_of_the_stock_format_goes_through_lucene()
    {
        using var index = new RandomIndex(22, 300);
        using var searcher = new BlockMaxSearcher(index.Reader);
        var hits = new ScoredDocument[5];
        WeightedTerm[] terms = [new(RandomIndex.Key, "17")];
        Assert.Equal(1, searcher.Search(terms, 5, [], hits));
        float[] scores = new float[1];
        searcher.Score(terms, [hits[0].Document], scores);
        Assert.Equal(hits[0].Score, scores[0]);
        Assert.Equal("17", index.Reader.Document(hits[0].Document).Get(RandomIndex.Key));
    }

    [Theory]
    [InlineData(26, true)]
    [InlineData(27, false)]
    public void A_term_is_held_where_the_dictionary_has_it(int seed, bool singleSegment)
    {
        using var index = new RandomIndex(seed, 4000, singleSegment: singleSegment, deletes: true);
        using var searcher = new BlockMaxSearcher(index.Reader);
        int held = 0;
        foreach (string field in (string[])[RandomIndex.Title, RandomIndex.Body, RandomIndex.Plain, RandomIndex.Key, "no field"])
        {
            for (int i = 0; i < 600; i++)
            {
                string term = i % 3 == 0 ? RandomIndex.Word(i) : i % 3 == 1 ? $"{i}" : $"no-{i}-{new string('é', i)}";
                bool expected = index.Reader.DocFreq(new Term(field, term)) > 0;
                Assert.Equal(expected, searcher.Holds(field, term));
                if (expected) held++;
            }
        }

        Assert.InRange(held, 100, 2_000);
    }

    [Fact]
    public void A_query_without_known_terms_has_no_hits()
    {
        using var index = new RandomIndex(23, 50);
        using var searcher = new BlockMaxSearcher(index.Reader);
        var hits = new ScoredDocument[3];
        Assert.Equal(0, searcher.Search([], 3, [], hits));
        Assert.Equal(0, searcher.Search([new(RandomIndex.Title, "unknown"), new("no field", "x")], 3, [], hits));
        Assert.Equal(0, searcher.Search([new(RandomIndex.Title, RandomIndex.Word(0))], 3, new ulong[1], hits));
    }

    [Fact]
    public void Arguments_are_checked_at_the_door()
    {
        using var index = new RandomIndex(24, 100);
        using var searcher = new BlockMaxSearcher(index.Reader);
        WeightedTerm[] terms = [new(RandomIndex.Title, RandomIndex.Word(0))];
        Assert.Throws<ArgumentException>(() => searcher.Search(terms, 0, [], new ScoredDocument[1]));
        Assert.Throws<ArgumentException>(() => searcher.Search(terms, 2, [], new ScoredDocument[1]));
        Assert.Throws<ArgumentException>(() => searcher.Search(terms, 1, new ulong[1], new ScoredDocument[1]));
        Assert.Throws<ArgumentException>(() => searcher.Search([terms[0] with { Boost = 0 }], 1, [], new ScoredDocument[1]));
        Assert.Throws<ArgumentException>(() => searcher.Score(terms, [100], new float[1]));
        Assert.Throws<ArgumentException>(() => searcher.Score(terms, [1, 2], new float[1]));
    }

    [Fact]
    public void A_warm_search_allocates_nothing()
    {
        using var index = new RandomIndex(25, 6000, singleSegment: true);
        using var searcher = new BlockMaxSearcher(index.Reader);
        WeightedTerm[] terms = [.. Enumerable.Range(0, 12).Select(i => new WeightedTerm(RandomIndex.Body, RandomIndex.Word(i * i)))];
        ulong[] filter = RandomIndex.RandomFilter(new Random(25), index.Reader.MaxDoc, 0.5);
        var hits = new ScoredDocument[100];
        var kept = new KeptFilter(filter);
        for (int i = 0; i < 50; i++)
        {
            searcher.Search(terms, 100, filter, hits);
            searcher.Search(terms, 100, kept, hits);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            searcher.Search(terms, 100, filter, hits);
            searcher.Search(terms, 100, kept, hits);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        using var index = new RandomIndex(26, 5000, singleSegment: true);
        using var searcher = new BlockMaxSearcher(index.Reader);
        WeightedTerm[][] queries = [.. Enumerable.Range(0, 40).Select(seed => RandomTerms(new Random(seed)))];
        ScoredDocument[][] alone = [.. queries.Select(query => Top(searcher, query))];
        Parallel.For(0, 400, i => Assert.Equal(alone[i % 40], Top(searcher, queries[i % 40])));
    }

    private static void AssertRandomQueries(IndexReader reader, int seed, int queries)
    {
        var random = new Random(seed);
        for (int i = 0; i < queries; i++)
        {
            WeightedTerm[] terms = RandomTerms(random);
            int k = (int)Math.Pow(10, random.NextDouble() * 3);
            double share = random.Next(4) switch { 0 => 0.001, 1 => 0.05, 2 => 0.6, _ => 1 };
            ulong[] filter = share == 1 ? [] : RandomIndex.RandomFilter(random, reader.MaxDoc, share);
            AssertRankSafe(reader, terms, k, filter, $"seed {seed}, query {i}, k {k}, filter {share}, {string.Join(' ', terms)}");
        }
    }

    private static WeightedTerm[] RandomTerms(Random random)
    {
        string[] fields = [RandomIndex.Title, RandomIndex.Body, RandomIndex.Plain];
        return [.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => new WeightedTerm(
            fields[random.Next(fields.Length)], RandomIndex.RandomWord(random), random.Next(3) == 0 ? 2.5f : 1f))];
    }

    private static ScoredDocument[] Top(BlockMaxSearcher searcher, WeightedTerm[] query)
    {
        var hits = new ScoredDocument[20];
        return hits[..searcher.Search(query, 20, [], hits)];
    }
}
