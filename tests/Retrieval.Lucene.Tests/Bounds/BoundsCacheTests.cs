using Lucene.Net.Index;
using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Tests.Scoring;

namespace Retrieval.Lucene.Tests.Bounds;

/// <summary>Hits stay those of exhaustive scoring when bounds that were built for other statistics, boosts or parameters are met, and when there is no room to keep them.</summary>
public sealed class BoundsCacheTests
{
    [Fact]
    public void Bounds_built_before_documents_came_are_still_safe()
    {
        using var index = new RandomIndex(31, 4000, singleSegment: true);
        WeightedTerm[] terms = [new(RandomIndex.Body, RandomIndex.Word(3)), new(RandomIndex.Title, RandomIndex.Word(3), 2), new(RandomIndex.Body, RandomIndex.Word(60))];
        RankSafety.AssertRankSafe(index.Reader, terms, 10, [], "one segment");
        using var other = new RandomIndex(32, 9000);
        using var both = new MultiReader([index.Reader, other.Reader], closeSubReaders: false);
        RankSafety.AssertRankSafe(both, terms, 10, [], "the segment among others");
        RankSafety.AssertRankSafe(index.Reader, terms, 10, [], "the segment alone again");
    }

    [Fact]
    public void Other_boosts_and_parameters_have_their_own_bounds()
    {
        using var index = new RandomIndex(33, 5000, singleSegment: true);
        foreach (float boost in (float[])[1, 100, 0.01f])
        {
            WeightedTerm[] terms = [new(RandomIndex.Body, RandomIndex.Word(9)), new(RandomIndex.Title, RandomIndex.Word(9), boost), new(RandomIndex.Title, RandomIndex.Word(9), boost)];
            RankSafety.AssertRankSafe(index.Reader, terms, 25, [], $"boost {boost}");
        }

        WeightedTerm[] query = [new(RandomIndex.Body, RandomIndex.Word(9)), new(RandomIndex.Title, RandomIndex.Word(2))];
        foreach ((float k1, float b) in ((float, float)[])[(1.2f, 0.75f), (3f, 0f), (0.1f, 1f)])
        {
            using var searcher = new BlockMaxSearcher(index.Reader, k1, b);
            var expected = new ScoredDocument[30];
            var found = new ScoredDocument[30];
            int count = new LuceneSearcher(index.Reader, k1, b).Search(query, 30, [], expected);
            Assert.Equal(count, searcher.Search(query, 30, [], found));
            for (int i = 0; i < count; i++)
                Assert.Equal(expected[i].Score, found[i].Score, tolerance: 1e-5f * expected[i].Score);
        }
    }

    [Fact]
    public void What_was_not_used_makes_room_and_what_finds_none_is_searched_all_the_same()
    {
        using var index = new RandomIndex(34, 3000, singleSegment: true);
        var cache = new BoundsCache(room: 200_000);
        var query = new PreparedQuery();
        using var searcher = new BlockMaxSearcher(index.Reader);
        for (int round = 0; round < 2; round++)
        {
            for (int word = 0; word < 40; word++)
            {
                WeightedTerm term = new(RandomIndex.Body, RandomIndex.Word(word));
                Assert.True(query.Prepare(searcher, [term]));
                BoundTerm[] terms = [new(term.Field, searcher.Scoring, term.Boost, query.Terms[0].Weight, query.Terms[0].View.AverageLength)];
                WordBounds first = cache.Get(term.Text, terms, query.Lists(0, 0), 0, out Drift drift);
                Assert.Equal(Drift.None, drift);
                Assert.Equal(query.Lists(0, 0)[0].Postings.DocFreq, DocumentsOf(first.View));
                Assert.InRange(cache.Bytes, 0, 200_000);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.002)]
    [InlineData(0.1)]
    [InlineData(0.7)]
    public unsafe void Bounds_of_a_filter_are_those_of_its_documents_and_nothing_else(double share)
    {
        using var index = new RandomIndex(35, 9000, singleSegment: true);
        using var searcher = new BlockMaxSearcher(index.Reader);
        SearchedSegment place = searcher.Segments[0];
        var query = new PreparedQuery();
        ulong[] filter = RandomIndex.RandomFilter(new Random(35), index.Reader.MaxDoc, share);
        fixed (ulong* bits = filter)
        {
            var accepted = new AcceptedDocuments(bits, filter.Length);
            for (int word = 0; word < 60; word++)
            {
                WeightedTerm term = new(RandomIndex.Body, RandomIndex.Word(word));
                if (!query.Prepare(searcher, [term]))
                    continue;
                BoundTerm[] terms = [new(term.Field, searcher.Scoring, term.Boost, query.Terms[0].Weight, query.Terms[0].View.AverageLength)];
                WordBounds all = new BoundsBuilder().Build(terms, query.Lists(0, 0), 0);
                WordBounds left = FilteredBounds.Of(all, new SegmentFilter(new KeptFilter(filter), accepted, place, isSearchedAgain: true));
                for (int group = 0; group < (place.MaxDoc + ListLayout.GroupSize - 1) / ListLayout.GroupSize; group++)
                {
                    byte[] expected = [.. LanesOf(all.View, group).Select((bound, lane) => (accepted.Group(place, group) >> lane & 1) != 0 ? bound : (byte)0)];
                    Assert.Equal(expected, LanesOf(left.View, group));
                    Assert.Equal(expected.Max(), MostOf(left.View, group));
                }
            }
        }
    }

    private static unsafe byte[] LanesOf(BoundsView view, int group)
    {
        byte* absent = stackalloc byte[ListLayout.GroupSize];
        new Span<byte>(absent, ListLayout.GroupSize).Clear();
        int at = view.IsFrequent ? 0 : view.FirstFrom(group);
        byte* lanes = view.IsFrequent ? view.LanesOf(group, absent) : view.Groups[at] == group ? view.Lanes + (at << ListLayout.GroupBits) : absent;
        return new Span<byte>(lanes, ListLayout.GroupSize).ToArray();
    }

    private static unsafe byte MostOf(BoundsView view, int group)
    {
        if (view.IsFrequent)
            return view.GroupBounds[group];
        int at = view.FirstFrom(group);
        return view.Groups[at] == group ? view.GroupBounds[at] : (byte)0;
    }

    private static unsafe int DocumentsOf(BoundsView view)
    {
        int documents = 0;
        for (int lane = 0; lane < view.GroupCount << ListLayout.GroupBits; lane++)
            documents += view.Lanes[lane] > 0 ? 1 : 0;
        return documents;
    }
}
