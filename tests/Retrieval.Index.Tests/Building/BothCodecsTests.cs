using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Lucene.Scoring;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Building;

/// <summary>
/// With chosen fields and both codecs, our searcher and Lucene.Net's own give the same documents with the same scores, also under a filter,
/// also where later lines replaced earlier ones.
/// </summary>
public class BothCodecsTests
{
    private static readonly string[] Vocabulary = ["red", "blender", "kettle", "small", "steel", "quiet", "fast"];

    [Fact]
    public void Ours_and_Lucenes_own_way_agree_on_documents_and_scores()
    {
        const int seed = 3;
        var random = new Random(seed);
        Product[] products = [.. Enumerable.Range(0, 900).Select(i => Thing(random, i % 800))];
        var options = new BuildOptions { Threads = 2, Language = Language.Und, Fields = LexicalFields.Parse("title^2,description"), StockCodec = true };
        using var test = new TestIndex(products, options);
        using IndexSnapshot snapshot = test.Index.Acquire();
        DocumentSet cheap = snapshot.Match(FilterParser.Parse("price<4"), snapshot.MarketOf(null));
        Assert.InRange(cheap.Count, 100, 700);
        foreach (string word in Vocabulary)
        {
            WeightedTerm[] terms = [new("title", word, 2f), new("description", word), new("title", "blender", 2f)];
            foreach (DocumentSet? filter in (DocumentSet?[])[null, cheap])
            {
                Dictionary<int, float> ours = Search(snapshot.LexicalSearcher, terms, filter);
                Dictionary<int, float> stock = Search(snapshot.StockSearcher!, terms, filter);
                Assert.Equal(stock.Keys.Order(), ours.Keys.Order());
                foreach ((int document, float score) in stock) Assert.Equal(score, ours[document], 1e-5f * score);
            }
        }
    }

    // Every hit: at the edge of a shorter list equal scores could stand in either order.
    private static Dictionary<int, float> Search(ITermSearcher searcher, WeightedTerm[] terms, DocumentSet? filter)
    {
        var hits = new ScoredDocument[900];
        int count = searcher.Search(terms, hits.Length, filter is null ? [] : filter.Words, hits);
        return hits.Take(count).ToDictionary(hit => hit.Document, hit => hit.Score);
    }

    private static Product Thing(Random random, int number) => new()
    {
        Id = $"T-{number}",
        Title = Words(random, 4),
        Description = Words(random, 20),
        Price = new Money(random.Next(100, 1000), "EUR"),
    };

    private static string Words(Random random, int most) => string.Join(' ', Enumerable.Range(0, random.Next(1, most)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
}
