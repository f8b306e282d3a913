using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Hosting;

/// <summary>
/// What must hold of Search and Understand: the same answer over gRPC and HTTP/JSON, under the contract's names; a stated price is kept; what
/// is wrong with a call is told by its status, with the field's name.
/// </summary>
public sealed class SearchCallTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static SearchRequest Pans => new() { Index = RunningServer.Index, Query = "frying pan under 60 €", Top = 5, Explain = true, Facets = { "brand", "price" } };

    [Fact]
    public async Task Search_keeps_the_price_and_fills_every_field()
    {
        SearchResponse answer = await server.Client.SearchAsync(Pans);
        Assert.Equal(Pans.Query, answer.Query);
        Assert.Equal(5, answer.Hits.Count);
        Assert.True(answer.Total >= 5);
        Assert.All(answer.Hits, static hit => Assert.InRange(hit.Price.Amount, 1, 6000));
        Assert.Equal([1, 2, 3, 4, 5], answer.Hits.Select(static hit => hit.Rank));
        Hit first = answer.Hits[0];
        Assert.Equal("EUR", first.Price.Currency);
        Assert.Equal("in_stock", first.Availability);
        Assert.Equal("fits", first.Fit.Tier);
        Assert.True(first.HasLexicalScore);
        Assert.NotEmpty(first.Reasons);
        Assert.StartsWith("https://shop.example/", first.Url);
        Assert.Equal(["Acme", "Zenko"], answer.Facets["brand"].Values.Select(static value => value.Value).Order());
        Assert.True(answer.Facets["price"].Values[0].HasFrom);
        Assert.NotEmpty(answer.Stages);
        Constraint price = Assert.Single(answer.Understanding.Constraints);
        Assert.Equal(("price", 60, "EUR"), (price.Kind, price.Max, price.Currency));
        Assert.False(price.HasMin);
    }

    [Theory]
    [InlineData("price")]
    [InlineData("diet vegan")]
    public async Task A_constraint_that_was_taken_away_is_not_kept(string name)
    {
        var request = new SearchRequest { Index = RunningServer.Index, Query = "vegan frying pan under 60 €", Top = 50, Without = { name } };
        SearchResponse answer = await server.Client.SearchAsync(request);
        Constraint left = Assert.Single(answer.Understanding.Constraints);
        Assert.NotEqual(name.Split(' ')[0], left.Kind);
        Assert.Equal(name == "price", answer.Hits.Any(static hit => hit.Price.Amount > 6000));
    }

    [Fact]
    public async Task Http_json_gives_the_same_under_the_contracts_names()
    {
        SearchResponse expected = await server.Client.SearchAsync(Pans);
        HttpResponseMessage response = await server.Http.PostAsJsonAsync(
            $"/v1/{RunningServer.Index}/search", new { query = Pans.Query, top = 5, explain = true, facets = Pans.Facets, session_id = "s-1" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.GetProperty("took_ms").GetDouble() > 0);
        JsonElement hit = answer.GetProperty("hits")[0];
        Assert.Equal(expected.Hits[0].Id, hit.GetProperty("id").GetString());
        Assert.Equal(expected.Hits[0].Price.Amount, hit.GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal(expected.Hits[0].LexicalScore, hit.GetProperty("lexical_score").GetDouble());
        Assert.Equal("en", answer.GetProperty("understanding").GetProperty("language").GetString());
    }

    [Fact]
    public async Task Understand_tells_language_and_constraints()
    {
        var request = new UnderstandRequest { Index = RunningServer.Index, Sentence = "je cherche une poêle à moins de 60 €" };
        var understood = (await server.Client.UnderstandAsync(request)).Understanding;
        Assert.Equal("fr", understood.Language);
        Assert.Equal("find", understood.Purpose);
        Assert.Equal(60, Assert.Single(understood.Constraints).Max);

        HttpResponseMessage response = await server.Http.PostAsJsonAsync($"/v1/{RunningServer.Index}/understand", new { sentence = request.Sentence });
        JsonElement answer = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("understanding");
        Assert.Equal("fr", answer.GetProperty("language").GetString());
        Assert.Equal("""{"kind":"price","max":60,"currency":"EUR"}""", answer.GetProperty("constraints")[0].GetRawText().Replace(" ", ""));
    }

    [Fact]
    public async Task An_unknown_index_is_not_found()
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SearchAsync(new SearchRequest { Index = "nowhere", Query = "pan" }));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Contains("shop", refused.Status.Detail);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.PostAsJsonAsync("/v1/nowhere/search", new { query = "pan" })).StatusCode);
    }

    public static TheoryData<string, SearchRequest> WrongRequests => new()
    {
        { "query", new SearchRequest { Index = RunningServer.Index } },
        { "query", new SearchRequest { Index = RunningServer.Index, Query = new string('x', 1001) } },
        { "top", new SearchRequest { Index = RunningServer.Index, Query = "pan", Top = -1 } },
        { "mode", new SearchRequest { Index = RunningServer.Index, Query = "pan", Mode = "psychic" } },
        { "market", new SearchRequest { Index = RunningServer.Index, Query = "pan", Market = "Germany" } },
        { "filter", new SearchRequest { Index = RunningServer.Index, Query = "pan", Filter = "price<=" } },
    };

    [Theory]
    [MemberData(nameof(WrongRequests))]
    public async Task A_wrong_field_is_an_invalid_argument_that_names_it(string field, SearchRequest request)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SearchAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith(field + ": ", refused.Status.Detail);
        var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal(field, Assert.Single(status.Details[0].Unpack<BadRequest>().FieldViolations).Field);
    }

    [Fact]
    public async Task Over_http_a_wrong_field_is_a_bad_request()
    {
        HttpResponseMessage response = await server.Http.PostAsJsonAsync($"/v1/{RunningServer.Index}/search", new { query = "" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("query", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_and_the_next_call_answered()
    {
        using var large = new StringContent($"{{\"query\":\"{new string('x', 1 << 20)}\"}}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{RunningServer.Index}/search") { Content = large };
        // The server may close the connection on a body that it will not read; a client that asks first hears why.
        request.Headers.ExpectContinue = true;
        HttpResponseMessage response = await server.Http.SendAsync(request);
        Assert.InRange((int)response.StatusCode, 400, 499);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = new string('x', 1 << 20) }));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("larger than 262144 bytes", refused.Status.Detail);
        Assert.Equal("-1", refused.Trailers.GetValue("grpc-retry-pushback-ms"));
        Assert.NotEmpty((await server.Client.SearchAsync(Pans)).Hits);
    }

    [Fact]
    public async Task A_deadline_that_passed_stops_the_call()
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.SearchAsync(Pans, deadline: DateTime.UtcNow.AddTicks(1)));
        Assert.Equal(StatusCode.DeadlineExceeded, refused.StatusCode);
    }
}
