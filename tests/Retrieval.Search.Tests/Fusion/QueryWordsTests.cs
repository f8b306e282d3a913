using Lucene.Net.Analysis;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Fusion;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Analysis;

namespace Retrieval.Search.Tests.Fusion;

/// <summary>Which words of a query a product holds, and which are neighbours in its title, read from its card; the twin analyses the whole product again.</summary>
public class QueryWordsTests(SampleShop shop)
{
    [Fact]
    public void A_card_tells_what_analysing_the_product_tells()
    {
        using IndexSnapshot snapshot = shop.Index.Acquire();
        int neighbours = 0;
        // Some products and sentences, each with the title's own words too.
        foreach (Product product in shop.Products.Values.Where((_, i) => i % 29 == 0))
        {
            Assert.True(snapshot.TryFind(product.Id, out int doc));
            Analyzer analyzer = snapshot.Analyzers.For(snapshot.LanguageOf(doc));
            IReadOnlyList<IReadOnlyList<string>> title = Tokens.Of(analyzer, product.Title);
            HashSet<string> everything = [.. snapshot.Manifest.Fields.SelectMany(field => Tokens.Of(analyzer, FieldTexts.Of(product, field.Name)).SelectMany(static terms => terms))];
            foreach (string query in shop.Queries.Where((_, i) => i % 29 == 0).Append(product.Title))
            {
                IReadOnlyList<IReadOnlyList<string>> asked = Tokens.Of(analyzer, query);
                if (asked.Count == 0) continue;
                WordMatch match = new QueryWords(asked).In(snapshot.Terms(doc));
                int found = asked.Count(terms => terms.Any(everything.Contains)), pairs = 0;
                for (int i = 1; i < asked.Count; i++)
                {
                    if (asked[i - 1].Any(left => asked[i].Any(right => First(title, right) == First(title, left) + 1 && First(title, left) >= 0))) pairs++;
                }
                neighbours += pairs;
                Assert.Equal((float)found / asked.Count, match.Coverage);
                Assert.Equal(asked.Count == 1 ? 0 : (float)pairs / (asked.Count - 1), match.Pairs);
            }
        }
        Assert.True(neighbours > 100, $"only {neighbours} neighbours: the test compares next to nothing");
    }

    private static int First(IReadOnlyList<IReadOnlyList<string>> title, string term)
    {
        for (int i = 0; i < title.Count; i++)
        {
            if (title[i].Contains(term)) return i;
        }
        return -2;
    }
}
