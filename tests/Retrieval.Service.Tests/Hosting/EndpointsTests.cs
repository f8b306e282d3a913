using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Retrieval.Service.Access;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Tests.Hosting;

/// <summary>What must hold of the doors: each says which role it needs, and those that show products or metrics are not open to all.</summary>
public sealed class EndpointsTests
{
    [Fact]
    public async Task Each_says_which_role_it_needs()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        CallServices.AddTo(builder.Services, RunningServer.Options());
        Retrieval.Service.Telemetry.Exporting.AddTo(builder.Services, RunningServer.Options());
        await using WebApplication app = builder.Build();
        Endpoints.Map(app);
        RouteEndpoint[] doors = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()];
        Assert.Contains(doors, static door => door.RoutePattern.RawText == "/v1/{index}/search");
        Assert.All(doors, static door =>
        {
            string path = door.RoutePattern.RawText!;
            Role? role = door.Metadata.GetMetadata<RequiresRoleAttribute>()?.Role;
            Assert.True(role is not null, $"{path} says no role");
            bool asksOrTells = path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/retrieval.v1.", StringComparison.Ordinal) || path.StartsWith("/ucp/", StringComparison.Ordinal)
                || path.Contains("mcp", StringComparison.Ordinal) || path == "/metrics";
            if (asksOrTells && !path.Contains("/.well-known/", StringComparison.Ordinal)) Assert.True(role > Role.None, $"{path} is open to all");
        });
    }
}
