using System.Text.Json;
using Grpc.Core;
using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Service.Hosting;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Clients;

/// <summary>
/// What must hold of npm's gRPC client: it reads the project's .proto files, every method answers it, faults reach it as their status, and
/// what a catalogue job acknowledged is what the next search says.
/// </summary>
public sealed class NodeGrpcTests(SampleServer server)
{
    [Fact]
    public async Task Every_question_is_answered()
    {
        JsonElement seen = await RunAsync("grpc.mjs", server.Addresses, SampleServer.Index);
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
        Assert.Equal(StatusCode.NotFound, Refused(seen, "index"));
        Assert.Equal(StatusCode.InvalidArgument, Refused(seen, "context"));
        Assert.Equal(StatusCode.InvalidArgument, Refused(seen, "field"));
        Assert.Equal(StatusCode.DeadlineExceeded, Refused(seen, "late"));
    }

    [Fact]
    public async Task Every_job_of_the_catalogue_and_event_is_acknowledged()
    {
        string root = Workspace.NewFolder("node"), index = Path.Combine(root, "fed"), config = Path.Combine(root, "service.json");
        IndexBuilder.Build(index, [new Product { Id = "P-1", Title = "Frying pan" }], new BuildOptions { Threads = 1 });
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new { events_folder = Path.Combine(root, "events") }));
        JsonElement seen;
        await using (RetrievalServer fed = await RetrievalServer.StartAsync(RunningServer.Options(index).ConfiguredBy(config), CancellationToken.None))
            seen = await RunAsync("catalog.mjs", fed.Addresses, "fed");

        JsonElement upserted = Reply("upserted");
        Assert.Equal((1, 1, 7000), (upserted.GetProperty("upserted").GetInt32(), upserted.GetProperty("refused").GetInt32(), Price("upserted")));
        Assert.Equal("title", upserted.GetProperty("refusals")[0].GetProperty("field").GetString());
        JsonElement[] acknowledged = [.. seen.GetProperty("acknowledged").EnumerateArray()];
        Assert.Equal(Enumerable.Range(6000, 10), acknowledged.Select(static change => change.GetProperty("price").GetInt32()));
        Assert.All(acknowledged, static change => Assert.Equal("nobody", change.GetProperty("reply").GetProperty("refusals")[0].GetProperty("id").GetString()));
        Assert.Equal(Enumerable.Range(0, 200), seen.GetProperty("changed").GetProperty("sequences").EnumerateArray().Select(static sequence => sequence.GetInt32()));
        Assert.Equal(4801, Price("changed"));
        JsonElement listed = Assert.Single(seen.GetProperty("indexes").EnumerateArray());
        Assert.Equal(("fed", 2), (listed.GetProperty("name").GetString(), listed.GetProperty("products").GetInt32()));
        JsonElement last = seen.GetProperty("reindexed").GetProperty("steps").EnumerateArray().Last();
        Assert.Equal(("done", 2, 4801), (last.GetProperty("stage").GetString(), last.GetProperty("generation").GetInt32(), Price("reindexed")));
        Assert.Equal((1, 4801), (Reply("rolledBack").GetProperty("generation").GetInt32(), Price("rolledBack")));
        Assert.Equal((1, "nobody"), (Reply("deleted").GetProperty("deleted").GetInt32(), Reply("deleted").GetProperty("unknown")[0].GetString()));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("deleted").GetProperty("price").ValueKind);
        Assert.Equal([(1, 0), (0, 1)], seen.GetProperty("recorded").EnumerateArray().Select(static reply => (reply.GetProperty("recorded").GetInt32(), reply.GetProperty("repeated").GetInt32())));
        Assert.Equal(StatusCode.NotFound, Refused(seen, "offers"));
        Assert.All((string[])["products", "ids", "event"], what => Assert.Equal(StatusCode.InvalidArgument, Refused(seen, what)));
        Directory.Delete(root, recursive: true);

        JsonElement Reply(string job) => seen.GetProperty(job).GetProperty("reply");
        int Price(string job) => seen.GetProperty(job).GetProperty("price").GetInt32();
    }

    private static Task<JsonElement> RunAsync(string script, ServerAddresses addresses, string index) =>
        NodeClient.RunAsync(script, addresses.Grpc, index, Workspace.PathOf("src", "Retrieval.Service", "Protos"), NodeClient.HttpRuleProtos);

    private static StatusCode Refused(JsonElement seen, string what) => (StatusCode)seen.GetProperty("refused").GetProperty(what).GetProperty("code").GetInt32();
}
