using Grpc.HealthCheck;
using Microsoft.AspNetCore.HostFiltering;
using Retrieval.Service.Access;
using Retrieval.Service.Acp;
using Retrieval.Service.Admission;
using Retrieval.Service.Calls;
using Retrieval.Service.Configuration;
using Retrieval.Service.Conversations;
using Retrieval.Service.Events;
using Retrieval.Service.Indexes;
using Retrieval.Service.Jobs;
using Retrieval.Service.Mcp;

namespace Retrieval.Service.Hosting;

/// <summary>What the calls are made with.</summary>
internal static class CallServices
{
    public static void AddTo(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options).AddSingleton<LiveConfiguration>().AddSingleton<LivePolicies>();
        services.AddHttpContextAccessor().AddSingleton<CurrentCaller>().AddSingleton<CallRates>().AddSingleton<AccessCheck>();
        services.AddSingleton<AdmissionQueue>().AddSingleton<AdmissionDoor>().AddSingleton<CallGuard>().AddSingleton<CachedAnswers>().AddSingleton<HttpFaults>();
        services.AddSingleton<ServedIndexes>().AddSingleton<SignedContext>();
        services.AddSingleton<JobLog>().AddSingleton<AcpFeeds>().AddSingleton<FeedFolder>().AddSingleton<Reindexing>().AddSingleton<DroppedFeeds>();
        services.AddSingleton<EventLogs>();
        services.AddGrpc(static grpc =>
        {
            grpc.MaxReceiveMessageSize = Listening.LargestRequestBytes;
            grpc.Interceptors.Add<CachedAnswers>();
            grpc.Interceptors.Add<CallGuard>();
            grpc.IgnoreUnknownServices = true;
        }).AddJsonTranscoding(static json => json.TypeRegistry = CallErrors.Details)
            .AddServiceOptions<CatalogCalls>(static grpc => grpc.MaxReceiveMessageSize = CatalogCalls.LargestMessageBytes);
        services.AddGrpcReflection();
        services.AddMcpTools();
        services.AddSingleton<HealthServiceImpl>();
        // A page of another site that resolves to this machine is still not us; where there are keys it has none.
        string[] hosts = options.Configuration.Keys.Count > 0 ? ["*"] : ["localhost", "127.0.0.1", "[::1]"];
        services.AddHostFiltering(filter => filter.AllowedHosts = hosts);
    }
}
