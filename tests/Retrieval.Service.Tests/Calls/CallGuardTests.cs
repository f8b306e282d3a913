using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Retrieval.Service.Calls;

namespace Retrieval.Service.Tests.Calls;

/// <summary>
/// What must hold of the guard: past its queue a call is shed at once with a hint when to try again, and calls taken before are answered; a
/// waiting call whose caller goes leaves; what nobody expected is INTERNAL without a word of the request.
/// </summary>
public sealed class CallGuardTests
{
    private const int Most = 200;

    [Fact]
    public async Task Calls_past_the_queue_are_shed_and_those_before_are_answered()
    {
        using var guard = new CallGuard(NullLogger<CallGuard>.Instance);
        var answer = new TaskCompletionSource();
        int room = 0;
        var calls = new List<Task<string>>();
        RpcException? shed = null;
        while (shed is null && room < Most * Environment.ProcessorCount)
        {
            Task<string> call = guard.UnaryServerHandler("request", new CallContext(), async (_, _) => { await answer.Task; return "answer"; });
            if (call.IsFaulted) shed = await Assert.ThrowsAsync<RpcException>(() => call);
            else calls.Add(call);
            room++;
        }
        Assert.Equal(StatusCode.ResourceExhausted, shed?.StatusCode);
        var status = Google.Rpc.Status.Parser.ParseFrom(shed!.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.True(status.Details[0].Unpack<RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
        answer.SetResult();
        Assert.All(await Task.WhenAll(calls), static text => Assert.Equal("answer", text));
    }

    [Fact]
    public async Task A_caller_that_went_is_not_served()
    {
        using var guard = new CallGuard(NullLogger<CallGuard>.Instance);
        var gone = new CallContext { Cancelled = new CancellationToken(canceled: true) };
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => guard.UnaryServerHandler<string, string>("request", gone, static (_, _) => throw new InvalidOperationException("was called")));
        Assert.Equal(StatusCode.Cancelled, refused.StatusCode);
    }

    [Fact]
    public async Task What_nobody_expected_says_nothing_of_the_request()
    {
        using var guard = new CallGuard(NullLogger<CallGuard>.Instance);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => guard.UnaryServerHandler<string, string>("secret", new CallContext(), static (request, _) => throw new InvalidOperationException(request)));
        Assert.Equal(StatusCode.Internal, refused.StatusCode);
        Assert.DoesNotContain("secret", refused.Status.Detail);
    }

    private sealed class CallContext : ServerCallContext
    {
        public CancellationToken Cancelled { get; init; }

        protected override string MethodCore => "/test/Call";
        protected override string HostCore => "localhost";
        protected override string PeerCore => "ipv4:127.0.0.1:1";
        protected override DateTime DeadlineCore => DateTime.MaxValue;
        protected override Metadata RequestHeadersCore { get; } = [];
        protected override CancellationToken CancellationTokenCore => Cancelled;
        protected override Metadata ResponseTrailersCore { get; } = [];
        protected override Grpc.Core.Status StatusCore { get; set; }
        protected override WriteOptions? WriteOptionsCore { get; set; }
        protected override AuthContext AuthContextCore { get; } = new("", []);
        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
