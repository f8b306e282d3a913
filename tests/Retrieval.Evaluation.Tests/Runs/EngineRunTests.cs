using Retrieval.Catalog.Products;
using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;
using Retrieval.Index.Building;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Search.Requests;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;

namespace Retrieval.Evaluation.Tests.Runs;

/// <summary>A run has a ranking for every query, in the engine's own order; a query that the engine refuses has an empty one.</summary>
public sealed class EngineRunTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();
    private readonly ProductIndex index;
    private readonly SearchEngine engine;

    public EngineRunTests()
    {
        Product[] products = [.. Enumerable.Range(0, 20).Select(i => new Product { Id = $"P {i}", Title = i % 2 == 0 ? "red kettle" : "blue kettle with a lid", Language = Language.En })];
        IndexBuilder.Build(folder, products, new BuildOptions { Threads = 1 });
        index = ProductIndex.Open(folder);
        engine = new SearchEngine(index, encoder: null);
    }

    public void Dispose()
    {
        index.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_run_is_what_the_engine_answers()
    {
        var template = new SearchRequest { Query = "", Mode = SearchMode.Lexical, Raw = true, Top = 7 };
        Query[] queries = [new("a", "red kettle"), new("b", "lid"), new("empty", " "), new("none", "zeppelin")];
        RankedRun run = EngineRun.Of(engine, queries, template, "tag", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("tag", run.Tag);
        Assert.Equal(["a", "b", "empty", "none"], run.Rankings.Keys);
        foreach (Query query in queries[..2])
        {
            SearchResponse answer = engine.Search(template with { Query = query.Text }, TestContext.Current.CancellationToken);
            Assert.Equal(answer.Hits.Select(hit => hit.Product.Id), run.Of(query.Id).Select(ranked => ranked.Document));
        }
        Assert.Empty(run.Of("empty"));
        Assert.Empty(run.Of("none"));
    }

    [Fact]
    public void A_stopped_run_stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => EngineRun.Of(engine, [new Query("a", "kettle")], new SearchRequest { Query = "" }, "t", cancellation: stopped.Token));
    }
}
