using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Access;

/// <summary>
/// What must hold of keys: a call without a known one is UNAUTHENTICATED, one of another index PERMISSION_DENIED, at both doors; a key that calls
/// too often is told when to come again; keys change while the service runs, and a file that became wrong changes nothing.
/// </summary>
public sealed class KeyTests : IAsyncLifetime
{
    private const string OfShop = "a-key-of-the-shop-0123456789abcdef", OfElsewhere = "a-key-of-elsewhere-0123456789abcdef", Writer = "a-key-of-a-job-0123456789abcdef", Slow = "a-slow-key-0123456789abcdef";

    private readonly string root = Workspace.NewFolder("keys");
    private RetrievalServer server = null!;
    private GrpcChannel channel = null!;
    private HttpClient http = null!;

    private string ConfigurationFile => Path.Combine(root, "service.json");

    private static SearchRequest Pans => new() { Index = "shop", Query = "pan" };

    [Fact]
    public async Task The_right_key_opens_both_doors()
    {
        Assert.NotEmpty((await Search(OfShop)).Hits);
        using HttpResponseMessage answer = await Post(OfShop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, StatusCode.Unauthenticated, HttpStatusCode.Unauthorized)]
    [InlineData("no-such-key-0123456789abcdef", StatusCode.Unauthenticated, HttpStatusCode.Unauthorized)]
    [InlineData(OfElsewhere, StatusCode.PermissionDenied, HttpStatusCode.Forbidden)]
    public async Task Others_are_told_the_same_at_both_doors(string? key, StatusCode expected, HttpStatusCode overHttp)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => Search(key));
        Assert.Equal(expected, refused.StatusCode);
        using HttpResponseMessage answer = await Post(key);
        Assert.Equal(overHttp, answer.StatusCode);
        JsonElement status = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)expected, status.GetProperty("code").GetInt32());
        Assert.Equal(refused.Status.Detail, status.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_is_told_whatever_the_key()
    {
        using HttpResponseMessage answer = await http.DeleteAsync("/v1/shop/search");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, StatusCode.Unauthenticated, StatusCode.Unauthenticated)]
    [InlineData(OfShop, StatusCode.PermissionDenied, StatusCode.PermissionDenied)]
    [InlineData(OfElsewhere, StatusCode.PermissionDenied, StatusCode.PermissionDenied)]
    [InlineData(Writer, StatusCode.OK, StatusCode.PermissionDenied)]
    public async Task Who_may_ask_may_not_write_and_who_may_write_may_not_replace(string? key, StatusCode toWrite, StatusCode toReplace)
    {
        var catalog = new V1.Catalog.CatalogClient(channel);
        Metadata headers = key is null ? [] : new Metadata { { "authorization", $"Bearer {key}" } };
        Assert.Equal(toWrite, await CodeOf(async () => await catalog.DeleteAsync(new DeleteRequest { Index = "shop", Ids = { "nothing" } }, headers)));
        Assert.Equal(toWrite, await CodeOf(async () =>
        {
            using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = catalog.UpdateOffers(headers);
            try
            {
                await call.RequestStream.WriteAsync(new UpdateOffersRequest { Index = "shop" });
                await call.RequestStream.CompleteAsync();
            }
            catch (RpcException)
            {
                // The call was refused before; the status is told below.
            }
            while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
        }));
        Assert.Equal(toReplace, await CodeOf(async () =>
        {
            using AsyncServerStreamingCall<ReindexProgress> call = catalog.Reindex(new ReindexRequest { Index = "shop" }, headers);
            while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
        }));
        Assert.Equal(toReplace, await CodeOf(async () => await catalog.RollbackAsync(new RollbackRequest { Index = "shop" }, headers)));
        using HttpResponseMessage overHttp = await Post(key, "/v1/shop/rollback", new { });
        Assert.Equal(toReplace == StatusCode.Unauthenticated ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, overHttp.StatusCode);
    }

    [Fact]
    public async Task Probes_need_no_key_and_name_no_index()
    {
        Assert.Equal("""{"indexes":[]}""", await http.GetStringAsync("/readyz"));
        Assert.Equal("alive\n", await http.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task A_key_that_calls_too_often_is_told_when_to_come_again()
    {
        // One call a second: on a busy machine a call may take as long.
        RpcException? refused = null;
        for (int call = 0; call < 20 && refused is null; call++) refused = await Record.ExceptionAsync(() => Search(Slow)) as RpcException;
        Assert.Equal(StatusCode.ResourceExhausted, refused?.StatusCode);
        Assert.InRange(int.Parse(refused!.Trailers.GetValue("grpc-retry-pushback-ms")!), 1, 2000);
        var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.True(status.Details[0].Unpack<RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
        HttpResponseMessage answer = await Post(Slow);
        for (int call = 0; call < 20 && answer.IsSuccessStatusCode; call++) answer = await Post(Slow);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        // Another key is not held back by it.
        await Search(OfShop);
    }

    [Fact]
    public async Task Keys_are_turned_without_a_restart_and_a_broken_file_changes_nothing()
    {
        const string next = "the-next-key-0123456789abcdef";
        Configure((next, "next", """["shop"]"""));
        await Eventually(async () => await CodeOf(next) == StatusCode.OK);
        Assert.Equal(StatusCode.Unauthenticated, await CodeOf(OfShop));
        File.WriteAllText(ConfigurationFile, "{\"keys\":[{]}");
        await Task.Delay(100);
        Assert.Equal(StatusCode.OK, await CodeOf(next));
        // Without keys all doors would stand open.
        File.WriteAllText(ConfigurationFile, "{}");
        await Task.Delay(100);
        Assert.Equal(StatusCode.Unauthenticated, await CodeOf((string?)null));
    }

    public async ValueTask InitializeAsync()
    {
        string folder = Path.Combine(root, "shop");
        Retrieval.Index.Building.IndexBuilder.Build(folder, [new() { Id = "1", Title = "Pan" }], new() { Threads = 1 });
        Configure(
            (OfShop, "shop", """["shop"]"""), (OfElsewhere, "elsewhere", """["elsewhere"]"""), (Writer, "job", """["shop"],"role":"write" """), (Slow, "slow", """["shop"],"calls_per_second":1"""));
        server = await RetrievalServer.StartAsync(RunningServer.Options(folder).ConfiguredBy(ConfigurationFile), CancellationToken.None);
        channel = GrpcChannel.ForAddress($"http://{server.Addresses.Grpc}");
        http = new HttpClient { BaseAddress = new Uri($"http://{server.Addresses.Http}") };
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        http.Dispose();
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private void Configure(params (string Key, string Id, string Indexes)[] keys)
    {
        string[] lines = [.. keys.Select(static key =>
            $$"""{"id":"{{key.Id}}","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Key)))}}","indexes":{{key.Indexes}}{{(key.Indexes.Contains("role", StringComparison.Ordinal) ? "" : ",\"role\":\"read\"")}}}""")];
        File.WriteAllText(ConfigurationFile, $$"""{"keys":[{{string.Join(',', lines)}}]}""");
    }

    private async Task<SearchResponse> Search(string? key) =>
        await new V1.Retrieval.RetrievalClient(channel).SearchAsync(Pans, key is null ? [] : new Metadata { { "authorization", $"Bearer {key}" } });

    private Task<StatusCode> CodeOf(string? key) => CodeOf(() => Search(key));

    private static async Task<StatusCode> CodeOf(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private Task<HttpResponseMessage> Post(string? key) => Post(key, "/v1/shop/search", new { query = "pan" });

    private async Task<HttpResponseMessage> Post(string? key, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await http.SendAsync(request);
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 500; i++)
        {
            if (await holds()) return;
            await Task.Delay(20);
        }
        Assert.Fail("it did not come true within ten seconds");
    }
}
