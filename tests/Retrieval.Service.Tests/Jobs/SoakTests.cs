using System.Collections.Concurrent;
using System.Globalization;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Jobs;

/// <summary>
/// While searches run at a steady rate, reindexes and offer updates go by: no call fails, and no answer is older than what was acknowledged
/// before it was asked for. <c>RETRIEVAL_LONG_TESTS=1</c> runs 20 reindexes and 100,000 updates.
/// </summary>
public sealed class SoakTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Products = 20, OffersPerMessage = 50;
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromMilliseconds(5);

    private static readonly bool Long = Environment.GetEnvironmentVariable("RETRIEVAL_LONG_TESTS") == "1";
    private static readonly int Reindexes = Long ? 20 : 4, Updates = Long ? 100_000 : 6_000;

    [Fact]
    public async Task No_call_fails_and_no_answer_is_older_than_its_acknowledgement()
    {
        var acknowledged = new ConcurrentDictionary<string, long>();
        using var done = new CancellationTokenSource();
        Task<int>[] searching = [Searches(acknowledged, done.Token), Searches(acknowledged, done.Token)];
        Task updating = StreamOffers(acknowledged);
        for (int i = 0; i < Reindexes; i++)
        {
            // An old feed, the products that are there, an old feed by another process and a rollback take turns.
            if (i % 3 == 0) await Reindex(new ReindexRequest { Index = RunningServer.Index, Feeds = { Feed() } });
            else if (i % 3 == 1) await Reindex(new ReindexRequest { Index = RunningServer.Index });
            else if (i % 6 == 2) await Task.Run(() => server.Reindex(string.Create(CultureInfo.InvariantCulture, $"Kettle {i}"), DateTimeOffset.UtcNow.AddHours(-1)));
            else await server.Catalog.RollbackAsync(new RollbackRequest { Index = RunningServer.Index });
        }
        await updating;
        await done.CancelAsync();
        foreach (Task<int> searches in searching) Assert.True(await searches > 0);
        foreach ((string id, long price) in acknowledged) Assert.Equal(price, await Price(id));
    }

    private async Task<int> Searches(ConcurrentDictionary<string, long> acknowledged, CancellationToken done)
    {
        int answered = 0;
        using var clock = new PeriodicTimer(BetweenSearches);
        while (!done.IsCancellationRequested)
        {
            Dictionary<string, long> before = new(acknowledged);
            SearchResponse answer = await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "frying pan", Top = 30 }, cancellationToken: CancellationToken.None);
            Assert.Equal(Products, answer.Hits.Count);
            foreach (Hit hit in answer.Hits)
            {
                if (before.TryGetValue(hit.Id, out long price)) Assert.True(hit.Price.Amount >= price, $"{hit.Id} was acknowledged at {price} and is answered with {hit.Price.Amount}");
            }
            answered++;
            await clock.WaitForNextTickAsync(CancellationToken.None);
        }
        return answered;
    }

    // Prices only grow, so that an older one is told from a newer.
    private async Task StreamOffers(ConcurrentDictionary<string, long> acknowledged)
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = server.Catalog.UpdateOffers();
        for (int i = 0; i < Updates / OffersPerMessage; i++)
        {
            var message = new UpdateOffersRequest { Index = RunningServer.Index };
            for (int j = 0; j < OffersPerMessage; j++)
                message.Offers.Add(new OfferUpdate { Id = $"P-{(j % Products) + 1}", Price = new Money { Amount = 100_000L + (i * OffersPerMessage) + j, Currency = "EUR" } });
            await call.RequestStream.WriteAsync(message);
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(OffersPerMessage, call.ResponseStream.Current.Updated);
            foreach (OfferUpdate offer in message.Offers) acknowledged[offer.Id] = offer.Price.Amount;
        }
        await call.RequestStream.CompleteAsync();
    }

    private string Feed()
    {
        string path = Path.Combine(server.Feeds, "taken", "old.jsonl");
        if (File.Exists(path)) return Path.GetFileName(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, Enumerable.Range(1, Products).Select(static i => $"{{\"id\":\"P-{i}\",\"title\":\"Frying pan {20 + i} cm\",\"price\":\"10.00 EUR\",\"language\":\"en\"}}"));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        return Path.GetFileName(path);
    }

    private async Task Reindex(ReindexRequest request)
    {
        using AsyncServerStreamingCall<ReindexProgress> call = server.Catalog.Reindex(request);
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
    }

    private async Task<long> Price(string id) => (await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = id })).Price.Amount;
}
