using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Tests;

/// <summary>A search can be stopped, and many run while the index moves on under them.</summary>
public class SearchEngineTests(SampleShop samples)
{
    [Fact]
    public void A_search_whose_caller_has_gone_stops()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => samples.Engine.Search(new SearchRequest { Query = "kettle" }, gone.Token));
    }

    [Fact]
    public void An_answer_tells_how_long_each_stage_took()
    {
        SearchResponse response = samples.Engine.Search(new SearchRequest { Query = "kettle" });
        Assert.Equal(["understand", "filter", "retrieve", "answer"], response.Stages.Select(stage => stage.Stage));
        Assert.InRange(response.Stages.Sum(stage => stage.Milliseconds), 0, response.Took.TotalMilliseconds + 0.001);
    }

    [Theory]
    [InlineData("9521000410374", true)]
    [InlineData("ean 9521000410374", true)]
    [InlineData("00095210004103", true)]
    [InlineData("95210004103", true)]
    [InlineData("9521000410375", false)]
    public void A_product_is_found_by_its_trade_number(string query, bool isFound)
    {
        using var shop = new Shop([.. Catalogue(generation: 0), Shop.Blender("N-1", "15.00") with { Gtin = "952-1000-41037-4" }, Shop.Blender("N-2", "15.00") with { Gtin = "00095210004103" }]);
        string? first = shop.Search(query).Hits.Select(static hit => hit.Product.Id).FirstOrDefault();
        Assert.Equal(isFound, first == (query.Contains("374", StringComparison.Ordinal) ? "N-1" : "N-2"));
    }

    [Theory]
    [InlineData("KIT-001")]
    [InlineData("kit-001")]
    [InlineData(" KIT-001 ")]
    [InlineData("do you have KIT-001?")]
    [InlineData("I'm looking for the KIT-001.")]
    [InlineData("avez-vous KIT-001 ?")]
    [InlineData("¿tenéis el KIT-001?")]
    [InlineData("habt ihr KIT-001, bitte?")]
    [InlineData("有KIT-001吗")]
    [InlineData("cheapest KIT-001")]
    public void A_product_is_found_by_its_id(string query)
    {
        foreach (SearchMode mode in Enum.GetValues<SearchMode>())
            Assert.Equal("KIT-001", samples.Engine.Search(new SearchRequest { Query = query, Mode = mode }).Hits[0].Product.Id);
    }

    [Fact]
    public void Every_product_on_the_shelf_of_the_sample_shop_is_found_by_its_id()
    {
        using ProductShelf shelf = samples.Engine.Shelf();
        string[] ids = [.. samples.Products.Keys.Where(id => shelf.Find(id) is not null)];
        Assert.True(ids.Length > 700);
        Assert.Multiple([.. ids.Where((_, number) => number % 7 == 0).Select<string, Action>(id => () =>
        {
            SearchResponse response = samples.Engine.Search(new SearchRequest { Query = id });
            Assert.True(response.Hits.FirstOrDefault()?.Product.Id == id, $"{id} is answered with {response.Hits.FirstOrDefault()?.Product.Id}");
            Assert.Equal(response.Hits.Count, response.Hits.Select(static hit => hit.Product.Id).Distinct().Count());
        })]);
    }

    [Theory]
    [InlineData("X-100", "X-100")]
    [InlineData("x-100", "X-100")]
    [InlineData("have you got the X-100?", "X-100")]
    [InlineData("blender at most 10 € X-100", "B-1")]
    [InlineData("12345", "12345")]
    [InlineData("blender with 12345 blades", "B-1")]
    [InlineData("500", null)]
    [InlineData("blender", "B-1")]
    public void An_id_is_a_word_that_looks_like_a_code_and_what_is_stated_beside_it_is_kept(string query, string? expected)
    {
        Product part = Shop.Blender("X-100", "15.00") with { Title = "Ersatzmesser für Mixer", Synonyms = [], Availability = Availability.OutOfStock };
        using var shop = new Shop(Shop.Blender("B-1", "8.00"), Shop.Blender("500", "15.00") with { Title = "Feather duster" }, Shop.Blender("12345", "15.00") with { Title = "Garden gnome" }, part);
        string? first = shop.Search(query).Hits.Select(static hit => hit.Product.Id).FirstOrDefault();
        Assert.Equal(expected, first);
    }

    [Fact]
    public async Task Searches_run_while_the_index_is_rebuilt_and_refreshed()
    {
        const int threads = 8, searches = 50;
        using var shop = new Shop(Catalogue(generation: 0));
        using var searching = new CountdownEvent(threads);
        Task[] shoppers = [.. Enumerable.Range(0, threads).Select(number => Task.Run(() => SearchAll(number)))];
        int generation = 0;
        while (!searching.IsSet)
        {
            IndexBuilder.Build(shop.Index.Directory, Catalogue(++generation), new BuildOptions { Threads = 1, Language = Language.En }, cancellation: TestContext.Current.CancellationToken);
            Assert.True(shop.Index.Refresh());
        }
        await Task.WhenAll(shoppers);
        Assert.EndsWith($" of generation {generation}", shop.Search("blender").Hits[0].Product.Title, StringComparison.Ordinal);

        void SearchAll(int number)
        {
            try
            {
                for (int i = 0; i < searches; i++)
                {
                    SearchResponse response = shop.Search(i % 2 == 0 ? "red blender under 60 €" : "blender without silicone", number % 2 == 0 ? "FR" : null);
                    Assert.NotEmpty(response.Hits);
                    // One answer comes from one generation.
                    Assert.Single(response.Hits.Select(hit => hit.Product.Title[hit.Product.Title.LastIndexOf(' ')..]).Distinct());
                }
            }
            finally
            {
                searching.Signal();
            }
        }
    }

    private static Product[] Catalogue(int generation) =>
        [.. Enumerable.Range(0, 40).Select(i => Shop.Blender($"B-{i}", $"{10 + i}.00") with { Title = $"Red blender of generation {generation}" })];
}
