using Lucene.Net.Index;
using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Tests.Scoring;

/// <summary>
/// The oracle of every scorer and filter test: the pruned hits are the exhaustive ones, exactly; Lucene.Net gives the same scores;
/// every document scores within its bounds, and none of these is above that of its group and window.
/// </summary>
internal static class RankSafety
{
    private const double Tolerance = 1e-5;

    public static void AssertRankSafe(IndexReader reader, ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, string message)
    {
        using var searcher = new BlockMaxSearcher(reader);
        var hits = new ScoredDocument[k];
        int count = searcher.Search(terms, k, filter, hits);
        ScoredDocument[] exhaustive = Exhaustive(searcher, reader, terms, k, filter);
        Assert.Equal(exhaustive, hits[..count]);
        AssertKeptFilter(searcher, terms, k, filter, exhaustive, message);
        AssertScoresOfLucene(reader, terms, k, filter, hits[..count], message);
        AssertBounds(searcher, terms, message);
    }

    private static ScoredDocument[] Exhaustive(
        BlockMaxSearcher searcher, IndexReader reader, ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter)
    {
        var accepted = new List<int>();
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            for (int i = 0; i < leaf.Reader.MaxDoc; i++)
            {
                int document = leaf.DocBase + i;
                bool passes = filter.IsEmpty || (filter[document >> 6] >> document & 1) != 0;
                if (passes && leaf.AtomicReader.LiveDocs?.Get(i) != false)
                    accepted.Add(document);
            }
        }

        float[] scores = new float[accepted.Count];
        searcher.Score(terms, accepted.ToArray(), scores);
        return [.. accepted.Select((document, i) => new ScoredDocument(document, scores[i])).Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Document).Take(k)];
    }

    /// <summary>A filter that comes again has the same hits when its words are new to it, when they come again, and when its own bounds are there.</summary>
    private static void AssertKeptFilter(BlockMaxSearcher searcher, ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, ScoredDocument[] exhaustive, string message)
    {
        if (filter.IsEmpty)
            return;
        var kept = new KeptFilter(filter.ToArray());
        var hits = new ScoredDocument[k];
        for (int time = 0; time < 3; time++)
        {
            int count = searcher.Search(terms, k, kept, hits);
            Assert.True(exhaustive.AsSpan().SequenceEqual(hits.AsSpan(0, count)), $"{message}: other hits under a kept filter, time {time}");
        }
    }

    private static void AssertScoresOfLucene(
        IndexReader reader, ReadOnlySpan<WeightedTerm> terms, int k, ReadOnlySpan<ulong> filter, ScoredDocument[] hits, string message)
    {
        var lucene = new LuceneSearcher(reader);
        var expected = new ScoredDocument[k];
        int count = lucene.Search(terms, k, filter, expected);
        Assert.True(count == hits.Length, $"{message}: {hits.Length} hits, Lucene.Net has {count}");
        float[] scores = new float[hits.Length];
        lucene.Score(terms, [.. hits.Select(hit => hit.Document)], scores);
        for (int i = 0; i < count; i++)
        {
            AssertClose(expected[i].Score, hits[i].Score, $"{message}: score at rank {i}");
            AssertClose(scores[i], hits[i].Score, $"{message}: score of document {hits[i].Document}");
        }
    }

    private static unsafe void AssertBounds(BlockMaxSearcher searcher, ReadOnlySpan<WeightedTerm> terms, string message)
    {
        var query = new PreparedQuery();
        if (!query.Prepare(searcher, terms))
            return;
        using var bounded = new BoundedQuery();
        bounded.Bound(searcher, query, kept: null, default);
        byte* absent = stackalloc byte[ListLayout.GroupSize];
        new Span<byte>(absent, ListLayout.GroupSize).Clear();
        for (int segment = 0; segment < searcher.Segments.Length; segment++)
        {
            SegmentBounds bounds = bounded.Segments[segment];
            SearchedSegment place = searcher.Segments[segment];
            int step = 1 + (place.MaxDoc / 2000);
            for (int document = 0; document < place.MaxDoc; document += step)
            {
                int group = document >> ListLayout.GroupBits, score = query.Score(segment, document);
                ushort ofGroup = 0, ofDocument = 0;
                for (int word = 0; word < bounds.Count; word++)
                {
                    (byte most, nint lanes) = GroupAt(bounds.Views[word], group, absent);
                    ofGroup = BoundKernels.AddScaled(ofGroup, most, bounds.Factors[word]);
                    ofDocument = BoundKernels.AddScaled(ofDocument, ((byte*)lanes)[document & (ListLayout.GroupSize - 1)], bounds.Factors[word]);
                }

                if (score == 0)
                    continue;
                int window = bounded.Windows[place.FirstWindow + (document >> ListLayout.WindowBits)];
                Assert.True(ofDocument > bounds.Bar(score - 1), $"{message}: document {document} scores {score}, its bound is {ofDocument}");
                Assert.True(bounds.Least(ofDocument) <= score && bounds.Most(ofDocument) >= score, $"{message}: document {document} scores {score}, not {bounds.Least(ofDocument)} to {bounds.Most(ofDocument)}");
                Assert.True(ofGroup >= ofDocument && window >= score, $"{message}: document {document} scores {score}, bounded by {ofDocument}, its group by {ofGroup}, its window by {window}");
            }
        }
    }

    private static unsafe (byte Most, nint Lanes) GroupAt(in BoundsView view, int group, byte* absent)
    {
        if (view.IsFrequent)
            return (view.GroupBounds[group], (nint)view.LanesOf(group, absent));
        int at = view.FirstFrom(group);
        return view.Groups[at] == group ? (view.GroupBounds[at], (nint)(view.Lanes + (at << ListLayout.GroupBits))) : ((byte)0, (nint)absent);
    }

    private static void AssertClose(float expected, float found, string message)
        => Assert.True(Math.Abs(expected - found) <= Tolerance * Math.Abs(expected), $"{message} is {found}, expected {expected}");
}
