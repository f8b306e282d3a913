using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Cli.Tests.Serving;

/// <summary>
/// What must hold of a service that is asked in confidence: no word of a sentence is in its log, whatever becomes of the call; it writes
/// nothing into the user's folders and talks to nobody but its callers, though it searches with a model.
/// </summary>
public sealed class QuietServiceTests(SampleIndex sample)
{
    private const string Marker = "zanzibarpan";

    [Fact]
    public async Task The_log_holds_no_word_of_a_sentence()
    {
        using RunningService service = RunningService.Start(sample.Folder);
        using var http = new HttpClient { BaseAddress = new Uri(service.Http) };
        foreach ((string path, object body) in ((string, object)[])
        [
            ("/v1/kitchen/search", new { query = Marker, explain = true }),
            ("/v1/kitchen/search", new { query = Marker, filter = $"{Marker}<=" }),
            ("/v1/kitchen/search", new { query = Marker, mode = Marker }),
            ("/v1/kitchen/understand", new { sentence = $"{Marker} under 60 €" }),
            ("/v1/kitchen/understand", new { sentence = string.Concat(Enumerable.Repeat(Marker, 200)) }),
            ($"/v1/{Marker}/search", new { query = Marker }),
            ("/ucp/kitchen/catalog/search", new { query = Marker }),
            ("/ucp/kitchen/catalog/search", new { query = Marker, filters = Marker }),
            ($"/{Marker}", new { query = Marker }),
            ("/mcp", Tool("search_products", new { query = Marker })),
            ("/mcp", Tool("search_products", new { query = Marker, filter = $"{Marker}<=" })),
            ("/mcp", Tool("search_products", new { query = Marker, top = Marker })),
            ("/mcp", Tool("search_products", new { query = Marker, index = Marker })),
            ("/mcp", Tool("search_catalog", new { catalog = new { query = Marker, filters = Marker } })),
            ("/mcp", Tool("ask", new { sentence = Marker, context = Marker })),
            ("/mcp", Tool(Marker, new { query = Marker })),
        ])
            await PostAsync(http, path, JsonSerializer.Serialize(body));
        await PostAsync(http, "/v1/kitchen/search", $"{{\"query\":\"{Marker}");
        await http.GetAsync($"/v1/kitchen/suggest?prefix={Marker}");
        await http.GetAsync($"/v1/kitchen/products/{Marker}");
        Assert.Equal(0, service.Stop());
        Assert.DoesNotContain(Marker, service.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_writes_nothing_at_home_and_talks_to_nobody_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sockets are looked up in /proc");
        string home = Workspace.NewFolder("home");
        try
        {
            using RunningService service = RunningService.Start([sample.Folder], ("HOME", home), ("XDG_CACHE_HOME", ""), ("XDG_DATA_HOME", ""));
            using var http = new HttpClient { BaseAddress = new Uri(service.Http) };
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(HttpStatusCode.OK, await PostAsync(http, "/v1/kitchen/search", """{"query":"mixeur smoothie à moins de 60 €"}"""));
                Assert.All(Peers(service.Id), static peer => Assert.True(IPAddress.IsLoopback(peer), $"it talks to {peer}"));
            }
            Assert.Equal(0, service.Stop());
            // The runtime's own diagnostics keep nothing here; ONNX Runtime would leave a device id.
            Assert.Empty(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static object Tool(string name, object arguments) => new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name, arguments } };

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        using HttpResponseMessage answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The other ends of a process's sockets, over TCP and UDP.</summary>
    private static IEnumerable<IPAddress> Peers(int process)
    {
        HashSet<string> own = [.. Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(static link => new FileInfo(link).LinkTarget)
            .Where(static target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true).Select(static target => target!["socket:[".Length..^1])];
        foreach (string table in (string[])["tcp", "tcp6", "udp", "udp6"])
        {
            foreach (string line in File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            {
                string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                string peer = columns[2][..columns[2].IndexOf(':')];
                // All zeros: it listens.
                if (!own.Contains(columns[9]) || peer.All(static digit => digit == '0')) continue;
                yield return new IPAddress([.. peer.Chunk(8).SelectMany(static word => BitConverter.GetBytes(uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))]);
            }
        }
    }
}
