using Retrieval.Index.Filters;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Lucene.Scoring;
using Retrieval.Search.Fusion;
using Retrieval.Search.Legs;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Understanding;

namespace Retrieval.Search.Tests.Legs;

/// <summary>
/// Every candidate carries the exact score of both legs, whichever leg listed it, and lies within the filter; the best of each leg are
/// among the candidates. The twin scores every document of the index by both legs.
/// </summary>
public class BothLegsTests(SampleShop shop)
{
    private const int Depth = 30;

    [Theory]
    [InlineData("")]
    [InlineData("price<=60 and availability=in_stock")]
    [InlineData("language=zh")]
    public void Candidates_carry_the_exact_scores_of_both_legs(string expression)
    {
        using IndexSnapshot snapshot = shop.Index.Acquire();
        DocumentSet within = snapshot.Match(FilterParser.Parse(expression), snapshot.MarketOf(null));
        int[] all = [.. within.Documents()];
        foreach (string query in shop.Queries)
        {
            var request = new SearchRequest { Query = query };
            var intent = shop.Engine.Understand(query);
            var legs = new BothLegs(snapshot, GenerationView.Of(snapshot), shop.Encoder, request, intent);
            var words = new float[all.Length];
            var meaning = new float[all.Length];
            snapshot.LexicalSearcher.Score(legs.Terms, all, words);
            snapshot.Similarities(VectorOf(query, StatedWords.Of(ThingWords.Of(intent), SentenceReader.Content(query, intent.Language), intent)), all, meaning);

            List<Candidate> found = legs.Retrieve(within, Depth);
            Assert.Equal(found.Count, found.Select(candidate => candidate.Document).Distinct().Count());
            foreach (Candidate candidate in found)
            {
                int at = Array.BinarySearch(all, candidate.Document);
                Assert.True(at >= 0, $"`{query}`: document {candidate.Document} is outside of {expression}");
                Assert.Equal(words[at], candidate.Lexical, 1e-4f * Math.Max(1, words[at]));
                Assert.Equal(meaning[at], candidate.Semantic, 1e-4f);
            }
            AssertBest(query, found, all, words, least: 0);
            AssertBest(query, found, all, meaning, least: float.NegativeInfinity);
        }
    }

    [Fact]
    public void An_answer_is_the_same_every_time_and_in_a_second_build()
    {
        using var again = new SampleShop();
        foreach (string query in shop.Queries)
        {
            string first = Shop.Ids(shop.Engine.Search(new SearchRequest { Query = query, Top = 30 }));
            Assert.Equal(first, Shop.Ids(shop.Engine.Search(new SearchRequest { Query = query, Top = 30 })));
            Assert.Equal(first, Shop.Ids(again.Engine.Search(new SearchRequest { Query = query, Top = 30 })));
        }
    }

    private static void AssertBest(string query, List<Candidate> found, int[] all, float[] scores, float least)
    {
        var documents = found.Select(candidate => candidate.Document).ToHashSet();
        float worst = scores.Where(score => score > least).OrderDescending().Take(Depth).DefaultIfEmpty(float.MaxValue).Last();
        for (int i = 0; i < all.Length; i++)
        {
            // Documents level with the last one listed may be left out.
            if (scores[i] > worst + 1e-4f) Assert.True(documents.Contains(all[i]), $"`{query}`: document {all[i]} with {scores[i]} is missed, {worst} was listed");
        }
    }

    /// <summary>The words left and half the whole sentence, brought to length 1.</summary>
    private float[] VectorOf(string query, string text)
    {
        float[] left = Encoded(text), whole = Encoded(query);
        if (text == query) return left;
        float[] sum = [.. left.Zip(whole, (a, b) => a + (0.5f * b))];
        float length = MathF.Sqrt(sum.Sum(value => value * value));
        return length > 0 ? [.. sum.Select(value => value / length)] : sum;
    }

    private float[] Encoded(string text)
    {
        var vector = new float[shop.Encoder.Dimension];
        shop.Encoder.Encode(text, Embedding.Encoders.TextKind.Query, vector);
        return vector;
    }
}
