using Retrieval.Client.Tests;
using Retrieval.Tests.Shared;

[assembly: AssemblyFixture(typeof(RunningService))]

namespace Retrieval.Client.Tests;

/// <summary>A service over the sample catalogue on free ports, one for all tests that ask.</summary>
public sealed class RunningService : IAsyncLifetime
{
    /// <summary>Name of its one index.</summary>
    public const string Index = "shop";

    private readonly string root = Workspace.NewFolder("client");
    private ServiceProcess? process;

    /// <summary>Where it serves gRPC.</summary>
    public Uri Grpc => process!.Grpc;

    /// <summary>Where it serves HTTP/JSON.</summary>
    public Uri Http => process!.Http;

    public async ValueTask InitializeAsync()
    {
        string folder = Path.Combine(root, Index);
        await ServiceProcess.IndexAsync(folder, ["--catalog", .. Directory.EnumerateFiles(Workspace.PathOf("data-samples", "catalog"), "*.jsonl")]);
        process = await ServiceProcess.StartAsync(folder);
    }

    public ValueTask DisposeAsync()
    {
        process?.Dispose();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
