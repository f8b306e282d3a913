using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Calls;

/// <summary>
/// What must hold of Ask and AskStream: at most three options that keep the price; the context carries the conversation on, over gRPC and
/// HTTP alike; the stream begins with what was understood and ends with the same answer; a forged context is an invalid argument.
/// </summary>
public sealed class AskCallTests(SampleServer server)
{
    private const string Sentence = "je cherche un mixeur pour smoothies à moins de 60 €";

    [Fact]
    public async Task Options_keep_the_price_and_a_refinement_goes_on()
    {
        AskResponse first = await server.Client.AskAsync(new AskRequest { Index = SampleServer.Index, Sentence = Sentence });
        Assert.Equal(("options", "fr"), (first.Answer.Kind, first.Answer.Language));
        Assert.InRange(first.Answer.Recommended.Price.Amount, 1, 6000);
        Assert.InRange(first.Answer.Alternatives.Count, 0, 2);
        Assert.NotEmpty(first.Answer.Text);
        Assert.NotEmpty(first.Answer.Template);
        Assert.InRange(first.Context.Length, 1, 8192);

        AskResponse next = await server.Client.AskAsync(new AskRequest { Index = SampleServer.Index, Sentence = "plutôt en noir", Context = first.Context });
        Assert.Contains("mixeur", next.Understanding.Text);
        Assert.Equal(60, Assert.Single(next.Understanding.Constraints, static constraint => constraint.Kind == "price").Max);
        Assert.InRange(next.Answer.Recommended.Price.Amount, 1, 6000);
    }

    [Fact]
    public async Task The_stream_begins_with_what_was_understood_and_ends_with_the_answer()
    {
        using var call = server.Client.AskStream(new AskRequest { Index = SampleServer.Index, Sentence = Sentence });
        var events = new List<AskEvent>();
        await foreach (AskEvent piece in call.ResponseStream.ReadAllAsync()) events.Add(piece);
        Assert.Equal("fr", events[0].Understanding.Language);
        AskResponse done = events[^1].Done;
        Assert.Equal([done.Answer.Recommended.Id, .. done.Answer.Alternatives.Select(static option => option.Id)], events.Where(static piece => piece.Option is not null).Select(static piece => piece.Option.Id));
    }

    [Fact]
    public async Task Over_http_the_context_is_base64()
    {
        JsonElement first = await Post("ask", new { sentence = Sentence });
        Assert.Equal("options", first.GetProperty("answer").GetProperty("kind").GetString());
        JsonElement next = await Post("ask", new { sentence = "plutôt en noir", context = first.GetProperty("context").GetString() });
        Assert.Contains("mixeur", next.GetProperty("understanding").GetProperty("text").GetString());
        HttpResponseMessage stream = await server.Http.PostAsJsonAsync($"/v1/{SampleServer.Index}/ask/stream", new { sentence = Sentence });
        string[] lines = (await stream.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("understanding", lines[0]);
        Assert.Contains("done", lines[^1]);
    }

    [Fact]
    public async Task A_forged_context_is_an_invalid_argument()
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.AskAsync(new AskRequest { Index = SampleServer.Index, Sentence = "moins cher", Context = ByteString.CopyFromUtf8("forged") }));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith("context: ", refused.Status.Detail);
        HttpResponseMessage over = await server.Http.PostAsJsonAsync($"/v1/{SampleServer.Index}/ask", new { sentence = "moins cher", context = new string('A', 12_000) });
        Assert.Equal(HttpStatusCode.BadRequest, over.StatusCode);
    }

    private async Task<JsonElement> Post(string path, object body) =>
        await (await server.Http.PostAsJsonAsync($"/v1/{SampleServer.Index}/{path}", body)).Content.ReadFromJsonAsync<JsonElement>();
}
