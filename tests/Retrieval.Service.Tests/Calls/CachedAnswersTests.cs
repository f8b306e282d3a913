using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Calls;

/// <summary>
/// What must hold of answers that are given again: they are the same but for the time that they took, never those of another question, and
/// gone with the change that they could depend on, be it an offer, a product or a generation.
/// </summary>
public sealed class CachedAnswersTests(SampleServer samples, RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_same_question_has_the_same_answer()
    {
        var search = new SearchRequest
        {
            Index = SampleServer.Index, Query = "smoothie blender under 60 €, not black", Top = 5, Market = "FR", Filter = "availability=in_stock", Facets = { "brand", "price" },
        };
        SearchResponse found = await Kept(() => samples.Client.SearchAsync(search).ResponseAsync, static answer => answer.TookMs = 0);
        Assert.NotEmpty(found.Hits);
        Assert.Equal(["brand", "price"], found.Facets.Keys.Order());
        Assert.NotEmpty(found.Understanding.Constraints);

        SearchResponse relaxed = await Kept(() => samples.Client.SearchAsync(new SearchRequest { Index = SampleServer.Index, Query = "smoothie blender under 12 €" }).ResponseAsync, static answer => answer.TookMs = 0);
        Assert.NotEmpty(relaxed.Relaxed);

        AskResponse advised = await Kept(() => samples.Client.AskAsync(new AskRequest { Index = SampleServer.Index, Sentence = "un mixeur pour smoothies à moins de 60 €" }).ResponseAsync, static answer => answer.TookMs = 0);
        Assert.Equal("options", advised.Answer.Kind);
        AskResponse next = await samples.Client.AskAsync(new AskRequest { Index = SampleServer.Index, Sentence = "plutôt en noir", Context = advised.Context });
        Assert.Contains("mixeur", next.Understanding.Text);
    }

    [Fact]
    public async Task Another_question_has_its_own()
    {
        var question = new SearchRequest { Index = RunningServer.Index, Query = "frying pan under 50 €" };
        await Kept(() => server.Client.SearchAsync(question).ResponseAsync, static answer => answer.TookMs = 0);
        Assert.Equal(2, (await server.Client.SearchAsync(new SearchRequest(question) { Top = 2 })).Hits.Count);
        Assert.All((await server.Client.SearchAsync(new SearchRequest(question) { Filter = "brand=Acme" })).Hits, static hit => Assert.Equal(0, int.Parse(hit.Id[2..]) % 2));
        Assert.Single((await server.Client.SearchAsync(new SearchRequest(question) { Facets = { "brand" } })).Facets);
        Assert.NotEmpty((await server.Client.SearchAsync(new SearchRequest(question) { Explain = true })).Stages);
        RpcException none = await Assert.ThrowsAsync<RpcException>(() => server.Client.SearchAsync(new SearchRequest(question) { Index = "nowhere" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, none.StatusCode);
        RpcException wrong = await Assert.ThrowsAsync<RpcException>(() => server.Client.SearchAsync(new SearchRequest(question) { Top = -1 }).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, wrong.StatusCode);
    }

    [Fact]
    public async Task A_change_that_was_acknowledged_is_in_the_next_answer()
    {
        var question = new SearchRequest { Index = RunningServer.Index, Query = "copper kettle" };
        async Task<Hit?> Kettle() => (await server.Client.SearchAsync(question)).Hits.FirstOrDefault(static hit => hit.Id == "K-1");
        await Kept(() => server.Client.SearchAsync(question).ResponseAsync, static answer => answer.TookMs = 0);

        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> offers = server.Catalog.UpdateOffers();
        for (int price = 3000; price < 3010; price++)
        {
            await offers.RequestStream.WriteAsync(new UpdateOffersRequest { Index = RunningServer.Index, Sequence = price, Offers = { new OfferUpdate { Id = "K-1", Price = new Money { Amount = price, Currency = "EUR" } } } });
            Assert.True(await offers.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(price, (await Kettle())!.Price.Amount);
        }
        await offers.RequestStream.CompleteAsync();

        await Kept(() => server.Client.SearchAsync(question).ResponseAsync, static answer => answer.TookMs = 0);
        await server.Catalog.DeleteAsync(new DeleteRequest { Index = RunningServer.Index, Ids = { "K-1" } });
        Assert.Null(await Kettle());

        await Kept(() => server.Client.SearchAsync(question).ResponseAsync, static answer => answer.TookMs = 0);
        using AsyncServerStreamingCall<ReindexProgress> reindex = server.Catalog.Reindex(new ReindexRequest { Index = RunningServer.Index });
        while (await reindex.ResponseStream.MoveNext(CancellationToken.None)) { }
        Assert.Null(await Kettle());
        await Kept(() => server.Client.SearchAsync(question).ResponseAsync, static answer => answer.TookMs = 0);
        await server.Catalog.RollbackAsync(new RollbackRequest { Index = RunningServer.Index });
        Assert.NotEmpty((await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "frying pan" })).Hits);
    }

    /// <summary>Asks until the answer is one that was given before, and compares it with the first.</summary>
    private static async Task<T> Kept<T>(Func<Task<T>> ask, Action<T> forgetTime) where T : IMessage<T>
    {
        int hits = 0;
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Name == "retrieval.answer.cache.lookups") listener.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (KeyValuePair<string, object?> tag in tags) if (tag is { Key: "outcome", Value: "hit" }) Interlocked.Add(ref hits, (int)count);
        });
        listener.Start();
        T first = await ask();
        forgetTime(first);
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref hits) == 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "no answer was given again");
            await Task.Delay(50);
            T again = await ask();
            forgetTime(again);
            if (again is AskResponse advised && first is AskResponse before) advised.Context = before.Context; // it says when it was made
            Assert.Equal(first, again);
        }
        return first;
    }
}
