using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Hosting;

/// <summary>
/// What must hold of the server around its calls: health, readiness and reflection; a new generation is taken up without a failed call; no
/// other process may update what it serves; it listens on this machine only and answers to no other name.
/// </summary>
public sealed class RetrievalServerTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("")]
    [InlineData("retrieval.v1.Retrieval")]
    [InlineData("retrieval.v1.Events")]
    public async Task Health_says_serving(string service)
    {
        HealthCheckResponse health = await new Health.HealthClient(server.Grpc).CheckAsync(new HealthCheckRequest { Service = service });
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task Probes_answer()
    {
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/healthz")).StatusCode);
        HttpResponseMessage ready = await server.Http.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("\"shop\"", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Reflection_lists_the_services()
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Grpc).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "*" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Contains("retrieval.v1.Retrieval", call.ResponseStream.Current.ListServicesResponse.Service.Select(static service => service.Name));
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task New_generations_are_taken_up_while_searches_run_and_none_fails()
    {
        using var stop = new CancellationTokenSource();
        int answered = 0;
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                SearchResponse answer = await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "frying pan" });
                Assert.NotEmpty(answer.Hits);
                Interlocked.Increment(ref answered);
            }
        }))];
        for (int i = 1; i <= 5; i++)
        {
            string title = $"Whistling kettle number{i}";
            server.Reindex(title);
            await Until(async () => (await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = $"number{i}" })).Hits.Any(hit => hit.Title == title));
        }
        stop.Cancel();
        await Task.WhenAll(callers);
        Assert.True(answered > 0);
    }

    [Fact]
    public void Another_process_may_not_update_what_is_served()
    {
        IndexException refused = Assert.Throws<IndexException>(() => IndexLock.ForUpdates(server.Folder, "a test"));
        Assert.Equal(IndexFault.InUse, refused.Fault);
        Assert.Contains("retrieval serve", refused.Message);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Other_addresses_than_loopback_are_refused_without_keys()
    {
        ServerOptions open = RunningServer.Options(server.Folder) with { Http = new IPEndPoint(IPAddress.Any, 0) };
        ServerOptionsException refused = await Assert.ThrowsAsync<ServerOptionsException>(() => RetrievalServer.StartAsync(open, CancellationToken.None));
        Assert.Contains("0.0.0.0", refused.Message);
    }

    [Fact]
    public async Task Two_indexes_of_one_name_are_refused()
    {
        string root = Workspace.NewFolder();
        try
        {
            // The name alone decides, so the second need not even be there.
            string[] folders = [Path.Combine(root, "a", "same"), Path.Combine(root, "b", "same") + "/"];
            Retrieval.Index.Building.IndexBuilder.Build(folders[0], [new() { Id = "1", Title = "Pan" }], new() { Threads = 1 });
            ServerOptionsException refused = await Assert.ThrowsAsync<ServerOptionsException>(() => RetrievalServer.StartAsync(RunningServer.Options(folders), CancellationToken.None));
            Assert.Contains("\"same\"", refused.Message);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_without_an_index_is_told()
    {
        IndexException refused = await Assert.ThrowsAsync<IndexException>(() => RetrievalServer.StartAsync(RunningServer.Options("no-such-folder"), CancellationToken.None));
        Assert.Equal(IndexFault.NotFound, refused.Fault);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told()
    {
        string root = Workspace.NewFolder("address");
        try
        {
            string index = Path.Combine(root, "shop"), configuration = Path.Combine(root, "service.json");
            Retrieval.Index.Building.IndexBuilder.Build(index, [new() { Id = "1", Title = "Pan" }], new() { Threads = 1 });
            File.WriteAllText(configuration, $$"""{"keys":[{"id":"a","sha256":"{{new string('a', 64)}}","indexes":["shop"],"role":"read"}]}""");
            // An address that is kept for documents.
            ServerOptions options = RunningServer.Options(index).ConfiguredBy(configuration) with { Http = IPEndPoint.Parse("192.0.2.1:80") };
            IOException refused = await Assert.ThrowsAsync<IOException>(() => RetrievalServer.StartAsync(options, CancellationToken.None));
            Assert.StartsWith("cannot listen on 127.0.0.1:0 and 192.0.2.1:80: ", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 1500; i++)
        {
            if (await holds()) return;
            await Task.Delay(20);
        }
        Assert.Fail("it did not come true within half a minute");
    }
}
