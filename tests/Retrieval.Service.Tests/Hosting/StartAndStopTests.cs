using System.Net;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Hosting;

/// <summary>
/// What must hold of beginning and end: until an index answers the service says that it is starting; told to stop, it lets calls under way
/// finish, but not for longer than it was given.
/// </summary>
public sealed class StartAndStopTests : IDisposable
{
    private readonly string root = Workspace.NewFolder("start");

    public StartAndStopTests() => Retrieval.Index.Building.IndexBuilder.Build(Folder, [new() { Id = "1", Title = "Pan" }], new() { Threads = 1 });

    private string Folder => Path.Combine(root, "shop");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task While_its_index_is_opened_it_is_unavailable()
    {
        using var open = new ManualResetEventSlim();
        ServerOptions options = RunningServer.Options(Folder) with
        {
            Grpc = FreePort(), Http = FreePort(), LoadEncoder = _ => { open.Wait(); return null; },
        };
        Task<RetrievalServer> starting = RetrievalServer.StartAsync(options, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{options.Http}") };
        using GrpcChannel channel = GrpcChannel.ForAddress($"http://{options.Grpc}");
        var client = new V1.Retrieval.RetrievalClient(channel);
        await Listening(http);

        Assert.Equal("alive\n", await http.GetStringAsync("/healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/readyz")).StatusCode);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await client.SearchAsync(new SearchRequest { Index = "shop", Query = "pan" }));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        HealthCheckResponse health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = "retrieval.v1.Retrieval" });
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, health.Status);

        open.Set();
        await using RetrievalServer server = await starting;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/readyz")).StatusCode);
        Assert.NotEmpty((await client.SearchAsync(new SearchRequest { Index = "shop", Query = "pan" })).Hits);
    }

    [Fact]
    public async Task A_call_under_way_is_answered_before_it_stops()
    {
        (RetrievalServer server, HalfSent call) = await WithACallUnderWay(drainSeconds: 30);
        using var stop = new CancellationTokenSource();
        Task stopped = server.WaitAsync(stop.Token);
        await stop.CancelAsync();
        Assert.StartsWith("HTTP/1.1 200", await call.FinishAsync());
        await stopped;
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_does_not_end_is_cut_off_in_time()
    {
        (RetrievalServer server, HalfSent call) = await WithACallUnderWay(drainSeconds: 1);
        using var stop = new CancellationTokenSource();
        Task stopped = server.WaitAsync(stop.Token);
        await stop.CancelAsync();
        await stopped.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("200", await call.FinishAsync());
        await server.DisposeAsync();
    }

    private async Task<(RetrievalServer, HalfSent)> WithACallUnderWay(int drainSeconds)
    {
        string file = Path.Combine(root, "service.json");
        File.WriteAllText(file, $$"""{"drain_seconds":{{drainSeconds}}}""");
        RetrievalServer server = await RetrievalServer.StartAsync(RunningServer.Options(Folder).ConfiguredBy(file), CancellationToken.None);
        return (server, await HalfSent.BeginAsync(server.Addresses.Http));
    }

    private static async Task Listening(HttpClient http)
    {
        for (int i = 0; i < 500; i++)
        {
            try
            {
                await http.GetStringAsync("/healthz");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
    }

    private static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>A search over HTTP of which half the body is sent.</summary>
    private sealed class HalfSent(TcpClient tcp)
    {
        private const string Body = """{"query":"pan"}""";

        public static async Task<HalfSent> BeginAsync(string address)
        {
            var tcp = new TcpClient();
            await tcp.ConnectAsync(IPEndPoint.Parse(address));
            string head = $"POST /v1/shop/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\nExpect: 100-continue\r\n\r\n";
            await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            // The server asks for the body: the call is under way.
            var answer = new byte[1024];
            int read = await tcp.GetStream().ReadAsync(answer);
            Assert.StartsWith("HTTP/1.1 100", Encoding.ASCII.GetString(answer, 0, read));
            await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Body[..5]));
            return new HalfSent(tcp);
        }

        /// <summary>Sends the rest and gives the answer; empty where the connection is gone.</summary>
        public async Task<string> FinishAsync()
        {
            using TcpClient closing = tcp;
            try
            {
                await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Body[5..]));
                var answer = new byte[64 * 1024];
                int read = await tcp.GetStream().ReadAsync(answer);
                return Encoding.UTF8.GetString(answer, 0, read);
            }
            catch (IOException)
            {
                return "";
            }
        }
    }
}
