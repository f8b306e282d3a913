using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
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
