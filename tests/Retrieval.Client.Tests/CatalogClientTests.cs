using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Client.Tests;

/// <summary>
/// What must hold of a client that feeds a running service: what returns is in the next search; messages of offers are acknowledged in their
/// order, also over a service that ends and starts again; a fault is told and not waited out; a rollback is sent once.
/// </summary>
public sealed class CatalogClientTests(FedService service) : IClassFixture<FedService>, IDisposable
{
    private static readonly RetrievalClientOptions Patient = new() { Deadline = TimeSpan.FromSeconds(30) };

    private readonly CatalogClient catalog = new(service.Grpc, FedService.Index, Patient);
    private readonly RetrievalClient shopper = new(service.Grpc, FedService.Index, Patient);

    public void Dispose()
    {
        catalog.Dispose();
        shopper.Dispose();
    }

    [Fact]
    public async Task Products_are_searchable_then_and_wrong_ones_are_named_by_their_place_among_all()
    {
        // More than fit into one call.
        IEnumerable<Product> products = Enumerable.Range(0, 2500).Select(static i => new Product { Id = $"B-{i}", Title = i % 1000 == 999 ? "" : $"Zirbelo bowl {i}", Gtin = i % 2000 == 7 ? "1" : "" });
        UpsertResponse reply = await catalog.UpsertAsync(products.ToAsyncEnumerable());
        Assert.Equal((2498, 2), (reply.Upserted, reply.Refused));
        Assert.Equal([(999, "B-999", "title"), (1999, "B-1999", "title")], reply.Refusals.Select(static refusal => (refusal.Position, refusal.Id, refusal.Field)));
        Assert.Equal([(7, "B-7", "gtin"), (2007, "B-2007", "gtin")], reply.Warned.Select(static warning => (warning.Position, warning.Id, warning.Field)));
        Assert.Contains((await shopper.SearchAsync("zirbelo bowl 2499")).Hits, static hit => hit.Id == "B-2499");
        Assert.Equal(0, (await catalog.UpsertAsync(AsyncEnumerable.Empty<Product>())).Upserted);

        DeleteResponse deleted = await catalog.DeleteAsync(products.Select(static product => product.Id));
        Assert.Equal((2498, 2), (deleted.Deleted, deleted.Unknown.Count));
        Assert.Empty((await shopper.SearchAsync("zirbelo bowl")).Hits);
    }

    [Fact]
    public async Task A_refusal_is_told_though_what_is_being_sent_is_never_taken()
    {
        using var refused = new CatalogClient(service.Grpc, FedService.Index, new RetrievalClientOptions { Handler = new RefusingHandler() });
        RpcException fault = await Assert.ThrowsAsync<RpcException>(() => refused.UpsertAsync(new[] { new Product { Id = "B-1", Title = "Bowl" } }.ToAsyncEnumerable()).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
    }

    [Fact]
    public async Task An_offer_is_in_the_next_search_when_it_is_acknowledged()
    {
        // One at a time: the next is known only when the one before is acknowledged.
        var messages = Channel.CreateUnbounded<UpdateOffersRequest>();
        messages.Writer.TryWrite(Offer("P-1", 2000, 7));
        long expected = 2000;
        await foreach (UpdateOffersResponse acknowledged in catalog.UpdateOffersAsync(messages.Reader.ReadAllAsync()))
        {
            Assert.Equal((expected - 1993, 1), (acknowledged.Sequence, acknowledged.Updated));
            Assert.Equal(expected, (await shopper.SearchAsync("frying pan 21")).Hits.Single(static hit => hit.Id == "P-1").Price.Amount);
            if (++expected < 2020) messages.Writer.TryWrite(Offer("P-1", expected, expected - 1993));
            else messages.Writer.Complete();
        }
        Assert.Equal(2020, expected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Offers_are_acknowledged_in_order_over_a_service_that_ends_and_starts_again(bool killed)
    {
        Task? restart = null;
        long sequence = 0;
        await foreach (UpdateOffersResponse acknowledged in catalog.UpdateOffersAsync(Offers().ToAsyncEnumerable()))
        {
            Assert.Equal((sequence++, 1), (acknowledged.Sequence, acknowledged.Updated));
            if (sequence == 300) restart = RestartAsync(killed);
        }
        await restart!;
        Assert.Equal(3000 + sequence - 1, (await shopper.GetProductAsync("P-2"))!.Price.Amount);

        // Without a pause until it has started again, and a while longer.
        IEnumerable<UpdateOffersRequest> Offers()
        {
            for (long i = 0, last = long.MaxValue; i < last; i++)
            {
                if (last == long.MaxValue && restart is { IsCompleted: true }) last = i + 300;
                yield return Offer("P-2", 3000 + i, i);
            }
        }
    }

    [Fact]
    public async Task Jobs_wait_for_a_service_that_is_away()
    {
        service.Kill();
        Task<UpsertResponse> upserting = catalog.UpsertAsync(new[] { new Product { Id = "W-1", Title = "Waffle iron" } }.ToAsyncEnumerable());
        await service.StartAsync();
        Assert.Equal(1, (await upserting).Upserted);
        Assert.NotNull(await shopper.GetProductAsync("W-1"));
        Assert.Equal(1, (await catalog.DeleteAsync(["W-1"])).Deleted);
    }

    [Fact]
    public async Task A_reindex_tells_its_steps_and_a_rollback_keeps_later_offers()
    {
        int before = Assert.Single(await catalog.ListIndexesAsync()).Generation;
        ReindexProgress[] steps = await catalog.ReindexAsync().ToArrayAsync();
        Assert.Equal(("done", before + 1), (steps[^1].Stage, steps[^1].Generation));
        Assert.Equal(1, (await catalog.UpdateOffersAsync(new[] { Offer("P-3", 4000, 1) }.ToAsyncEnumerable()).SingleAsync()).Updated);
        Assert.Equal(before, await catalog.RollbackAsync());
        Assert.Equal(4000, (await shopper.GetProductAsync("P-3"))!.Price.Amount);
    }

    [Fact]
    public async Task What_is_refused_is_told_at_once()
    {
        using var lost = new CatalogClient(service.Grpc, "nowhere", Patient);
        await Refused(StatusCode.NotFound, () => lost.UpsertAsync(new[] { new Product { Id = "P", Title = "Pan" } }.ToAsyncEnumerable()));
        await Refused(StatusCode.NotFound, () => lost.UpdateOffersAsync(new[] { Offer("P-1", 1, 1) }.ToAsyncEnumerable()).ToArrayAsync().AsTask());
        await Refused(StatusCode.NotFound, () => lost.RollbackAsync());
        await Refused(StatusCode.InvalidArgument, () => catalog.DeleteAsync([]));
        await Refused(StatusCode.InvalidArgument, () => catalog.ReindexAsync(["../pans.jsonl"]).ToArrayAsync().AsTask());
        // What came before the wrong message is acknowledged.
        var tooMany = new UpdateOffersRequest { Offers = { Enumerable.Repeat(new OfferUpdate { Id = "P-4" }, 10_001) } };
        var acknowledged = new List<long>();
        await Refused(StatusCode.InvalidArgument, async () =>
        {
            await foreach (UpdateOffersResponse reply in catalog.UpdateOffersAsync(new[] { Offer("P-4", 1, 1), Offer("P-4", 2, 2), tooMany }.ToAsyncEnumerable())) acknowledged.Add(reply.Sequence);
        });
        Assert.Equal([1, 2], acknowledged);
    }

    [Fact]
    public async Task A_job_that_the_service_does_not_take_ends_with_its_deadline()
    {
        // Long enough for the first attempt to be refused on a slow machine.
        using var impatient = new CatalogClient(new Uri("http://127.0.0.1:1"), FedService.Index, new RetrievalClientOptions { JobDeadline = TimeSpan.FromSeconds(3) });
        await Refused(StatusCode.Unavailable, () => impatient.DeleteAsync(["P-1"]));
        await Refused(StatusCode.Unavailable, () => impatient.UpdateOffersAsync(new[] { Offer("P-1", 1, 1) }.ToAsyncEnumerable()).ToArrayAsync().AsTask());
    }

    [Fact]
    public async Task So_does_one_that_the_service_never_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var impatient = new CatalogClient(new Uri($"http://{silent.LocalEndpoint}"), FedService.Index, new RetrievalClientOptions { JobDeadline = TimeSpan.FromMilliseconds(300) });
        await Refused(StatusCode.DeadlineExceeded, () => impatient.DeleteAsync(["P-1"]));
        await Refused(StatusCode.DeadlineExceeded, () => impatient.UpdateOffersAsync(new[] { Offer("P-1", 1, 1) }.ToAsyncEnumerable()).ToArrayAsync().AsTask());
    }

    [Fact]
    public async Task A_job_whose_last_attempt_is_never_answered_tells_why_the_one_before_failed()
    {
        using var handler = new AwayThenSilentHandler();
        using var impatient = new CatalogClient(service.Grpc, FedService.Index, new RetrievalClientOptions { JobDeadline = TimeSpan.FromSeconds(3), Handler = handler });
        await Refused(StatusCode.Unavailable, () => impatient.DeleteAsync(["P-1"]));
        Assert.Equal(2, handler.Calls);
    }

    [Fact]
    public async Task A_stream_that_is_left_ends_its_source()
    {
        var ended = new TaskCompletionSource();
        await foreach (UpdateOffersResponse _ in catalog.UpdateOffersAsync(Endless(ended))) break;
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Events_are_recorded_once()
    {
        var shown = new FunnelEvent { EventId = "e-1", Kind = "shown", SessionId = "s-1", AnswerId = "a-1", Products = { new EventProduct { Id = "P-1", Rank = 1 } } };
        Assert.Equal(1, (await shopper.RecordAsync([shown])).Recorded);
        Assert.Equal(1, (await shopper.RecordAsync([shown])).Repeated);
        await Refused(StatusCode.InvalidArgument, () => shopper.RecordAsync([]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void A_deadline_out_of_range_is_refused(int hours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CatalogClient(service.Grpc, FedService.Index, new RetrievalClientOptions { JobDeadline = TimeSpan.FromHours(hours) }));

    private static async IAsyncEnumerable<UpdateOffersRequest> Endless(TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                yield return Offer("P-5", 5000 + i, i);
                if (i == 10) await Task.Delay(Timeout.Infinite, cancellation);
            }
        }
        finally
        {
            ended.SetResult();
        }
    }

    private async Task RestartAsync(bool killed)
    {
        if (killed) service.Kill();
        else await service.StopAsync();
        await service.StartAsync();
    }

    private static UpdateOffersRequest Offer(string id, long amount, long sequence) =>
        new() { Sequence = sequence, Offers = { new OfferUpdate { Id = id, Price = new Money { Amount = amount, Currency = "EUR" } } } };

    private static async Task Refused(StatusCode expected, Func<Task> call) => Assert.Equal(expected, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);

    /// <summary>Refuses a call as soon as something is sent, and takes nothing of it: HTTP/2's flow control can leave a sender like that.</summary>
    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            var endless = new EndlessStream();
            _ = request.Content!.CopyToAsync(endless, cancellation);
            await endless.Begun.Task.WaitAsync(cancellation);
            return StatusAlone.Of(request, StatusCode.InvalidArgument);
        }
    }

    /// <summary>The first call finds no service, those after it no answer.</summary>
    private sealed class AwayThenSilentHandler : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            if (++Calls > 1) await Task.Delay(Timeout.Infinite, cancellation);
            return StatusAlone.Of(request, StatusCode.Unavailable);
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Begun.TrySetResult();
            return new ValueTask(Task.Delay(Timeout.Infinite, CancellationToken.None));
        }
    }
}
