using Grpc.Core;
using Grpc.Net.Client;
using Retrieval.Index.Building;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Jobs;

/// <summary>On a full disk writes fail with a status that says so and searches go on; in a folder that cannot be written the index is served as it is.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Index = "shop";

    private readonly SmallDisk disk = new();

    private string Folder => Path.Combine(disk.Folder, Index);

    [Fact]
    public async Task Writes_fail_clearly_and_reads_go_on()
    {
        Assert.SkipUnless(disk.IsMounted, "no file system can be mounted here");
        IndexBuilder.Build(Folder, [new() { Id = "P-1", Title = "Frying pan", Price = new(1000, "EUR") }], new BuildOptions { Threads = 1 });
        await using (RetrievalServer server = await RetrievalServer.StartAsync(RunningServer.Options(Folder), CancellationToken.None))
        {
            using GrpcChannel channel = GrpcChannel.ForAddress($"http://{server.Addresses.Grpc}");
            await Change(channel, 900);
            disk.Fill();
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => Change(channel, 800))).StatusCode);
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => Reindex(channel))).StatusCode);
            Assert.Equal(900, await Price(channel));
            disk.Empty();
            await Change(channel, 700);
            await Reindex(channel);
            Assert.Equal(700, await Price(channel));
        }

        disk.MakeReadOnly();
        await using (RetrievalServer server = await RetrievalServer.StartAsync(RunningServer.Options(Folder), CancellationToken.None))
        {
            using GrpcChannel channel = GrpcChannel.ForAddress($"http://{server.Addresses.Grpc}");
            RpcException refused = await Assert.ThrowsAsync<RpcException>(() => Change(channel, 600));
            Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
            Assert.Contains("cannot be written", refused.Status.Detail);
            Assert.False((await new V1.Catalog.CatalogClient(channel).ListIndexesAsync(new ListIndexesRequest())).Indexes.Single().Writable);
            Assert.Equal(700, await Price(channel));
        }
    }

    public void Dispose() => disk.Dispose();

    private static async Task Change(GrpcChannel channel, long price)
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = new V1.Catalog.CatalogClient(channel).UpdateOffers();
        // More than fits into a page that has been begun.
        IEnumerable<OfferUpdate> offers = Enumerable.Repeat(new OfferUpdate { Id = "P-1", Price = new Money { Amount = price, Currency = "EUR" } }, 200);
        await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = Index, Offers = { offers } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        await call.RequestStream.CompleteAsync();
    }

    private static async Task Reindex(GrpcChannel channel)
    {
        using AsyncServerStreamingCall<ReindexProgress> call = new V1.Catalog.CatalogClient(channel).Reindex(new ReindexRequest { Index = Index });
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
    }

    private static async Task<long> Price(GrpcChannel channel)
    {
        SearchResponse found = await new V1.Retrieval.RetrievalClient(channel).SearchAsync(new SearchRequest { Index = Index, Query = "pan" });
        return Assert.Single(found.Hits).Price.Amount;
    }
}
