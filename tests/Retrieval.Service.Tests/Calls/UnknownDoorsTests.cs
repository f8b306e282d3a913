using System.Net;
using System.Text.Json;
using Grpc.Core;

namespace Retrieval.Service.Tests.Calls;

/// <summary>What must hold of a call that no door takes: it is told what is wrong in the form of the doors beside it, and which methods there are.</summary>
public sealed class UnknownDoorsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/v1/shop/serach")]
    [InlineData("/v2")]
    [InlineData("/ucp/shop/catalog/nothing")]
    public async Task A_path_that_is_not_there_is_named(string path)
    {
        JsonElement told = await Told(HttpMethod.Post, path, HttpStatusCode.NotFound);
        Assert.Equal(5, told.GetProperty("code").GetInt32());
        Assert.Contains(path, told.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("DELETE", "/v1/shop/search", "POST")]
    [InlineData("GET", "/ucp/shop/catalog/search", "POST")]
    [InlineData("POST", "/v1/shop/suggest", "GET")]
    [InlineData("DELETE", "/v1/indexes", "GET")]
    public async Task A_method_that_a_path_does_not_take_is_named_with_those_that_it_does(string method, string path, string allowed)
    {
        JsonElement told = await Told(new HttpMethod(method), path, HttpStatusCode.MethodNotAllowed, allowed);
        Assert.Equal(12, told.GetProperty("code").GetInt32());
        Assert.Equal($"this path does not take {method}; it takes {allowed}", told.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("GET", "/feeds/feed_1/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("DELETE", "/feeds/feed_1", HttpStatusCode.MethodNotAllowed, "unimplemented")]
    public async Task Feeds_say_it_as_their_protocol_does(string method, string path, HttpStatusCode expected, string code)
    {
        JsonElement told = await Told(new HttpMethod(method), path, expected, expected == HttpStatusCode.MethodNotAllowed ? "GET" : null);
        Assert.Equal(("invalid_request", code), (told.GetProperty("type").GetString(), told.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("retrieval.v1.Retrieval")]
    [InlineData("retrieval.v1.Nobody")]
    public async Task A_method_of_gRPC_that_is_not_there_is_unimplemented(string service)
    {
        Marshaller<string> text = Marshallers.StringMarshaller;
        AsyncUnaryCall<string> call = server.Grpc.CreateCallInvoker().AsyncUnaryCall(new Method<string, string>(MethodType.Unary, service, "Nothing", text, text), null, new CallOptions(), "");
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.Unimplemented, $"there is no method /{service}/Nothing; server reflection lists those that there are"), (refused.StatusCode, refused.Status.Detail));
    }

    [Fact]
    public async Task A_head_of_what_is_not_there_has_no_body()
    {
        using HttpResponseMessage answer = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/nothing"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<JsonElement> Told(HttpMethod method, string path, HttpStatusCode expected, string? allowed = null)
    {
        using HttpResponseMessage answer = await server.Http.SendAsync(new HttpRequestMessage(method, path));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        if (allowed is not null) Assert.Equal([allowed], answer.Content.Headers.Allow);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
    }
}
