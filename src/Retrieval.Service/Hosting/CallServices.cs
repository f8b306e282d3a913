using Grpc.HealthCheck;
using Microsoft.AspNetCore.HostFiltering;
using Retrieval.Service.Calls;
using Retrieval.Service.Indexes;

namespace Retrieval.Service.Hosting;

/// <summary>What the calls are made with.</summary>
internal static class CallServices
{
    public static void AddTo(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(static provider => ServedIndexes.Open(
            provider.GetRequiredService<ServerOptions>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger("Retrieval.Service")));
        services.AddSingleton<CallGuard>();
        services.AddGrpc(static grpc =>
        {
            grpc.MaxReceiveMessageSize = Listening.LargestRequestBytes;
            grpc.Interceptors.Add<CallGuard>();
        }).AddJsonTranscoding(static json => json.TypeRegistry = CallErrors.Details);
        services.AddGrpcReflection();
        services.AddSingleton<HealthServiceImpl>();
        // A page of another site that resolves to this machine is still not us.
        services.AddHostFiltering(static hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }
}
