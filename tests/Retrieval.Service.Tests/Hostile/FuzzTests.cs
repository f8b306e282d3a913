using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsCheck;
using Google.Protobuf;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Hostile;

/// <summary>
/// What must hold of input that nobody meant to send: gRPC frames and JSON bodies, random or of a right one with bytes changed, are answered
/// with a status that says what is wrong, never as a fault of the service, and the next caller is answered.
/// </summary>
public sealed class FuzzTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Rounds = 300;
    private const string Seed = "0N0XIzNsQ0O2";

    private static readonly SearchRequest Right = new() { Index = RunningServer.Index, Query = "frying pan under 60 €", Top = 5, Filter = "price<=60", Facets = { "brand" } };

    private static readonly Gen<byte[]> AnyBytes = Gen.Byte.Array[0, 300];

    private static readonly Gen<byte[]> Json = Mutated(Encoding.UTF8.GetBytes("""{"query":"frying pan under 60 €","top":5,"filter":"price<=60","facets":["brand"],"explain":true}"""));

    [Fact]
    public void Grpc_frames()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{server.Addresses.Grpc}") };
        Gen<byte[]> frames = Gen.OneOf(AnyBytes, AnyBytes.Select(static bytes => Frame(bytes)), Mutated(Right.ToByteArray()).Select(static bytes => Frame(bytes)), Mutated(Frame(Right.ToByteArray())));
        frames.Sample(
            frame =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/retrieval.v1.Retrieval/Search")
                {
                    Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(frame),
                };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
                using HttpResponseMessage answer = http.SendAsync(request).GetAwaiter().GetResult();
                _ = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
                HttpHeaders trailers = answer.TrailingHeaders.Contains("grpc-status") ? answer.TrailingHeaders : answer.Headers;
                // OK, INVALID_ARGUMENT, NOT_FOUND, RESOURCE_EXHAUSTED; frames that are none and compression are gRPC's own INTERNAL and UNIMPLEMENTED.
                Assert.Contains(trailers.GetValues("grpc-status").Single(), (string[])["0", "3", "5", "8", "12", "13"]);
                // A fault of the service would be INTERNAL too.
                if (trailers.TryGetValues("grpc-message", out IEnumerable<string>? said)) Assert.DoesNotContain("its log", Uri.UnescapeDataString(said.Single()));
            },
            seed: Seed, iter: Rounds, threads: 1);
        StillAnswers();
    }

    [Theory]
    [InlineData("/v1/shop/search")]
    [InlineData("/v1/shop/understand")]
    [InlineData("/ucp/shop/catalog/search")]
    [InlineData("/ucp/shop/catalog/lookup")]
    public void Json_bodies(string path)
    {
        Gen.OneOf(AnyBytes, Json).Sample(
            body =>
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using HttpResponseMessage answer = server.Http.PostAsync(path, content).GetAwaiter().GetResult();
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{answer.StatusCode} to {Encoding.UTF8.GetString(body)}");
            },
            seed: Seed, iter: Rounds, threads: 1);
        StillAnswers();
    }

    private void StillAnswers() => Assert.NotEmpty(server.Client.Search(Right).Hits);

    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>Some of its bytes are others.</summary>
    private static Gen<byte[]> Mutated(byte[] right) =>
        Gen.Select(Gen.Int[0, right.Length - 1], Gen.Byte).Array[1, 4].Select(changes =>
        {
            byte[] changed = [.. right];
            foreach ((int place, byte value) in changes) changed[place] = value;
            return changed;
        });
}
