using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Jobs;

/// <summary>What is acknowledged is searchable at once, what is wrong is refused alone and by name, and a job sent twice does what it does once.</summary>
public sealed class CatalogCallTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Products_are_searchable_when_the_reply_is_there_and_wrong_ones_are_named()
    {
        Product[] products =
        [
            new() { Id = "U-1", Title = "Ceramic gratin dish", Price = Euro(1990), Attributes = { new V1.Attribute { Name = "weight", Values = { "1.2" }, Kind = "number", Unit = "kg" } } },
            new() { Id = "U-2" },
            new() { Id = "U-3", Title = "Ceramic baking tin", Price = new Money { Amount = 10, Currency = "XXQ" } },
            new() { Id = "U-4", Title = "Ceramic teapot", Gtin = "123", Availability = "in_stock", Allergens = new Allergens { FreeFrom = { "milk" } } },
        ];
        for (int twice = 0; twice < 2; twice++)
        {
            UpsertResponse reply = await Upsert(products);
            Assert.Equal((2, 2, 1), (reply.Upserted, reply.Refused, reply.Warnings));
            Assert.Equal((3, "U-4", "gtin"), (Assert.Single(reply.Warned).Position, reply.Warned[0].Id, reply.Warned[0].Field));
            Assert.Contains("123", reply.Warned[0].Reason);
            Assert.Equal([(1, "U-2", "title"), (2, "U-3", "price")], reply.Refusals.Select(static refusal => (refusal.Position, refusal.Id, refusal.Field)));
            SearchResponse found = await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "ceramic" });
            Assert.Equal(["U-1", "U-4"], found.Hits.Select(static hit => hit.Id).Order());
        }
        Product stored = (await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "U-1" })).Product;
        Assert.Equal(("weight", "1.2", "number", "kg"), (stored.Attributes[0].Name, stored.Attributes[0].Values[0], stored.Attributes[0].Kind, stored.Attributes[0].Unit));
        DeleteResponse deleted = await server.Catalog.DeleteAsync(new DeleteRequest { Index = RunningServer.Index, Ids = { "U-1", "U-4", "U-1" } });
        Assert.Equal(2, deleted.Deleted);
        Assert.Equal(["U-1"], deleted.Unknown);
        Assert.Empty((await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "ceramic" })).Hits);
    }

    [Fact]
    public async Task A_product_comes_back_as_it_was_sent()
    {
        var sent = new Product
        {
            Id = "Ä-1", GroupId = "G", Language = "fr", Title = "Tasse bleue", Description = "Grès \"fin\"", Brand = "Zenko", Gtin = "4006381333931", Mpn = "M-1", Condition = "new",
            Url = "https://shop.example/t", ImageUrls = { "https://shop.example/t.jpg" }, Category = { "Cuisine", "Tasses" }, Price = Euro(990), SalePrice = Euro(790),
            SaleFrom = "2026-01-01T00:00:00+00:00", SaleTo = "2036-01-01T00:00:00+00:00", Availability = "preorder", AvailabilityDate = "2026-12-24", Quantity = 0,
            Offers = { new RegionalOffer { Region = "US-CA", Price = new Money { Amount = 1200, Currency = "USD" }, Availability = "in_stock", Quantity = 3 } },
            Countries = { "FR", "US" }, Shipping = { new Shipping { Country = "FR", Price = Euro(0), MinDays = 1, MaxDays = 3 } }, Color = { "bleu" }, Material = { "grès" }, Size = { "M" },
            SizeSystem = "EU", Gender = { "unisex" }, AgeGroup = { "adult" }, Synonyms = { "mug" }, UseCases = { "café" }, Highlights = { "lave-vaisselle" }, Ingredients = "argile",
            Attributes = { new V1.Attribute { Name = "tags", Values = { "a", "b" }, Kind = "text" }, new V1.Attribute { Name = "fragile", Values = { "true" }, Kind = "boolean" } },
            Allergens = new Allergens { Contains = { "milk" }, MayContain = { "nuts" } }, Diets = { "vegan" }, Norms = { "CE" }, CompatibleWith = { "Dolce Gusto" }, Rating = 4.5, ReviewCount = 12,
            Popularity = 3, ReturnRate = 1.5, Released = "2026-02-03", Warning = "chaud", AgeRestriction = 3, Related = { new RelatedProduct { Id = "B", Type = "accessory" } },
            EligibleSearch = true, EligibleCheckout = true, Expires = "2036-01-01T00:00:00+00:00", Seller = new Seller { Name = "Boutique", Url = "https://shop.example" },
        };
        UpsertResponse reply = await Upsert(sent);
        Assert.Equal((1, 0, 0), (reply.Upserted, reply.Refused, reply.Warnings));
        Product received = (await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = sent.Id })).Product;
        Assert.Equal(sent, received);
        await server.Catalog.DeleteAsync(new DeleteRequest { Index = RunningServer.Index, Ids = { sent.Id } });
    }

    [Fact]
    public async Task Offers_are_acknowledged_in_order_and_searchable_then()
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = server.Catalog.UpdateOffers();
        for (int i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new UpdateOffersRequest
            {
                Index = i == 0 ? RunningServer.Index : "",
                Sequence = i + 7,
                Offers = { new OfferUpdate { Id = "P-20", Price = Euro(5000 + i), Quantity = i }, new OfferUpdate { Id = "nobody" }, new OfferUpdate { Id = "P-19", Availability = "perhaps" }, new OfferUpdate { Id = "P-19", Clear = { "prize" } } },
            });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            UpdateOffersResponse acknowledged = call.ResponseStream.Current;
            Assert.Equal((i + 7, 1), (acknowledged.Sequence, acknowledged.Updated));
            Assert.Equal([(1, "id"), (2, "availability"), (3, "clear")], acknowledged.Refusals.OrderBy(static refusal => refusal.Position).Select(static refusal => (refusal.Position, refusal.Field)));
            GetProductResponse now = await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "P-20" });
            Assert.Equal((5000 + i, i), (now.Price.Amount, now.Quantity));
            Assert.Equal((5000 + i, i), (now.Product.Price.Amount, now.Product.Quantity));
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Many_messages_may_be_on_their_way_and_a_cleared_member_is_not_stated()
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = server.Catalog.UpdateOffers();
        var reading = Task.Run(async () =>
        {
            var sequences = new List<long>();
            while (await call.ResponseStream.MoveNext(CancellationToken.None)) sequences.Add(call.ResponseStream.Current.Sequence);
            return sequences;
        });
        for (int i = 0; i < 500; i++)
        {
            var offer = new OfferUpdate { Id = "P-18", Quantity = i };
            if (i == 499) offer = new OfferUpdate { Id = "P-18", Clear = { "quantity", "price" } };
            await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = RunningServer.Index, Sequence = i, Offers = { offer } });
        }
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Enumerable.Range(0, 500).Select(static i => (long)i), await reading);
        GetProductResponse now = await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "P-18" });
        Assert.False(now.HasQuantity);
        Assert.Null(now.Price);
    }

    [Theory]
    [InlineData("", "", StatusCode.InvalidArgument)]
    [InlineData("no-such-index", "", StatusCode.NotFound)]
    [InlineData("shop", "another", StatusCode.InvalidArgument)]
    public async Task A_stream_is_of_one_index_that_its_first_message_names(string first, string second, StatusCode expected)
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = server.Catalog.UpdateOffers();
        await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = first });
        if (second.Length > 0) await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = second });
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => { while (await call.ResponseStream.MoveNext(CancellationToken.None)) { } });
        Assert.Equal(expected, refused.StatusCode);
    }

    [Fact]
    public async Task A_message_above_the_limit_is_refused_with_the_limit_and_is_not_sent_again()
    {
        string large = new('x', 8 << 20);
        using AsyncClientStreamingCall<UpsertRequest, UpsertResponse> products = server.Catalog.Upsert();
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> offers = server.Catalog.UpdateOffers();
        // What is being sent is broken off when the answer is there, and such a write may never return.
        _ = products.RequestStream.WriteAsync(new UpsertRequest { Index = RunningServer.Index, Product = new Product { Id = "L-1", Title = "Large", Description = large } });
        _ = offers.RequestStream.WriteAsync(new UpdateOffersRequest { Index = RunningServer.Index, Offers = { new OfferUpdate { Id = large } } });
        RpcException product = await Assert.ThrowsAsync<RpcException>(async () => await products);
        RpcException offer = await Assert.ThrowsAsync<RpcException>(() => offers.ResponseStream.MoveNext(CancellationToken.None));
        RpcException ids = await Assert.ThrowsAsync<RpcException>(async () => await server.Catalog.DeleteAsync(new DeleteRequest { Index = RunningServer.Index, Ids = { large } }));
        Assert.All([product, offer, ids], static refused =>
        {
            Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
            Assert.Contains("larger than 8388608 bytes", refused.Status.Detail);
            Assert.Equal("-1", refused.Trailers.GetValue("grpc-retry-pushback-ms"));
        });
    }

    [Fact]
    public async Task A_reindex_without_feeds_keeps_products_and_offers_and_a_rollback_keeps_later_offers()
    {
        await Upsert(new Product { Id = "R-1", Title = "Raclette grill", Price = Euro(7000) });
        await Change(new OfferUpdate { Id = "R-1", Price = Euro(6000) });
        int before = (await server.Catalog.ListIndexesAsync(new ListIndexesRequest())).Indexes.Single().Generation;

        List<ReindexProgress> steps = await Reindex(new ReindexRequest { Index = RunningServer.Index });
        Assert.Equal("done", steps[^1].Stage);
        Assert.Equal(before + 1, steps[^1].Generation);
        Assert.Equal(6000, await Price("R-1"));

        await Change(new OfferUpdate { Id = "R-1", Price = Euro(5000) });
        RollbackResponse rolledBack = await server.Catalog.RollbackAsync(new RollbackRequest { Index = RunningServer.Index });
        Assert.Equal(before, rolledBack.Generation);
        Assert.Equal(5000, await Price("R-1"));
        await server.Catalog.DeleteAsync(new DeleteRequest { Index = RunningServer.Index, Ids = { "R-1" } });
    }

    [Fact]
    public async Task The_same_over_http()
    {
        await Upsert(new Product { Id = "H-1", Title = "Hand whisk" });
        JsonElement indexes = await server.Http.GetFromJsonAsync<JsonElement>("/v1/indexes");
        Assert.Equal(RunningServer.Index, indexes.GetProperty("indexes")[0].GetProperty("name").GetString());
        using HttpResponseMessage deleted = await server.Http.PostAsJsonAsync("/v1/shop/products/delete", new { ids = (string[])["H-1", "H-2"] });
        JsonElement reply = await deleted.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, "H-2"), (reply.GetProperty("deleted").GetInt32(), reply.GetProperty("unknown")[0].GetString()));
        using HttpResponseMessage reindexed = await server.Http.PostAsJsonAsync("/v1/shop/reindex", new { });
        string[] steps = (await reindexed.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("done", JsonDocument.Parse(steps[^1]).RootElement.GetProperty("stage").GetString());
        using HttpResponseMessage wrong = await server.Http.PostAsJsonAsync("/v1/shop/reindex", new { feeds = (string[])["../../etc/passwd"] });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private async Task<UpsertResponse> Upsert(params Product[] products)
    {
        using AsyncClientStreamingCall<UpsertRequest, UpsertResponse> call = server.Catalog.Upsert();
        foreach (Product product in products) await call.RequestStream.WriteAsync(new UpsertRequest { Index = RunningServer.Index, Product = product });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private async Task Change(OfferUpdate offer)
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = server.Catalog.UpdateOffers();
        await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = RunningServer.Index, Offers = { offer } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(1, call.ResponseStream.Current.Updated);
        await call.RequestStream.CompleteAsync();
    }

    private async Task<List<ReindexProgress>> Reindex(ReindexRequest request)
    {
        using AsyncServerStreamingCall<ReindexProgress> call = server.Catalog.Reindex(request);
        var steps = new List<ReindexProgress>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) steps.Add(call.ResponseStream.Current);
        return steps;
    }

    private async Task<long> Price(string id) => (await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = id })).Price.Amount;

    private static Money Euro(long amount) => new() { Amount = amount, Currency = "EUR" };
}
