using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Retrieval.Service.V1;

namespace Retrieval.Cli.Tests.Serving;

/// <summary>
/// <c>kill -9</c> of a service at random instants, while products and offers stream in and the index is built anew: the index opens every time,
/// and nothing that was acknowledged is lost. <c>RETRIEVAL_LONG_TESTS=1</c> kills 200 times.
/// </summary>
public sealed class KilledServiceTests(SampleIndex sample)
{
    private const int Seed = 3, Products = 30;
    private const string Index = "killed";

    private static readonly int Kills = Environment.GetEnvironmentVariable("RETRIEVAL_LONG_TESTS") == "1" ? 200 : 4;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_by_kill_9()
    {
        string index = sample.NewPath(Index);
        string feed = sample.NewFile("feed.jsonl", string.Concat(Enumerable.Range(0, Products).Select(static i => $"{{\"id\":\"P-{i}\",\"title\":\"Pan {i}\",\"price\":\"1.00 EUR\"}}\n")));
        RetrievalProcess.Run("index", "--catalog", feed, "--index", index, "--model", "none").Ends(0);
        var random = new Random(Seed);
        var acknowledged = new Acknowledged();
        for (int kill = 0; kill <= Kills; kill++)
        {
            using RunningService service = RunningService.Start(index);
            using GrpcChannel channel = GrpcChannel.ForAddress($"http://{service.Grpc}");
            await HoldsAll(channel, acknowledged);
            if (kill == Kills) break;
            var catalog = new Service.V1.Catalog.CatalogClient(channel);
            Task[] jobs = [StreamOffers(catalog, acknowledged), StreamProducts(catalog, acknowledged, kill), kill % 2 == 0 ? Reindex(catalog) : Task.CompletedTask];
            await acknowledged.More(random.Next(1, 60), jobs);
            service.Kill();
            await Task.WhenAll(jobs);
        }
        Assert.True(acknowledged.Prices.Count > 0 && acknowledged.Ids.Count > 0, "only offers or only products were acknowledged");
        RetrievalProcess.Run("verify", "--index", index).Ends(0);
    }

    // Prices only grow, so that an older one is told from a newer.
    private static async Task StreamOffers(Service.V1.Catalog.CatalogClient catalog, Acknowledged acknowledged)
    {
        await UntilKilled(async () =>
        {
            using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = catalog.UpdateOffers();
            while (true)
            {
                string id = $"P-{acknowledged.NextPrice % Products}";
                long price = acknowledged.NextPrice++;
                await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = Index, Offers = { new OfferUpdate { Id = id, Price = new Money { Amount = price, Currency = "EUR" } } } });
                if (!await call.ResponseStream.MoveNext(CancellationToken.None)) return;
                acknowledged.Prices[id] = price;
                acknowledged.Count();
            }
        });
    }

    private static async Task StreamProducts(Service.V1.Catalog.CatalogClient catalog, Acknowledged acknowledged, int round)
    {
        await UntilKilled(async () =>
        {
            for (int i = 0; ; i++)
            {
                using AsyncClientStreamingCall<UpsertRequest, UpsertResponse> call = catalog.Upsert();
                await call.RequestStream.WriteAsync(new UpsertRequest { Index = Index, Product = new Product { Id = $"U-{round}-{i}", Title = $"Bowl {i}" } });
                await call.RequestStream.CompleteAsync();
                await call;
                acknowledged.Ids.Add($"U-{round}-{i}");
                acknowledged.Count();
            }
        });
    }

    private static Task Reindex(Service.V1.Catalog.CatalogClient catalog) => UntilKilled(async () =>
    {
        using AsyncServerStreamingCall<ReindexProgress> call = catalog.Reindex(new ReindexRequest { Index = Index });
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
    });

    private static async Task UntilKilled(Func<Task> job)
    {
        try
        {
            await job();
        }
        catch (Exception killed) when (killed is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled } or InvalidOperationException or IOException)
        {
            // The service is gone.
        }
    }

    private static async Task HoldsAll(GrpcChannel channel, Acknowledged acknowledged)
    {
        var client = new Service.V1.Retrieval.RetrievalClient(channel);
        foreach ((string id, long price) in acknowledged.Prices)
        {
            GetProductResponse now = await client.GetProductAsync(new GetProductRequest { Index = Index, Id = id });
            Assert.True(now.Price.Amount >= price, $"{id} was acknowledged at {price} and has {now.Price.Amount}");
        }
        foreach (string id in acknowledged.Ids)
        {
            GetProductResponse now = await client.GetProductAsync(new GetProductRequest { Index = Index, Id = id });
            Assert.Equal(id, now.Product.Id);
        }
    }

    /// <summary>What the service has acknowledged so far, over all its lives.</summary>
    private sealed class Acknowledged
    {
        public Dictionary<string, long> Prices { get; } = [];

        public List<string> Ids { get; } = [];

        public long NextPrice { get; set; } = 1000;

        private int count;

        public void Count() => Interlocked.Increment(ref count);

        /// <summary>Waits until so many more are acknowledged.</summary>
        public async Task More(int wanted, Task[] jobs)
        {
            int enough = Volatile.Read(ref count) + wanted;
            var patience = Stopwatch.StartNew();
            while (Volatile.Read(ref count) < enough)
            {
                Assert.All(jobs, static job => Assert.False(job.IsFaulted));
                Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "the service acknowledges nothing");
                await Task.Delay(1);
            }
        }
    }
}
