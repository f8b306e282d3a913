using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Retrieval.Service.Acp;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Acp;

/// <summary>
/// What must hold of the Agentic Commerce Protocol's Feed API: its own messages go in and come out, every answer is of its schema; what was put
/// in comes back as it was and is searchable at once; what a product no longer has is gone; a request with anything wrong changes nothing and
/// names it; a feed survives a reindex, a rollback and whatever is sent.
/// </summary>
public sealed class AcpFeedTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_protocols_own_messages_go_in_and_come_out()
    {
        JsonElement created = await Answer(await server.Http.PostAsJsonAsync("/feeds", AcpSchema.Example("create_feed_request_minimal")), HttpStatusCode.Created, "FeedMetadata");
        Assert.Equal("US", created.GetProperty("target_country").GetString());
        string feed = created.GetProperty("id").GetString()!;
        JsonElement told = await Answer(await server.Http.GetAsync($"/feeds/{feed}"), HttpStatusCode.OK, "FeedMetadata");
        Assert.Equal(created.GetRawText(), told.GetRawText());
        JsonElement empty = await Answer(await server.Http.GetAsync($"/feeds/{feed}/products"), HttpStatusCode.OK, "ProductsResponse");
        Assert.Equal("""{"products":[]}""", empty.GetRawText());

        foreach (string example in (string[])["get_products_response", "upsert_products_request_single_product"])
        {
            JsonElement sent = AcpSchema.Example(example);
            AcpSchema.AssertValid(sent, "UpsertProductsRequest");
            JsonElement accepted = await Answer(await Patch(feed, sent.GetRawText()), HttpStatusCode.OK, schema: null);
            Assert.Equal($$"""{"id":"{{feed}}","accepted":true}""", accepted.GetRawText());
            JsonElement products = await Answer(await server.Http.GetAsync($"/feeds/{feed}/products"), HttpStatusCode.OK, "ProductsResponse");
            Assert.True(JsonElement.DeepEquals(sent, products), products.GetRawText());
        }
        JsonElement updated = await Answer(await server.Http.GetAsync($"/feeds/{feed}"), HttpStatusCode.OK, "FeedMetadata");
        Assert.True(updated.GetProperty("updated_at").GetDateTimeOffset() > created.GetProperty("updated_at").GetDateTimeOffset());

        GetProductResponse variant = await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "sku124-red-m" });
        Assert.Equal(("prod_classic_tee", 1999, "USD"), (variant.Product.GroupId, variant.Product.Price.Amount, variant.Product.Price.Currency));
        Assert.Equal(("out_of_stock", "US"), (variant.Product.Availability, variant.Product.Countries.Single()));

        JsonElement missing = await Answer(await server.Http.GetAsync("/feeds/feed_8f3K2x"), HttpStatusCode.NotFound, "Error");
        Assert.True(JsonElement.DeepEquals(AcpSchema.Example("feed_error_not_found"), missing), missing.GetRawText());
        JsonElement none = await Answer(await Patch(feed, """{"products":[]}"""), HttpStatusCode.BadRequest, "Error");
        Assert.True(JsonElement.DeepEquals(AcpSchema.Example("feed_error_invalid_request"), none), none.GetRawText());
    }

    [Fact]
    public async Task A_product_is_replaced_whole_and_what_it_no_longer_has_is_gone()
    {
        string[] all = ["mug-blue", "mug-green", "mug-white", "bowl-1"];
        string feed = await Create();
        await Put(feed, Product("mug", "mug-blue", "mug-green"), Product("bowl", "bowl-1"));
        Assert.Equal(["mug-blue", "mug-green", "bowl-1"], await Sold(all));
        Assert.Equal(["bowl-1"], await Searched("stoneware bowl-1"));
        await Put(feed, Product("mug", "mug-green", "mug-white"));
        Assert.Equal(["mug-green", "mug-white", "bowl-1"], await Sold(all));
        Assert.Equal(["mug", "bowl"], await Ids(feed));
        // A variant may move from one product to another within one request.
        await Put(feed, Product("mug", "mug-white"), Product("cup", "mug-green"));
        Assert.Equal(["mug-green", "mug-white", "bowl-1"], await Sold(all));
        // Nothing of it can be bought any more; the feed has it still.
        await Put(feed, Product("mug"), Product("bowl"), Product("cup"));
        Assert.Empty(await Sold(all));
        Assert.Equal(["mug", "bowl", "cup"], await Ids(feed));
    }

    [Fact]
    public async Task What_comes_back_is_what_was_sent_to_the_letter()
    {
        string feed = await Create();
        string[] sent = ["""{ "variants" : [ { "title":"Grès \"fin\" \u00e9 ☕", "id":"letter-1", "unit_price":{"amount":1,"currency":"EUR","measure":{"value":1.50,"unit":"l"},"reference":{"value":1,"unit":"l"}} } ], "id":"letter" }""", Product("second", "letter-2")];
        await Put(feed, sent);
        Assert.Equal($$"""{"products":[{{string.Join(',', sent)}}]}""", await server.Http.GetStringAsync($"/feeds/{feed}/products"));
    }

    [Fact]
    public async Task Products_survive_a_reindex_from_what_there_is_and_a_whole_feed()
    {
        string feed = await Create();
        await Put(feed, Product("jar", "jar-1"));
        await Reindex(new ReindexRequest { Index = RunningServer.Index });
        Assert.Equal(["jar-1"], await Searched("stoneware jar"));
        await File.WriteAllTextAsync(Path.Combine(server.Feeds, ".whole.jsonl"), """{"id":"W-1","title":"Wooden spoon"}""" + "\n");
        File.Move(Path.Combine(server.Feeds, ".whole.jsonl"), Path.Combine(server.Feeds, "whole.jsonl"));
        for (int i = 0; i < 1500 && !Path.Exists(Path.Combine(server.Feeds, "taken", "whole.jsonl")); i++) await Task.Delay(20);
        Assert.Equal(["W-1"], await Searched("wooden spoon"));
        Assert.Equal(["jar-1"], await Searched("stoneware jar"));
        await Put(feed, Product("jar"));
    }

    public static TheoryData<string, string, string> WrongRequests => new()
    {
        { """{}""", "products", "missing" },
        { """{"products":{}}""", "products", "list" },
        { """{"products":[],"more":1}""", "more", "no member" },
        { """{"products":[7]}""", "products[0]", "object" },
        { """{"products":[{"id":"a"}]}""", "products[0].variants", "missing" },
        { """{"products":[{"id":"","variants":[]}]}""", "products[0].id", "1 to 200 bytes" },
        { """{"products":[{"id":null,"variants":[]}]}""", "products[0].id", "string" },
        { """{"products":[{"id":"a","variants":[]},{"id":"a","variants":[]}]}""", "products[1].id", "another product" },
        { """{"products":[{"id":"a","variants":[{"id":"v"}]}]}""", "products[0].variants[0].title", "missing" },
        { """{"products":[{"id":"a","variants":[{"id":"v","title":"t"},{"id":"v","title":"t"}]}]}""", "products[0].variants", "two variants" },
        { """{"products":[{"id":"a","variants":[{"id":"v","title":"t","price":{"amount":-1,"currency":"EUR"}}]}]}""", "products[0].variants[0].price.amount", "-1" },
        { """{"products":[{"id":"a","variants":[{"id":"v","title":"t","price":{"amount":1.5,"currency":"EUR"}}]}]}""", "products[0].variants[0].price.amount", "1.5" },
        { """{"products":[{"id":"a","variants":[{"id":"v","title":"t","price":{"amount":1,"currency":"eur"}}]}]}""", "products[0].variants[0].price.currency", "capital" },
        { """{"products":[{"id":"a","variants":[{"id":"v","title":"t","url":"nowhere"}]}]}""", "products[0].variants[0].url", "URI" },
        { """{"products":[{"id":"a","description":{},"variants":[]}]}""", "products[0].description", "one at least" },
        { """{"products":[{"id":"\ud800","variants":[]}]}""", "products[0].id", "Unicode" },
    };

    [Theory]
    [MemberData(nameof(WrongRequests))]
    public async Task A_wrong_request_is_refused_as_the_schema_would_and_named(string body, string param, string message)
    {
        string feed = await Create();
        JsonElement error = await Answer(await Patch(feed, body), HttpStatusCode.BadRequest, "Error");
        Assert.Equal(("invalid_request", "invalid_product_payload", param), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        Assert.Contains(message, error.GetProperty("message").GetString());
    }

    public static TheoryData<string> BadBodies =>
    [
        "", "not json", "null", "[]", "{\"products\":", """{"products":[{"id":"a","variants":[],"\ud800":1}]}""", """{"products":[{"id":"a","id":"b","variants":[]}]}""",
        new string('[', 100_000), """{"products":[{"id":"a","variants":[{"id":"v","title":"t","price":{"amount":99999999999999999999,"currency":"EUR"}}]}]}""",
        """{"products":[{"id":"a","variants":[{"id":"v","title":"t","price":{"amount":1,"currency":"XXQ"}}]}]}""", $$"""{"products":[{"id":"a","variants":[{"id":"v","title":"{{new string('t', 501)}}"}]}]}""",
    ];

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Whatever_is_sent_is_answered(string body)
    {
        string feed = await Create();
        await Answer(await Patch(feed, body), HttpStatusCode.BadRequest, "Error");
        await Answer(await server.Http.PostAsync("/feeds", Json(body)), HttpStatusCode.BadRequest, "Error");
        Assert.Empty(await Ids(feed));
    }

    [Fact]
    public void Forms_are_told_from_others_as_the_protocols_schema_does()
    {
        var random = new Random(20260417);
        string[] values = ["null", "true", "7", "-7", "1.5", "\"x\"", "\"EUR\"", "\"https://shop.example/a\"", "{}", "[]", "[{}]"];
        int fit = 0, unfit = 0;
        for (int i = 0; i < 600; i++)
        {
            JsonNode message = JsonNode.Parse(AcpSchema.Example("upsert_products_request_single_product").GetRawText())!;
            JsonNode at = message;
            while (random.Next(6) > 0 && Children(at) is { Length: > 0 } children) at = children[random.Next(children.Length)];
            if (at is JsonObject owner && owner.Count > 0)
            {
                string name = random.Next(8) == 0 ? "another" : owner.ElementAt(random.Next(owner.Count)).Key;
                if (random.Next(3) == 0) owner.Remove(name);
                else owner[name] = JsonNode.Parse(values[random.Next(values.Length)]);
            }
            else if (at is JsonArray list)
            {
                list.Add(JsonNode.Parse(values[random.Next(values.Length)]));
            }
            JsonElement mutated = JsonDocument.Parse(message.ToJsonString()).RootElement;
            bool isFit = AcpShapes.UpsertProducts.Check(mutated) is null;
            Assert.True(AcpSchema.IsValid(mutated, "UpsertProductsRequest") == isFit, $"{isFit}: {mutated}");
            _ = isFit ? fit++ : unfit++;
        }
        Assert.True(fit > 50 && unfit > 50, $"{fit} fit, {unfit} do not");

        static JsonNode[] Children(JsonNode node) => node switch
        {
            JsonObject owner => [.. owner.Select(static member => member.Value).Where(static value => value is JsonObject or JsonArray).OfType<JsonNode>()],
            JsonArray list => [.. list.OfType<JsonNode>().Where(static value => value is JsonObject or JsonArray)],
            _ => [],
        };
    }

    [Fact]
    public async Task A_request_with_one_wrong_product_changes_nothing()
    {
        string feed = await Create();
        await Put(feed, Product("vase", "vase-1"));
        JsonElement error = await Answer(await Patch(feed, $$"""{"products":[{{Product("vase", "vase-2")}},{"id":"b","variants":[{"id":"v","title":" "}]}]}"""), HttpStatusCode.BadRequest, "Error");
        Assert.Equal("products[1].variants[0].title", error.GetProperty("param").GetString());
        Assert.Equal(["vase-1"], await Sold("vase-1", "vase-2"));
        // A variant of another feed of the index.
        error = await Answer(await Patch(await Create(), $$"""{"products":[{{Product("other", "vase-1")}}]}"""), HttpStatusCode.BadRequest, "Error");
        Assert.Equal("products[0].variants", error.GetProperty("param").GetString());
        Assert.Contains(feed, error.GetProperty("message").GetString());
        await Put(feed, Product("vase"));
    }

    [Theory]
    [InlineData("""{"target_country":"UK"}""", "invalid_target_country", "target_country")]
    [InlineData("""{"target_country":"us"}""", "invalid_target_country", "target_country")]
    [InlineData("""{"target_country":1}""", "invalid_feed_payload", "target_country")]
    [InlineData("""{"id":"mine"}""", "invalid_feed_payload", "id")]
    public async Task A_feed_for_no_country_is_refused(string body, string code, string param)
    {
        JsonElement error = await Answer(await server.Http.PostAsync("/feeds", Json(body)), HttpStatusCode.BadRequest, "Error");
        Assert.Equal((code, param), (error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
    }

    [Fact]
    public async Task A_large_request_is_taken_and_one_that_is_too_large_is_refused()
    {
        string feed = await Create();
        string text = string.Join(' ', Enumerable.Repeat("word", 18_000));
        await Put(feed, [.. Enumerable.Range(0, 50).Select(i => $$$"""{"id":"large-{{{i}}}","description":{"plain":"{{{text}}}"},"variants":[]}""")]);
        Assert.Equal(50, (await Ids(feed)).Length);
        foreach (bool tellsLength in (bool[])[true, false])
        {
            // On a connection of its own, which the server closes. Who tells the length waits to be asked for the body; who does not is cut off at the first byte too many.
            using var http = new HttpClient { BaseAddress = server.Http.BaseAddress };
            using var content = new ByteArrayContent(new byte[AcpEndpoints.LargestRequestBytes + 1]);
            content.Headers.ContentType = new("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/feeds/{feed}/products") { Content = content };
            request.Headers.TransferEncodingChunked = !tellsLength;
            request.Headers.ExpectContinue = tellsLength;
            await Answer(await http.SendAsync(request), HttpStatusCode.RequestEntityTooLarge, "Error");
        }
    }

    [Fact]
    public async Task What_the_protocol_does_not_foresee_is_refused_in_its_form()
    {
        await Answer(await server.Http.PostAsync("/feeds", new StringContent("{}", Encoding.UTF8, "text/plain")), HttpStatusCode.UnsupportedMediaType, "Error");
        JsonElement error = await Answer(await server.Http.PostAsync("/feeds?index=nowhere", Json("{}")), HttpStatusCode.BadRequest, "Error");
        Assert.Equal("index", error.GetProperty("param").GetString());
    }

    private static string Product(string id, params string[] variants) =>
        $$"""{"id":"{{id}}","title":"Stoneware {{id}}","variants":[{{string.Join(',', variants.Select(variant => $$$"""{"id":"{{{variant}}}","title":"Stoneware {{{id}}}, {{{variant}}}","price":{"amount":1200,"currency":"EUR"}}"""))}}]}""";

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> Answer(HttpResponseMessage response, HttpStatusCode expected, string? schema)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {text}");
        JsonElement answer = JsonDocument.Parse(text).RootElement;
        if (schema is not null) AcpSchema.AssertValid(answer, schema);
        return answer;
    }

    private async Task<string> Create()
    {
        using HttpResponseMessage created = await server.Http.PostAsync("/feeds", Json("{}"));
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> Patch(string feed, string body) => server.Http.PatchAsync($"/feeds/{feed}/products", Json(body));

    private async Task Put(string feed, params string[] products)
    {
        using HttpResponseMessage accepted = await Patch(feed, $$"""{"products":[{{string.Join(',', products)}}]}""");
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());
    }

    private async Task<string[]> Ids(string feed) =>
        [.. (await server.Http.GetFromJsonAsync<JsonElement>($"/feeds/{feed}/products")).GetProperty("products").EnumerateArray().Select(static product => product.GetProperty("id").GetString()!)];

    // Hits show one a group, so its variants are asked for by their ids.
    private async Task<string[]> Sold(params string[] ids)
    {
        var sold = new List<string>();
        foreach (string id in ids)
        {
            using HttpResponseMessage found = await server.Http.GetAsync($"/v1/{RunningServer.Index}/products/{id}");
            if (found.IsSuccessStatusCode) sold.Add(id);
        }
        return [.. sold];
    }

    private async Task<string[]> Searched(string words) =>
        [.. (await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = words })).Hits.Select(static hit => hit.Id)];

    private async Task Reindex(ReindexRequest request)
    {
        using var call = server.Catalog.Reindex(request);
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
    }
}
