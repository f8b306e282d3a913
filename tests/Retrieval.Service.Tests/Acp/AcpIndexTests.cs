using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Retrieval.Index.Building;
using Retrieval.Index.Feeds;
using Retrieval.Service.Hosting;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Acp;

/// <summary>
/// What must hold of feeds where several indexes are served: a feed belongs to the key's index or to the one that is asked for; for other keys it
/// is not there; who may not write is refused in the protocol's form; what a crash kept from its index is there after the next start.
/// </summary>
public sealed class AcpIndexTests : IAsyncLifetime
{
    private const string Both = "a-key-of-both-0123456789abcdef", Second = "a-key-of-the-second-0123456789abcdef", Reader = "a-key-to-read-0123456789abcdef";

    private readonly string root = Workspace.NewFolder("acp");
    private RetrievalServer server = null!;
    private HttpClient http = null!;
    private string crashed = "";

    [Theory]
    [InlineData(Both, "", "first")]
    [InlineData(Both, "?index=second", "second")]
    [InlineData(Second, "", "second")]
    public async Task A_feed_belongs_to_the_index_that_was_asked_for_or_the_keys(string key, string query, string index)
    {
        string feed = (await Answer(await Send(key, HttpMethod.Post, $"/feeds{query}", "{}"), HttpStatusCode.Created)).GetProperty("id").GetString()!;
        string id = $"{feed}-1";
        await Answer(await Send(key, HttpMethod.Patch, $"/feeds/{feed}/products", $$"""{"products":[{"id":"p-{{id}}","variants":[{"id":"{{id}}","title":"Tin whistle"}]}]}"""), HttpStatusCode.OK);
        foreach (string any in (string[])["first", "second"])
        {
            using HttpResponseMessage found = await Send(Both, HttpMethod.Get, $"/v1/{any}/products/{id}");
            Assert.Equal(any == index, found.IsSuccessStatusCode);
        }
        HttpStatusCode others = index == "second" ? HttpStatusCode.OK : HttpStatusCode.NotFound;
        foreach (string path in (string[])[$"/feeds/{feed}", $"/feeds/{feed}/products"]) await Answer(await Send(Second, HttpMethod.Get, path), others);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "unauthenticated")]
    [InlineData("no-such-key-0123456789abcdef", HttpStatusCode.Unauthorized, "unauthenticated")]
    [InlineData(Reader, HttpStatusCode.Forbidden, "permission_denied")]
    public async Task Who_may_not_write_is_refused_in_the_protocols_form(string? key, HttpStatusCode expected, string code)
    {
        foreach ((HttpMethod method, string path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/feeds"), (HttpMethod.Get, "/feeds/f"), (HttpMethod.Get, "/feeds/f/products"), (HttpMethod.Patch, "/feeds/f/products")])
        {
            JsonElement error = await Answer(await Send(key, method, path, "{}"), expected);
            AcpSchema.AssertValid(error, "Error");
            Assert.Equal(("invalid_request", code), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        }
        using HttpResponseMessage elsewhere = await Send(Second, HttpMethod.Post, "/feeds?index=first", "{}");
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
    }

    [Fact]
    public async Task What_a_crash_kept_from_its_index_is_there_after_the_start()
    {
        JsonElement product = await Answer(await Send(Both, HttpMethod.Get, "/v1/first/products/late-1"), HttpStatusCode.OK);
        Assert.Equal(["CA"], product.GetProperty("product").GetProperty("countries").EnumerateArray().Select(static country => country.GetString()));
        JsonElement products = await Answer(await Send(Both, HttpMethod.Get, $"/feeds/{crashed}/products"), HttpStatusCode.OK);
        Assert.Equal("late", products.GetProperty("products")[0].GetProperty("id").GetString());
    }

    public async ValueTask InitializeAsync()
    {
        string[] folders = [Path.Combine(root, "first"), Path.Combine(root, "second")];
        foreach (string folder in folders) IndexBuilder.Build(folder, [new() { Id = "1", Title = "Pan" }], new() { Threads = 1 });
        await CrashAsync(folders[0]);
        string file = Path.Combine(root, "service.json");
        File.WriteAllText(file, $$"""{"keys":[{{Key(Both, "both", "write", """["first","second"]""")}},{{Key(Second, "second", "write", """["second"]""")}},{{Key(Reader, "reader", "read", """["first"]""")}}]}""");
        server = await RetrievalServer.StartAsync(RunningServer.Options(folders).ConfiguredBy(file), CancellationToken.None);
        http = new HttpClient { BaseAddress = new Uri($"http://{server.Addresses.Http}") };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    // The log as it is while the index takes the products, which it never does.
    private async Task CrashAsync(string folder)
    {
        string log = Path.Combine(folder, "feeds.log"), then = log + ".then";
        using (var store = FeedStore.Open(folder, isWritable: true, _ => { File.Copy(log, then); return Task.CompletedTask; }))
        {
            crashed = (await store.CreateAsync("CA")).Id;
            await store.PutAsync(crashed, [new FeedProduct("late", ["late-1"], """{"id":"late","variants":[{"id":"late-1","title":"Late lamp"}]}"""u8.ToArray())]);
        }
        File.Move(then, log, overwrite: true);
    }

    private static string Key(string key, string id, string role, string indexes) =>
        $$"""{"id":"{{id}}","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}}","role":"{{role}}","indexes":{{indexes}}}""";

    private async Task<HttpResponseMessage> Send(string? key, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await http.SendAsync(request);
    }

    private static async Task<JsonElement> Answer(HttpResponseMessage response, HttpStatusCode expected)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
