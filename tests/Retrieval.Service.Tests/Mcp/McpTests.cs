using System.Net;
using System.Text;
using System.Text.Json;
using Retrieval.Service.Tests.Clients;
using Retrieval.Service.Tests.Ucp;

namespace Retrieval.Service.Tests.Mcp;

/// <summary>
/// What must hold of the Model Context Protocol: its official client lists the tools, each read-only with schemas, and gets structured
/// answers of the protocol's form beside readable text; wrong parameters are -32602; a page of another site is refused.
/// </summary>
public sealed class McpTests(SampleServer server)
{
    [Theory]
    [InlineData("/mcp")]
    [InlineData($"/ucp/{SampleServer.Index}/mcp")]
    public async Task The_official_client_finds_products(string path)
    {
        JsonElement seen = await NodeClient.RunAsync("mcp.mjs", $"http://{server.Addresses.Http}{path}");
        JsonElement[] tools = [.. seen.GetProperty("tools").EnumerateArray()];
        Assert.Equal(["ask", "get_product", "lookup_catalog", "search_catalog", "search_products"], tools.Select(static tool => tool.GetProperty("name").GetString()!).Order());
        Assert.All(tools, static tool =>
        {
            Assert.True(tool.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
            Assert.Equal("object", tool.GetProperty("outputSchema").GetProperty("type").GetString());
            Assert.NotEmpty(tool.GetProperty("description").GetString()!);
        });

        JsonElement search = seen.GetProperty("search");
        JsonElement found = search.GetProperty("structuredContent");
        Assert.Equal(3, found.GetProperty("products").GetArrayLength());
        Assert.All(found.GetProperty("products").EnumerateArray(), static product => Assert.InRange(product.GetProperty("price").GetProperty("amount").GetInt64(), 1, 6000));
        Assert.Equal("fr", found.GetProperty("understanding").GetProperty("language").GetString());
        Assert.StartsWith("1. ", search.GetProperty("content")[0].GetProperty("text").GetString());

        JsonElement ask = seen.GetProperty("ask").GetProperty("structuredContent");
        Assert.Equal("options", ask.GetProperty("answer").GetProperty("kind").GetString());
        Assert.NotEqual(ask.GetProperty("context").GetString(), seen.GetProperty("further").GetProperty("structuredContent").GetProperty("context").GetString());
        Assert.Contains(ask.GetProperty("answer").GetProperty("recommended").GetProperty("title").GetString()!, seen.GetProperty("ask").GetProperty("content")[0].GetProperty("text").GetString());

        Assert.Equal(2, seen.GetProperty("lookup").GetProperty("structuredContent").GetProperty("products").GetArrayLength());
        Assert.Contains("nobody", seen.GetProperty("lookup").GetProperty("content")[0].GetProperty("text").GetString());
        JsonElement refused = seen.GetProperty("refused");
        Assert.Equal(-32602, refused.GetProperty("tooMany").GetProperty("code").GetInt32());
        Assert.Contains("request_too_large", refused.GetProperty("tooMany").GetProperty("message").GetString());
        Assert.Equal(-32602, refused.GetProperty("empty").GetProperty("code").GetInt32());
        Assert.Contains("context", refused.GetProperty("forged").GetProperty("message").GetString());
        Assert.Contains("filter", refused.GetProperty("wrongFilter").GetProperty("message").GetString());
        foreach ((string call, string said) in ((string, string)[])[("missing", "query: missing"), ("otherForm", "top: expected integer"), ("otherFormWithin", "filters.price.max: expected a whole number")])
        {
            Assert.Equal(-32602, refused.GetProperty(call).GetProperty("code").GetInt32());
            Assert.Contains(said, refused.GetProperty(call).GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task Structured_answers_are_of_the_commerce_protocols_schema()
    {
        JsonElement seen = await NodeClient.RunAsync("mcp.mjs", $"http://{server.Addresses.Http}/mcp");
        UcpSchemas.AssertValid(seen.GetProperty("catalog").GetProperty("structuredContent"), "shopping/catalog_search.json#/$defs/search_response");
        UcpSchemas.AssertValid(seen.GetProperty("lookup").GetProperty("structuredContent"), "shopping/catalog_lookup.json#/$defs/lookup_response");
        UcpSchemas.AssertValid(seen.GetProperty("product").GetProperty("structuredContent"), "shopping/catalog_lookup.json#/$defs/get_product_response");
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task Pages_of_other_sites_are_refused(string origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json"),
            Headers = { { "Origin", origin == "own" ? $"http://{server.Addresses.Http}" : origin }, { "Accept", "application/json, text/event-stream" } },
        };
        Assert.Equal(expected, (await server.Http.SendAsync(request)).StatusCode);
    }
}
