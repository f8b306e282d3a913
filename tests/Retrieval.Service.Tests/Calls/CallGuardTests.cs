using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Retrieval.Service.Admission;
using Retrieval.Service.Calls;
using Retrieval.Service.Tests.Admission;

namespace Retrieval.Service.Tests.Calls;

/// <summary>What must hold of the guard: a call whose caller went is not made; what nobody expected is INTERNAL without a word of the request.</summary>
public sealed class CallGuardTests : IDisposable
{
    private readonly AdmissionQueue queue = AdmissionQueueTests.NewQueue();

    public void Dispose() => queue.Dispose();

    [Fact]
    public async Task A_caller_that_went_is_not_served()
    {
        var guard = new CallGuard(queue, NullLogger<CallGuard>.Instance);
        var gone = new CallContext { Cancelled = new CancellationToken(canceled: true) };
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => guard.UnaryServerHandler<string, string>("request", gone, static (_, _) => throw new InvalidOperationException("was called")));
        Assert.Equal(StatusCode.Cancelled, refused.StatusCode);
    }

    [Fact]
    public async Task What_nobody_expected_says_nothing_of_the_request()
    {
        var guard = new CallGuard(queue, NullLogger<CallGuard>.Instance);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(
            () => guard.UnaryServerHandler<string, string>("secret", new CallContext(), static (request, _) => throw new InvalidOperationException(request)));
        Assert.Equal(StatusCode.Internal, refused.StatusCode);
        Assert.DoesNotContain("secret", refused.Status.Detail);
    }

    private sealed class CallContext : ServerCallContext
    {
        public CallContext() => UserState["__HttpContext"] = new DefaultHttpContext();

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
