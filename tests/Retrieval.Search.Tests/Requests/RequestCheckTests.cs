using Retrieval.Index.Filters;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Search.Tests.Requests;

/// <summary>What is wrong with a request is told with its member, before any work; what lies on the border is answered.</summary>
public class RequestCheckTests(SampleShop shop)
{
    public static TheoryData<string, SearchRequest> Refused => new()
    {
        { "query", new SearchRequest { Query = "" } },
        { "query", new SearchRequest { Query = " \t\n" } },
        { "query", new SearchRequest { Query = new string('a', SearchRequest.LongestQuery + 1) } },
        { "top", new SearchRequest { Query = "kettle", Top = 0 } },
        { "top", new SearchRequest { Query = "kettle", Top = -1 } },
        { "top", new SearchRequest { Query = "kettle", Top = SearchRequest.MostHits + 1 } },
        { "market", new SearchRequest { Query = "kettle", Market = "France" } },
        { "market", new SearchRequest { Query = "kettle", Market = "F" } },
        { "filter", new SearchRequest { Query = "kettle", Filter = Filter.Is("title", "kettle") } },
        { "filter", new SearchRequest { Query = "kettle", Filter = Filter.Is("price", "cheap") } },
        { "filter", new SearchRequest { Query = "kettle", Filter = new Filter.Not(new Filter.Comparison("brand", Comparator.Less, "a")) } },
        { "facets", new SearchRequest { Query = "kettle", Facets = ["description"] } },
        { "facets", new SearchRequest { Query = "kettle", Facets = [.. Enumerable.Repeat("brand", 21)] } },
        { "scorer", new SearchRequest { Query = "kettle", Scorer = WordScorer.Lucene } },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void A_wrong_request_is_refused_by_its_member(string member, SearchRequest request)
    {
        var refusal = Assert.Throws<InvalidRequestException>(() => shop.Engine.Search(request));
        Assert.Equal(member, refusal.Member);
        Assert.NotEmpty(refusal.Message);
    }

    [Fact]
    public void An_index_without_vectors_refuses_semantic_search_and_answers_hybrid_by_words()
    {
        using var words = new Shop(Shop.Blender("B"));
        var request = new SearchRequest { Query = "blender", Mode = SearchMode.Semantic };
        Assert.Equal("mode", Assert.Throws<InvalidRequestException>(() => words.Engine.Search(request)).Member);
        Hit hit = Assert.Single(words.Search("blender").Hits);
        Assert.Null(hit.SemanticScore);
        Assert.True(hit.LexicalScore > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(SearchRequest.MostHits)]
    public void The_least_and_the_most_hits_are_answered(int top) =>
        Assert.InRange(shop.Engine.Search(new SearchRequest { Query = "coffee", Top = top }).Hits.Count, 1, top);

    [Theory]
    [InlineData("kettle 99999999999999999999999999999999999999999 cm")]
    [InlineData("kettle under 99999999999999999999999999999 €")]
    [InlineData("kettle with at least 1e308 w")]
    [InlineData("!!! ??? …")]
    [InlineData("0")]
    [InlineData("𝒌𝒆𝒕𝒕𝒍𝒆 \uD800 \0")]
    public void Absurd_sentences_are_answered_without_a_failure(string query)
    {
        foreach (SearchMode mode in Enum.GetValues<SearchMode>()) shop.Engine.Search(new SearchRequest { Query = query, Mode = mode });
    }

    [Fact]
    public void The_longest_sentence_is_answered() =>
        shop.Engine.Search(new SearchRequest { Query = string.Join(' ', Enumerable.Repeat("kettle", 200))[..SearchRequest.LongestQuery] });

    [Theory]
    [InlineData("brand=\"Zenko\"")]
    [InlineData("price<=20")]
    [InlineData("not price<=20")]
    [InlineData("category=\"Kitchen\"")]
    [InlineData("rating>=4.5 and availability=in_stock")]
    public void The_callers_filter_holds_in_every_mode(string expression)
    {
        Filter filter = FilterParser.Parse(expression);
        using var snapshot = shop.Index.Acquire();
        var allowed = snapshot.Match(filter, snapshot.MarketOf(null));
        foreach (SearchMode mode in Enum.GetValues<SearchMode>())
        {
            foreach (string query in shop.Queries)
            {
                foreach (Hit hit in shop.Engine.Search(new SearchRequest { Query = query, Mode = mode, Filter = filter }).Hits)
                {
                    Assert.True(snapshot.TryFind(hit.Product.Id, out int document));
                    // A sentence that states another currency must not change what the caller's bare price means.
                    Assert.True(allowed.Contains(document), $"{mode} `{query}`: {hit.Product.Id} is outside of {expression}");
                }
            }
        }
    }

    [Fact]
    public void A_raw_query_is_words_alone()
    {
        SearchResponse response = shop.Engine.Search(new SearchRequest { Query = "smoothie blender under 60 €", Raw = true });
        Assert.Empty(response.Understanding.Constraints);
        Assert.Equal("smoothie blender under 60 €", response.Understanding.Text);
    }

    [Fact]
    public void Facets_count_the_hit_set()
    {
        SearchResponse response = shop.Engine.Search(new SearchRequest { Query = "coffee", Facets = ["availability", "price"] });
        Assert.Equal(["availability", "price"], response.Facets.Keys.Order());
        Assert.InRange(response.Facets["availability"].Sum(value => value.Count), 1, response.Total);
        Assert.Empty(shop.Engine.Search(new SearchRequest { Query = "coffee" }).Facets);
    }
}
