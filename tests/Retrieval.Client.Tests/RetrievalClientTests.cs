using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Client.Tests;

/// <summary>
/// What must hold of the client: every method answers from a running service; a call that the service could not take is asked again, one
/// that it refused is not; the deadline holds for all attempts; the key is sent with each.
/// </summary>
public sealed class RetrievalClientTests(RunningService service)
{
    [Fact]
    public async Task Every_method_answers()
    {
        using var client = new RetrievalClient(service.Grpc, RunningService.Index, new RetrievalClientOptions { Deadline = TimeSpan.FromSeconds(30) });
        SearchResponse found = await client.SearchAsync("je cherche un mixeur pour smoothies à moins de 60 €", top: 3);
        Assert.Equal(3, found.Hits.Count);
        Assert.All(found.Hits, static hit => Assert.InRange(hit.Price.Amount, 1, 6000));
        Assert.Equal("fr", (await client.UnderstandAsync("un mixeur pour smoothies")).Language);
        Assert.Equal(found.Hits[0].Title, (await client.GetProductAsync(found.Hits[0].Id))?.Product.Title);
        Assert.Null(await client.GetProductAsync("nobody"));
        Assert.Equal(2, (await client.SimilarAsync(found.Hits[0].Id, top: 2)).Count);
        Assert.Contains(await client.SuggestAsync("zenk"), static suggestion => suggestion.Text == "Zenko");
    }

    [Fact]
    public async Task A_conversation_goes_on_whole_or_piece_by_piece()
    {
        using var client = new RetrievalClient(service.Grpc, RunningService.Index, new RetrievalClientOptions { Deadline = TimeSpan.FromSeconds(30) });
        AskResponse first = await client.AskAsync("smoothie blender under 60 €");
        Assert.Equal("options", first.Answer.Kind);
        var pieces = new List<AskEvent>();
        await foreach (AskEvent piece in client.AskStreamAsync("in black", first)) pieces.Add(piece);
        Assert.Contains("blender", pieces[0].Understanding.Text);
        Assert.NotNull(pieces[^1].Done);
    }

    [Fact]
    public async Task What_is_refused_is_told_and_not_asked_again()
    {
        var sent = new CountingHandler();
        using var client = new RetrievalClient(service.Grpc, RunningService.Index, new RetrievalClientOptions { Deadline = TimeSpan.FromSeconds(30), Handler = sent });
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => client.SearchAsync(""));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(1, sent.Count);
    }

    [Fact]
    public async Task What_the_service_could_not_take_is_asked_again()
    {
        var sent = new CountingHandler { Failures = 2 };
        using var client = new RetrievalClient(service.Grpc, RunningService.Index, new RetrievalClientOptions { Deadline = TimeSpan.FromSeconds(30), Handler = sent, Key = "secret" });
        Assert.NotEmpty((await client.SearchAsync("tea")).Hits);
        Assert.Equal(3, sent.Count);
        Assert.All(sent.Authorizations, static authorization => Assert.Equal("Bearer secret", authorization));
    }

    [Fact]
    public async Task The_deadline_holds_for_all_attempts()
    {
        var sent = new CountingHandler { Failures = int.MaxValue };
        using var client = new RetrievalClient(service.Grpc, RunningService.Index, new RetrievalClientOptions { Deadline = TimeSpan.FromMilliseconds(1), Handler = sent, Attempts = 5 });
        RpcException late = await Assert.ThrowsAsync<RpcException>(() => client.SearchAsync("tea"));
        Assert.Contains(late.StatusCode, (StatusCode[])[StatusCode.DeadlineExceeded, StatusCode.Unavailable]);
        Assert.InRange(sent.Count, 0, 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Options_out_of_range_are_refused(int attempts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetrievalClient(service.Grpc, RunningService.Index, new RetrievalClientOptions { Attempts = attempts }));

    /// <summary>Answers the first calls as a service that is starting does, and counts.</summary>
    private sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Failures { get; init; }

        public int Count { get; private set; }

        public List<string?> Authorizations { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            Count++;
            Authorizations.Add(request.Headers.Authorization?.ToString());
            if (Count > Failures) return base.SendAsync(request, cancellation);
            return Task.FromResult(StatusAlone.Of(request, StatusCode.Unavailable));
        }
    }
}
