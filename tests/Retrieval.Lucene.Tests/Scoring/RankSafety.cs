using Lucene.Net.Index;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Tests.Scoring;

/// <summary>
/// The oracle of every scorer and filter test: the pruned hits are the exhaustive ones, exactly; Lucene.Net gives the same scores;
/// no posting scores above the bound announced for its window.
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
        using var query = new PreparedQuery();
        if (!query.Prepare(searcher, terms))
            return;
        int[] documents = new int[ListLayout.WindowSize + 8], weights = new int[ListLayout.WindowSize + 8];
        fixed (int* documentsStart = documents, weightsStart = weights)
        {
            for (int segment = 0; segment < searcher.Segments.Length; segment++)
            {
                foreach (ref readonly ScoredList list in query.Lists(segment))
                {
                    for (int block = 0; block < list.Postings.Blocks; block++)
                    {
                        int count = list.Postings.Decode(block, documentsStart, weightsStart);
                        for (int i = 0; i < count; i++)
                        {
                            int bound = list.Bounds[documents[i] >> ListLayout.WindowBits];
                            int score = PreparedQuery.ScoreOf(list, weights[i], documents[i]);
                            Assert.True(score <= bound, $"{message}: document {documents[i]} scores {score}, its window's bound is {bound}");
                        }

                        if (list.IsWindowed)
                            AssertFound(list.Postings, block, documents.AsSpan(0, count), weights, message);
                    }
                }
            }
        }
    }

    /// <summary>A document is found by itself as it is among its window's decoded postings.</summary>
    private static void AssertFound(PostingList list, int window, ReadOnlySpan<int> documents, ReadOnlySpan<int> weights, string message)
    {
        int first = window << ListLayout.WindowBits;
        for (int i = 0, document = first; document < first + ListLayout.WindowSize; document++)
        {
            bool isHeld = i < documents.Length && documents[i] == document;
            Assert.True(list.TryFind(document, out int weight) == isHeld, $"{message}: document {document} is {(isHeld ? "not found" : "found")}");
            if (isHeld)
                Assert.Equal(weights[i++], weight);
        }
    }

    private static void AssertClose(float expected, float found, string message)
        => Assert.True(Math.Abs(expected - found) <= Tolerance * Math.Abs(expected), $"{message} is {found}, expected {expected}");
}
