using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grpc.Net.Client;
using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;
using Product = Retrieval.Catalog.Products.Product;

namespace Retrieval.Service.Tests.Configuration;

/// <summary>
/// What must hold of a merchant's policy: Ask over gRPC and MCP keeps it; a changed file and a changed configuration are taken up, a broken one
/// is not; the service does not start with one that cannot be read.
/// </summary>
public sealed class LivePoliciesTests : IAsyncLifetime
{
    private const string NoKettles = """{ "refuse": [{ "id": "kettles", "words": { "en": ["kettle"] }, "text": { "en": "We sell no kettles." } }] }""";
    private const string NoPans = """{ "refuse": [{ "id": "pans", "words": { "en": ["pan"] }, "text": { "en": "We sell no pans." } }] }""";

    private readonly string root = Workspace.NewFolder("policies");
    private RetrievalServer server = null!;
    private GrpcChannel channel = null!;

    private string Shop => Path.Combine(root, "shop");

    private string PolicyPath => Path.Combine(root, "policy.json");

    private string ConfigurationPath => Path.Combine(root, "service.json");

    public async ValueTask InitializeAsync()
    {
        Product[] products = [new() { Id = "K", Title = "Copper kettle", Price = new Catalog.Products.Money(100, "EUR"), Availability = Availability.InStock }, new() { Id = "P", Title = "Frying pan", Price = new Catalog.Products.Money(100, "EUR"), Availability = Availability.InStock }];
        IndexBuilder.Build(Shop, products, new BuildOptions { Threads = 1 });
        File.WriteAllText(PolicyPath, NoKettles);
        Configure(PolicyPath);
        server = await RetrievalServer.StartAsync(RunningServer.Options(Shop).ConfiguredBy(ConfigurationPath), CancellationToken.None);
        channel = GrpcChannel.ForAddress($"http://{server.Addresses.Grpc}");
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task It_is_kept_over_grpc_and_mcp()
    {
        Answer refused = await Ask("a kettle");
        Assert.Equal(("refused", "We sell no kettles."), (refused.Kind, refused.Text));
        Assert.NotEqual("refused", (await Ask("a frying pan")).Kind);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{server.Addresses.Http}/mcp")
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"sentence":"a kettle"}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        Assert.Contains("We sell no kettles.", await (await http.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Changes_are_taken_up_and_a_broken_file_is_not()
    {
        File.WriteAllText(PolicyPath, NoPans);
        await Eventually("a frying pan", "refused");
        Assert.NotEqual("refused", (await Ask("a kettle")).Kind);

        // Longer than either file is looked at; what held before goes on.
        File.WriteAllText(PolicyPath, "{ \"refuse\": 1 }");
        string other = Path.Combine(root, "other.json");
        Configure(PolicyPath, drain: 9);
        await Task.Delay(100);
        Assert.Equal("refused", (await Ask("a frying pan")).Kind);

        File.WriteAllText(other, NoKettles);
        Configure(other);
        await Eventually("a kettle", "refused");
        Configure(null);
        await Eventually("a kettle", "options");
    }

    [Theory]
    [InlineData("shop", "missing.json", "missing.json")]
    [InlineData("nowhere", "policy.json", "policies.nowhere")]
    public async Task The_service_does_not_start_with_one_that_cannot_be_read(string index, string file, string said)
    {
        string path = Path.Combine(root, "wrong.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { policies = new Dictionary<string, string> { [index] = Path.Combine(root, file) } }));
        ServerOptionsException refused = await Assert.ThrowsAsync<ServerOptionsException>(() => RetrievalServer.StartAsync(RunningServer.Options(Shop).ConfiguredBy(path), CancellationToken.None));
        Assert.Contains(said, refused.Message);
    }

    private void Configure(string? policy, int drain = 10)
    {
        string next = ConfigurationPath + ".tmp";
        File.WriteAllText(next, JsonSerializer.Serialize(new { drain_seconds = drain, policies = policy is null ? [] : new Dictionary<string, string> { ["shop"] = policy } }));
        File.Move(next, ConfigurationPath, overwrite: true);
    }

    private async Task<Answer> Ask(string sentence) => (await new V1.Retrieval.RetrievalClient(channel).AskAsync(new AskRequest { Index = "shop", Sentence = sentence })).Answer;

    private async Task Eventually(string sentence, string kind)
    {
        for (DateTime end = DateTime.UtcNow.AddSeconds(20); (await Ask(sentence)).Kind != kind;)
        {
            Assert.True(DateTime.UtcNow < end, $"\"{sentence}\" is not answered with {kind}");
            await Task.Delay(20);
        }
    }
}
