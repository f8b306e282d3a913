using Retrieval.Catalog.Products;
using Retrieval.Evaluation.Fitting;
using Retrieval.Evaluation.Metrics;
using Retrieval.Evaluation.Queries;
using Retrieval.Evaluation.Runs;
using Retrieval.Index.Building;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;

namespace Retrieval.Evaluation.Tests.Fitting;

/// <summary>
/// Weights are fitted from judgments, and kept only where they help queries they have not seen. In the shop every query finds two products
/// that differ in nothing but the order of its words.
/// </summary>
public sealed class FusionFitTests : IDisposable
{
    private const int Things = 30;

    private static readonly SearchRequest Template = new() { Query = "", Raw = true, Top = 100 };

    private readonly string folder = Workspace.NewFolder();
    private readonly ProductIndex index;
    private readonly SearchEngine engine;
    private readonly Query[] queries = [.. Enumerable.Range(0, Things).Select(i => new Query($"q{i}", $"alpha{Mark(i)} beta{Mark(i)}"))];

    public FusionFitTests()
    {
        Product[] products = [.. Enumerable.Range(0, Things).SelectMany(i => new Product[]
        {
            new() { Id = $"apart{i}", Title = $"beta{Mark(i)} for the alpha{Mark(i)}", Language = Language.En },
            new() { Id = $"pair{i}", Title = $"the alpha{Mark(i)} beta{Mark(i)}", Language = Language.En },
        })];
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
    public void Judgments_against_a_feature_take_its_weight_away_for_unseen_queries_too()
    {
        FitReport report = Fit(Judged(apart: 3, pair: 1), queries);
        Assert.True(report.Gains);
        Assert.Equal(0, report.Weights.Pairs);
        Assert.True(report.Present.Ndcg < 0.9);
        Assert.Equal(1, report.OutOfFold.Ndcg, 1e-9);
        Assert.Equal(Things, report.AgainstPresent.Better);
        Assert.Null(report.Meaning);
    }

    [Fact]
    public void Weights_that_nothing_can_better_stay()
    {
        FitReport report = Fit(Judged(apart: 1, pair: 3), queries);
        Assert.False(report.Gains);
        Assert.Equal(ScoreFusion.Default, report.Weights);
        Assert.Equal(1, report.Present.Ndcg, 1e-9);
    }

    [Fact]
    public void Few_judged_queries_are_refused()
    {
        var refused = Assert.Throws<EvaluationException>(() => Fit(Judged(apart: 3, pair: 1), [.. queries.Take(FusionFit.LeastQueries - 1), new Query("empty", " ")]));
        Assert.Contains("found 19 queries", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.5f, 0.1f)]
    [InlineData(0.3f, 0, 0)]
    [InlineData(0, 0, 2)]
    public void Quality_is_what_the_metrics_say_of_the_engines_own_answers(float meaning, float coverage, float pairs)
    {
        var weights = new ScoreFusion(meaning, OtherLanguage: 0.9f, coverage, pairs);
        Judgments judgments = Judged(apart: 2, pair: 1);
        RunMetrics metrics = RunMetrics.Of(EngineRun.Of(engine.With(weights), queries, Template, "t", cancellation: TestContext.Current.CancellationToken), judgments);
        double quality = queries.Average(query => FittingQuery.Of(query.Id, engine.Candidates(Template with { Query = query.Text }), judgments.Of(query.Id))!.Quality(weights));
        Assert.Equal((metrics.Ndcg + metrics.CondensedNdcg) / 2, quality, 1e-9);
    }

    /// <summary>Letters that make a word of its own: digits would be read as those of a model's name, joined with the next word.</summary>
    private static string Mark(int i) => $"{(char)('a' + (i / 10))}{(char)('b' + (i % 10))}k";

    private FitReport Fit(Judgments judgments, Query[] asked) => FusionFit.Run(engine, asked, judgments, Template, cancellation: TestContext.Current.CancellationToken);

    private Judgments Judged(int apart, int pair)
    {
        string path = Path.Combine(folder, "qrels");
        File.WriteAllLines(path, Enumerable.Range(0, Things).SelectMany(i => new[] { $"q{i} 0 apart{i} {apart}", $"q{i} 0 pair{i} {pair}" }));
        return Judgments.Read(path);
    }
}
