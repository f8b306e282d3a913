using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Retrieval.Cli.Tests.Serving;

/// <summary>
/// What must hold of a running <c>retrieval serve</c>, seen by the official Python client: search, understand, health and reflection answer;
/// every fault has its status and the next call is answered; what a catalogue job acknowledged is what the next search says, and an event
/// counts once; <c>retrieval index</c> beside it switches generations without a failed call;
/// <c>retrieval update</c> is refused while it runs; it stops on SIGTERM with exit code 0.
/// </summary>
public sealed class ServeCommandTests(SampleIndex sample)
{
    [Fact]
    public void The_official_python_client_gets_answers_and_statuses()
    {
        using var client = new PythonClient();
        using RunningService service = RunningService.Start(sample.Folder);

        JsonElement found = client.Ask(service, "kitchen", "search");
        Assert.Equal("fr", found.GetProperty("understanding").GetProperty("language").GetString());
        JsonElement first = found.GetProperty("hits")[0];
        Assert.Equal("EUR", first.GetProperty("price").GetProperty("currency").GetString());
        Assert.InRange(long.Parse(first.GetProperty("price").GetProperty("amount").GetString()!), 1, 6000);
        Assert.Equal("fits", first.GetProperty("fit").GetProperty("tier").GetString());

        JsonElement understood = client.Ask(service, "kitchen", "understand").GetProperty("understanding");
        Assert.Equal("de", understood.GetProperty("language").GetString());
        Assert.Equal(["color", "measure", "price"], understood.GetProperty("constraints").EnumerateArray().Select(static constraint => constraint.GetProperty("kind").GetString()).Order());

        Assert.Equal("SERVING", client.Ask(service, "kitchen", "health").GetProperty("status").GetString());
        string?[] services = [.. client.Ask(service, "kitchen", "reflection").GetProperty("services").EnumerateArray().Select(static name => name.GetString())];
        Assert.Contains("retrieval.v1.Retrieval", services);
        Assert.Contains("grpc.health.v1.Health", services);

        JsonElement statuses = client.Ask(service, "kitchen", "statuses");
        Assert.Equal("NOT_FOUND", Code("unknown_index"));
        Assert.Equal("INVALID_ARGUMENT", Code("empty_query"));
        Assert.StartsWith("query:", statuses.GetProperty("empty_query").GetProperty("details").GetString());
        Assert.Equal("INVALID_ARGUMENT", Code("wrong_filter"));
        Assert.Equal("DEADLINE_EXCEEDED", Code("deadline"));
        Assert.Equal("OK", Code("after"));

        string? Code(string named) => statuses.GetProperty(named).GetProperty("code").GetString();
    }

    [Fact]
    public void The_official_python_client_feeds_it_while_it_serves()
    {
        using var client = new PythonClient();
        using RunningService service = RunningService.Start(sample.Copy("fed"));
        JsonElement seen = client.Ask(service, "fed", "jobs");

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("before").ValueKind);
        Assert.Equal(("1", "1"), (seen.GetProperty("upsert").GetProperty("upserted").GetString(), seen.GetProperty("upsert").GetProperty("refused").GetString()));
        JsonElement refusal = seen.GetProperty("upsert").GetProperty("refusals")[0];
        Assert.Equal(("1", "Z-2", "title"), (refusal.GetProperty("position").GetString(), refusal.GetProperty("id").GetString(), refusal.GetProperty("field").GetString()));
        Assert.Equal(7000, Price("upserted"));

        JsonElement[] changes = [.. seen.GetProperty("changes").EnumerateArray()];
        Assert.Equal(Enumerable.Range(6000, 10), changes.Select(static change => change.GetProperty("found").GetInt32()));
        Assert.All(changes, static change => Assert.Equal((1, "nobody"), (change.GetProperty("updated").GetInt32(), change.GetProperty("refusals")[0].GetProperty("id").GetString())));
        Assert.Equal(Enumerable.Range(0, 200), seen.GetProperty("many").EnumerateArray().Select(static sequence => sequence.GetInt32()));
        Assert.Equal(4801, Price("changed"));

        JsonElement listed = Assert.Single(seen.GetProperty("indexes").EnumerateArray());
        Assert.Equal(("fed", true, 1), (listed.GetProperty("name").GetString(), listed.GetProperty("writable").GetBoolean(), listed.GetProperty("generation").GetInt32()));
        JsonElement last = seen.GetProperty("reindex").EnumerateArray().Last();
        Assert.Equal(("done", 2, listed.GetProperty("products").GetString()), (last.GetProperty("stage").GetString(), last.GetProperty("generation").GetInt32(), last.GetProperty("products").GetString()));
        Assert.Equal(4801, Price("reindexed"));
        Assert.Equal(4000, seen.GetProperty("later")[0].GetProperty("found").GetInt32());
        Assert.Equal(1, seen.GetProperty("rollback").GetProperty("generation").GetInt32());
        Assert.Equal(4000, Price("rolled_back"));

        Assert.Equal((1, "nobody"), (seen.GetProperty("delete").GetProperty("deleted").GetInt32(), seen.GetProperty("delete").GetProperty("unknown")[0].GetString()));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("deleted").ValueKind);
        Assert.Equal("NOT_FOUND", Code("unknown_index"));
        Assert.Equal("INVALID_ARGUMENT", Code("no_index"));
        Assert.Equal("INVALID_ARGUMENT", Code("no_ids"));
        Assert.Equal("INVALID_ARGUMENT", Code("outside_feed"));

        int Price(string after) => seen.GetProperty(after).GetInt32();
        string? Code(string named) => seen.GetProperty("statuses").GetProperty(named).GetProperty("code").GetString();
    }

    [Fact]
    public void The_official_python_client_records_what_shoppers_did()
    {
        using var client = new PythonClient();
        string events = sample.NewPath("events");
        string config = sample.NewFile("service.json", JsonSerializer.Serialize(new { events_folder = events }));
        using RunningService service = RunningService.Configured(sample.Folder, config);
        JsonElement seen = client.Ask(service, "kitchen", "events");
        Assert.Equal(1, seen.GetProperty("first").GetProperty("recorded").GetInt32());
        Assert.Equal(1, seen.GetProperty("again").GetProperty("repeated").GetInt32());
        Assert.Equal("INVALID_ARGUMENT", seen.GetProperty("wrong").GetProperty("code").GetString());
        Assert.StartsWith("events[1].kind:", seen.GetProperty("wrong").GetProperty("details").GetString());
        string line = Assert.Single(Directory.EnumerateFiles(Path.Combine(events, "kitchen"), "*.jsonl").SelectMany(File.ReadAllLines));
        Assert.StartsWith("{\"event_id\":\"e-1\"", line);
    }

    [Fact]
    public void It_says_where_it_listens_as_it_is_to_be_called()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var tls = new { certificate = sample.NewFile("tls.crt", certificate.ExportCertificatePem()), key = sample.NewFile("tls.key", key.ExportPkcs8PrivateKeyPem()) };
        using RunningService service = RunningService.Configured(sample.Folder, sample.NewFile("tls.json", JsonSerializer.Serialize(new { tls })));
        Assert.StartsWith("https://127.0.0.1:", service.Http);
    }

    [Fact]
    public async Task Indexing_beside_it_switches_generations_without_a_failed_call()
    {
        string index = sample.NewPath("kettles");
        Index(1);
        using var client = new PythonClient();
        using RunningService service = RunningService.Start(index);
        using Process steady = client.Start(service, "kettles", "steady");
        Assert.Equal("running", steady.StandardOutput.ReadLine());
        Index(2);
        Index(3);
        // The last generation has to be seen before the client may stop.
        using var http = new HttpClient { BaseAddress = new Uri(service.Http) };
        for (int i = 0; i < 600 && !(await http.GetStringAsync("/readyz")).Contains("\"generation\":3"); i++) await Task.Delay(50);
        await Task.Delay(200);
        steady.StandardInput.Close();
        JsonElement answer = PythonClient.Answer(steady);
        Assert.True(answer.GetProperty("answered").GetInt32() > 0);
        Assert.Contains("Kettle, edition 3", answer.GetProperty("titles").EnumerateArray().Select(static title => title.GetString()));
        Assert.Equal(0, service.Stop());

        void Index(int edition)
        {
            string feed = sample.NewFile("feed.jsonl", $"{{\"id\":\"K-1\",\"title\":\"Kettle, edition {edition}\"}}\n");
            RetrievalProcess.Run("index", "--catalog", feed, "--index", index, "--model", "none").Ends(0);
        }
    }

    [Fact]
    public async Task Http_json_answers_and_an_update_beside_it_is_refused()
    {
        using RunningService service = RunningService.Start(sample.Folder);
        using var http = new HttpClient { BaseAddress = new Uri(service.Http) };
        using var body = new StringContent("""{"query":"mixeur smoothie à moins de 60 €"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync("/v1/kitchen/search", body);
        JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("fr", answer.GetProperty("understanding").GetProperty("language").GetString());
        Assert.Equal("alive\n", await http.GetStringAsync("/healthz"));

        RetrievalProcess.Run("{\"op\":\"delete\",\"id\":\"KIT-001\"}", ["update", "--index", sample.Folder, "--input", "-"]).Ends(3).Says("retrieval serve");
    }

    [Theory]
    [InlineData("--grpc", "0.0.0.0:0", "loopback")]
    [InlineData("--http", "nonsense", "nonsense")]
    public void An_address_that_cannot_be_served_is_wrong_usage(string option, string address, string said) =>
        RetrievalProcess.Run("serve", "--index", sample.Folder, option, address).Ends(2).Says(said);

    [Fact]
    public void A_missing_index_has_exit_code_3() => OneLine(RetrievalProcess.Run("serve", "--index", "no-such-index").Ends(3).Says("no-such-index"));

    [Theory]
    [InlineData("--grpc", "--http")]
    [InlineData("--http", "--grpc")]
    public void A_port_that_is_taken_has_exit_code_3(string taken, string free)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        string address = socket.LocalEndPoint!.ToString()!;
        OneLine(RetrievalProcess.Run("serve", "--index", sample.Copy("port" + taken), taken, address, free, "127.0.0.1:0").Ends(3).Says(address));
    }

    /// <summary>Nothing is told beside the one thing that is wrong.</summary>
    private static void OneLine(Outcome ended) => Assert.Single(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
