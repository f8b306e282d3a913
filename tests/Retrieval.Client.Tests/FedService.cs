using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Client.Tests;

/// <summary>A service over ten pans that one class of tests may change, record events with, and end and start again at the same address.</summary>
public sealed class FedService : IAsyncLifetime
{
    /// <summary>Name of its one index.</summary>
    public const string Index = "fed";

    private readonly string root = Workspace.NewFolder("fed");
    private ServiceProcess? process;

    /// <summary>Where it serves gRPC.</summary>
    public Uri Grpc { get; private set; } = null!;

    private string Config => Path.Combine(root, "service.json");

    public async ValueTask InitializeAsync()
    {
        string feed = Path.Combine(root, "pans.jsonl");
        await File.WriteAllLinesAsync(feed, Enumerable.Range(1, 10).Select(static i => $"{{\"id\":\"P-{i}\",\"title\":\"Frying pan {20 + i} cm\",\"price\":\"10.00 EUR\"}}"));
        await File.WriteAllTextAsync(Config, JsonSerializer.Serialize(new { events_folder = Path.Combine(root, "events"), drain_seconds = 1 }));
        await ServiceProcess.IndexAsync(Path.Combine(root, Index), "--catalog", feed, "--model", "none");
        await StartAsync();
        Grpc = process!.Grpc;
    }

    /// <summary>Starts it where it was.</summary>
    public async Task StartAsync() => process = await ServiceProcess.StartAsync(Path.Combine(root, Index), Grpc, Config);

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill() => process!.Dispose();

    /// <summary>Lets it end what is under way for a second at most.</summary>
    public async Task StopAsync()
    {
        await process!.StopAsync();
        process.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        process?.Dispose();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
