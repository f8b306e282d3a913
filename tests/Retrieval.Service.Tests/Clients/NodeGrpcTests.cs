using System.Text.Json;
using Grpc.Core;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Clients;

/// <summary>What must hold of npm's gRPC client: it reads the project's .proto files, every method answers it, and faults reach it as their status.</summary>
public sealed class NodeGrpcTests(SampleServer server)
{
    [Fact]
    public async Task Every_method_answers()
    {
        JsonElement seen = await NodeClient.RunAsync("grpc.mjs", server.Addresses.Grpc, SampleServer.Index, Workspace.PathOf("src", "Retrieval.Service", "Protos"), NodeClient.HttpRuleProtos);
        JsonElement first = seen.GetProperty("search").GetProperty("hits")[0];
        Assert.InRange(first.GetProperty("price").GetProperty("amount").GetInt64(), 1, 10000);
        Assert.Equal("de", seen.GetProperty("search").GetProperty("understanding").GetProperty("language").GetString());
        Assert.Equal("CNY", seen.GetProperty("understand").GetProperty("understanding").GetProperty("constraints")[0].GetProperty("currency").GetString());
        Assert.Equal(first.GetProperty("title").GetString(), seen.GetProperty("product").GetProperty("product").GetProperty("title").GetString());
        Assert.Equal(2, seen.GetProperty("similar").GetProperty("hits").GetArrayLength());
        Assert.NotEqual(0, seen.GetProperty("suggest").GetProperty("suggestions").GetArrayLength());
        Assert.Equal("options", seen.GetProperty("ask").GetProperty("answer").GetProperty("kind").GetString());
        string[] events = [.. seen.GetProperty("events").EnumerateArray().Select(static piece => piece.GetString()!)];
        Assert.Equal("understanding", events[0]);
        Assert.Equal("done", events[^1]);
        Assert.Contains("option", events);
        JsonElement refused = seen.GetProperty("refused");
        Assert.Equal((int)StatusCode.NotFound, refused.GetProperty("index").GetProperty("code").GetInt32());
        Assert.Equal((int)StatusCode.InvalidArgument, refused.GetProperty("context").GetProperty("code").GetInt32());
        Assert.Equal((int)StatusCode.InvalidArgument, refused.GetProperty("field").GetProperty("code").GetInt32());
        Assert.Equal((int)StatusCode.DeadlineExceeded, refused.GetProperty("late").GetProperty("code").GetInt32());
    }
}
