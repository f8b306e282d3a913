using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Hostile;

/// <summary>
/// What must hold under callers that mean harm: bodies of 100 MB, heaps of headers, senders that never finish and a thousand open connections
/// cost little memory, are told what is wrong, and keep nobody else from being answered. <c>RETRIEVAL_LONG_TESTS=1</c> opens ten thousand.
/// </summary>
[Collection(nameof(FloodTests))]
public sealed class FloodTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const long HundredMegabytes = 100L << 20;

    private static readonly int Connections = Environment.GetEnvironmentVariable("RETRIEVAL_LONG_TESTS") == "1" ? 10_000 : 1_000;

    [Fact]
    public async Task A_body_of_100_MB_is_refused_unread()
    {
        long before = await AllocatedAtRest();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/shop/search") { Content = new Zeros(HundredMegabytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, HundredMegabytes / 4);
        await StillAnswers();
    }

    [Theory]
    [InlineData("/v1/shop/search")]
    [InlineData("/ucp/shop/catalog/search")]
    [InlineData("/feeds")]
    public async Task A_body_that_tells_no_size_is_refused_where_it_becomes_too_large(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Zeros(HundredMegabytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.ExpectContinue = true;
        HttpStatusCode? status = null;
        string told = "";
        try
        {
            using HttpResponseMessage answer = await server.Http.SendAsync(request);
            status = answer.StatusCode;
            told = await answer.Content.ReadAsStringAsync();
        }
        catch (HttpRequestException cut)
        {
            // The server has answered and hung up while the body was still being sent.
            Assert.IsType<IOException>(cut.InnerException, exactMatch: false);
        }
        if (status is not null)
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
            Assert.Contains("262144 bytes", told);
        }
        await StillAnswers();
    }

    [Fact]
    public async Task A_grpc_message_of_100_MB_is_refused_unread()
    {
        long before = await AllocatedAtRest();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{server.Addresses.Grpc}") };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/retrieval.v1.Retrieval/Search")
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new Zeros(HundredMegabytes, framed: true),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        HttpHeaders trailers = answer.Headers.Contains("grpc-status") ? answer.Headers : answer.TrailingHeaders;
        Assert.Equal("8", trailers.GetValues("grpc-status").Single());
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, HundredMegabytes / 4);
        await StillAnswers();
    }

    [Fact]
    public async Task A_heap_of_headers_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        for (int i = 0; i < 50; i++) request.Headers.Add($"x-{i}", new string('x', 4000));
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);

        using var http = new HttpClient();
        using var grpc = new HttpRequestMessage(HttpMethod.Post, $"http://{server.Addresses.Grpc}/retrieval.v1.Retrieval/Search") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        for (int i = 0; i < 50; i++) grpc.Headers.Add($"x-{i}", new string('x', 4000));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(grpc));
        await StillAnswers();
    }

    [Theory]
    [InlineData("GET /healthz HTT")]
    [InlineData("POST /v1/shop/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"que")]
    [InlineData("POST /ucp/shop/catalog/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"que")]
    public async Task Senders_that_never_finish_keep_nobody_waiting(string begun)
    {
        using var held = new HeldConnections(server.Addresses.Http);
        await held.OpenAsync(300, Encoding.ASCII.GetBytes(begun));
        for (int i = 0; i < 10; i++) await StillAnswers();
        await StillAnswersOverHttp();
    }

    [Fact]
    public async Task Open_connections_are_cheap()
    {
        // The first connections make what all share.
        using var held = new HeldConnections(server.Addresses.Grpc);
        byte[] preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];
        await held.OpenAsync(50, preface);
        await AllocatedAtRest();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await held.OpenAsync(Connections, preface);
        await StillAnswers();
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Connections;
        // Less than nothing, where the server let go of something of its own meanwhile.
        Assert.True(each <= 64 * 1024, $"{each} bytes a connection");
    }

    /// <summary>What the process has allocated, once the first questions that a server asks itself beside its callers are over.</summary>
    private static async Task<long> AllocatedAtRest()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        for (int wait = 0; wait < 100; wait++)
        {
            await Task.Delay(300);
            long before = allocated;
            allocated = GC.GetTotalAllocatedBytes();
            if (allocated - before < 1 << 20) break;
        }
        return allocated;
    }

    private async Task StillAnswers() =>
        Assert.NotEmpty((await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "frying pan" }, deadline: DateTime.UtcNow.AddSeconds(20))).Hits);

    private async Task StillAnswersOverHttp()
    {
        using var body = new StringContent("""{"query":"frying pan"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync("/ucp/shop/catalog/search", body)).StatusCode);
    }

    private sealed class HeldConnections(string address) : IDisposable
    {
        private readonly List<Socket> sockets = [];

        public async Task OpenAsync(int count, ReadOnlyMemory<byte> sent)
        {
            for (int i = 0; i < count; i++)
            {
                Socket socket;
                try
                {
                    socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                }
                catch (SocketException few) when (few.SocketErrorCode == SocketError.TooManyOpenSockets)
                {
                    Assert.Skip($"this machine lets a process open no more than {2 * sockets.Count} sockets, both ends of each connection counted: raise it with `ulimit -n`");
                    throw;
                }
                sockets.Add(socket);
                await socket.ConnectAsync(IPEndPoint.Parse(address));
                await socket.SendAsync(sent);
            }
        }

        public void Dispose()
        {
            foreach (Socket socket in sockets) socket.Dispose();
        }
    }

    /// <summary>A body of zeros, made as it is sent; framed as one gRPC message if so wanted.</summary>
    private sealed class Zeros(long length, bool framed = false) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var chunk = new byte[64 * 1024];
            if (framed) BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(1), (uint)(length - 5));
            for (long sent = 0; sent < length; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk);
                if (framed && sent == 0) chunk = new byte[64 * 1024];
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}

/// <summary>Runs beside no other test: what is allocated is counted for the whole process.</summary>
[CollectionDefinition(nameof(FloodTests), DisableParallelization = true)]
public sealed class FloodCollection;
