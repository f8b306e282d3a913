using System.Threading.Channels;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Index.Building;
using Retrieval.Search.Requests;
using Retrieval.Service.Acp;
using Retrieval.Service.Indexes;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Jobs;

/// <summary>Builds indexes anew, for a call and for files that were dropped.</summary>
internal sealed class Reindexing(ServedIndexes indexes, FeedFolder folder, AcpFeeds acp, JobLog log)
{
    private const int MostRefusalsNamed = 100;

    /// <summary>Runs a call's reindex and tells how far it is.</summary>
    public async Task RunAsync(Wire.ReindexRequest request, Func<Wire.ReindexProgress, CancellationToken, Task> tell, CancellationToken cancellation)
    {
        ServedIndex index = indexes[request.Index];
        ReadOptions options = new() { Currency = Currency(request.Currency) };
        string[]? feeds = request.Feeds.Count == 0 ? null : [.. request.Feeds.SelectMany(feed => folder.Find(request.Index, feed))];
        // Whoever reads slowly misses steps and does not hold the build up.
        var steps = Channel.CreateBounded<Wire.ReindexProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        Task<Wire.ReindexProgress> building = Task.Run(() => Run(request.Index, index, feeds, options, step => steps.Writer.TryWrite(step), cancellation), CancellationToken.None);
        _ = building.ContinueWith(_ => steps.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await foreach (Wire.ReindexProgress step in steps.Reader.ReadAllAsync(CancellationToken.None)) await tell(step, cancellation);
        await tell(await building, cancellation);
    }

    /// <summary>Builds an index anew; when it is done the new generation answers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="index">The index.</param>
    /// <param name="feeds">Paths of the feeds; null takes what the index holds.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="tell">Told of every step.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <param name="by">Who asked for it; null is the caller.</param>
    /// <returns>The last step.</returns>
    public Wire.ReindexProgress Run(string name, ServedIndex index, string[]? feeds, ReadOptions options, Action<Wire.ReindexProgress> tell, CancellationToken cancellation, string? by = null)
    {
        var summary = new ReadSummary();
        var refusals = new List<Wire.Refusal>();
        var told = new Steps(step => tell(new Wire.ReindexProgress { Stage = Name(step.Stage), Products = step.Products, Refused = summary.Refused }));
        BuildReport report = feeds is null
            ? index.Reindex(null, null, told, cancellation)
            : index.Reindex(WithFeeds(name, index, Taken(CatalogReader.Read(feeds, options, summary), refusals)), CatalogReader.WrittenAt(feeds), told, cancellation);
        log.Done("Reindex", name, report.Products, summary.Refused, by);
        return new Wire.ReindexProgress { Stage = "done", Products = report.Products, Refused = summary.Refused, Generation = report.Generation, Refusals = { refusals } };
    }

    // What was put into feeds over the network belongs to the catalogue as much as its files, which replace what has the same id.
    private IEnumerable<Product> WithFeeds(string name, ServedIndex index, IEnumerable<Product> catalogue)
    {
        HashSet<string> left = new(acp.VariantsOf(name), StringComparer.Ordinal);
        bool isEmpty = true;
        foreach (Product product in catalogue)
        {
            isEmpty = false;
            left.Remove(product.Id);
            yield return product;
        }
        // Files without any product are a mistake, to be refused as such.
        if (isEmpty) yield break;
        foreach (Product product in index.Find(left)) yield return product;
    }

    private static IEnumerable<Product> Taken(IEnumerable<CatalogLine> lines, List<Wire.Refusal> refusals)
    {
        long position = 0;
        foreach (CatalogLine line in lines)
        {
            if (line.Product is { } product) yield return product;
            else if (refusals.Count < MostRefusalsNamed)
                refusals.Add(new Wire.Refusal { Position = position, Field = line.Refusal!.Field, Reason = $"{Path.GetFileName(line.Refusal.File)}:{line.Refusal.Line}: {line.Refusal.Reason}" });
            position++;
        }
    }

    private static string? Currency(string code)
    {
        if (code.Length == 0) return null;
        return Currencies.TryGet(code, out _, out _) ? code : throw new InvalidRequestException("currency", $"\"{code}\" is not a currency of ISO 4217; give one such as EUR");
    }

    private static string Name(BuildStage stage) => stage.ToString().ToLowerInvariant();

    private sealed class Steps(Action<BuildProgress> tell) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value) => tell(value);
    }
}
