using System.Net;
using System.Text;
using System.Text.Json;

namespace Retrieval.Service.Tests.Calls;

/// <summary>What must hold of a call over HTTP/JSON that is of another form than its message: the member and what is expected of it are told.</summary>
public sealed class JsonMessagesTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("search", """{"query":"pan","top":"many"}""", "top", "expected a whole number, found \"many\"")]
    [InlineData("search", """{"query":"pan","top":1.5}""", "top", "expected a whole number, found 1.5")]
    [InlineData("search", """{"query":7}""", "query", "expected a text, found 7")]
    [InlineData("search", """{"query":"pan","explain":"yes"}""", "explain", "expected true or false")]
    [InlineData("search", """{"query":"pan","facets":"brand"}""", "facets", "expected a list")]
    [InlineData("search", """{"query":"pan","facets":["brand",7]}""", "facets[1]", "expected a text, found 7")]
    [InlineData("search", """["pan"]""", "", "expected an object")]
    [InlineData("search", """{"query":"pan\n","top":3,}""", "", "line 1: a comma")]
    [InlineData("search", "{\n\"query\":\"pan", "", "line 2: it ends within a string")]
    [InlineData("search", "", "", "it is empty")]
    [InlineData("search", """{"query":""}""", "query", "is empty")]
    [InlineData("ask", """{"sentence":"a pan","context":"@"}""", "context", "expected base64")]
    [InlineData("ask", """{"sentence":" "}""", "sentence", "is empty")]
    [InlineData("understand", """{"sentence":" "}""", "sentence", "is empty")]
    [InlineData("events", """{"events":[{"event_id":"a","products":[{"id":"P-1"},{"rank":"first"}]}]}""", "events[0].products[1].rank", "expected a whole number")]
    [InlineData("reindex", """{"feeds":{}}""", "feeds", "expected a list")]
    public async Task A_wrong_member_is_named(string method, string json, string member, string said)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        await AssertTold(await server.Http.PostAsync($"/v1/shop/{method}", body), member, said);
    }

    [Fact]
    public async Task A_wrong_parameter_is_named() =>
        await AssertTold(await server.Http.GetAsync("/v1/shop/suggest?prefix=pan&top=many"), "top", "expected a whole number, found \"many\"");

    [Theory]
    [InlineData("""{"query":"pan","top":3,"nobody_knows":{"this":[1]}}""")]
    [InlineData("""{"query":"pan","filter":null,"facets":["brand"],"explain":true}""")]
    public async Task What_is_right_or_not_known_is_answered(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync("/v1/shop/search", body)).StatusCode);
    }

    private static async Task AssertTold(HttpResponseMessage answer, string member, string said)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(3, told.GetProperty("code").GetInt32());
        Assert.Contains(said, told.GetProperty("message").GetString());
        JsonElement violation = told.GetProperty("details")[0].GetProperty("fieldViolations")[0];
        Assert.Equal(member, violation.TryGetProperty("field", out JsonElement field) ? field.GetString() : "");
    }
}
