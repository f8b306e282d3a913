using System.Net.Http.Json;
using System.Text.Json;

namespace Retrieval.Service.Tests.OpenApi;

/// <summary>What must hold of the OpenAPI document: it has the contract's paths, every field says what it holds, every reference resolves.</summary>
public sealed class OpenApiDocumentTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task It_has_the_contracts_paths()
    {
        JsonElement paths = (await Document()).GetProperty("paths");
        foreach (string path in (string[])["/v1/{index}/search", "/v1/{index}/ask", "/v1/{index}/understand"]) Assert.True(paths.GetProperty(path).TryGetProperty("post", out _), path);
        foreach (string path in (string[])["/v1/{index}/products/{id}", "/v1/{index}/products/{id}/similar", "/v1/{index}/suggest"]) Assert.True(paths.GetProperty(path).TryGetProperty("get", out _), path);
        JsonElement[] parameters = [.. paths.GetProperty("/v1/{index}/suggest").GetProperty("get").GetProperty("parameters").EnumerateArray()];
        Assert.Equal("path", parameters.Single(static parameter => parameter.GetProperty("name").GetString() == "index").GetProperty("in").GetString());
        Assert.Equal("query", parameters.Single(static parameter => parameter.GetProperty("name").GetString() == "prefix").GetProperty("in").GetString());
    }

    [Fact]
    public async Task Every_field_is_described_and_every_reference_resolves()
    {
        JsonElement document = await Document();
        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("Hit").GetProperty("properties").TryGetProperty("lexical_score", out _));
        foreach (JsonProperty schema in schemas.EnumerateObject())
        {
            foreach (JsonProperty field in schema.Value.GetProperty("properties").EnumerateObject())
                Assert.True(field.Value.TryGetProperty("description", out _), $"{schema.Name}.{field.Name} has no comment in its .proto file");
        }
        foreach (string reference in References(document)) Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference);
    }

    [Theory]
    [InlineData("my-call.7", "my-call.7")]
    [InlineData("not fit", null)]
    [InlineData(null, null)]
    public async Task Every_answer_has_an_id(string? sent, string? expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        if (sent is not null) request.Headers.Add("x-request-id", sent);
        string id = (await server.Http.SendAsync(request)).Headers.GetValues("x-request-id").Single();
        if (expected is null) Assert.Matches("^[0-9a-f]{32}$", id);
        else Assert.Equal(expected, id);
    }

    [Fact]
    public async Task No_other_site_is_let_in()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, $"/v1/{RunningServer.Index}/search") { Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" } } };
        HttpResponseMessage answer = await server.Http.SendAsync(asked);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private Task<JsonElement> Document() => server.Http.GetFromJsonAsync<JsonElement>("/openapi.json");

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(static member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
