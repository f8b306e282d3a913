using System.Diagnostics;
using System.Text.RegularExpressions;
using Retrieval.Client.Tests;
using Retrieval.Tests.Shared;

[assembly: AssemblyFixture(typeof(RunningService))]

namespace Retrieval.Client.Tests;

/// <summary>A real <c>retrieval serve</c> over the sample catalogue, a process of its own on free ports, one for all tests.</summary>
public sealed partial class RunningService : IAsyncLifetime
{
    /// <summary>Name of its one index.</summary>
    public const string Index = "shop";

    private readonly string root = Workspace.NewFolder("client");
    private Process? process;

    /// <summary>Where it serves gRPC.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>Where it serves HTTP/JSON.</summary>
    public Uri Http { get; private set; } = null!;

    private string Folder => Path.Combine(root, Index);

    public async ValueTask InitializeAsync()
    {
        string[] catalogue = [.. Directory.EnumerateFiles(Workspace.PathOf("data-samples", "catalog"), "*.jsonl")];
        using (Process index = Start(["index", "--catalog", .. catalogue, "--index", Folder]))
        {
            _ = index.StandardOutput.ReadToEndAsync();
            string errors = await index.StandardError.ReadToEndAsync();
            await index.WaitForExitAsync();
            Assert.True(index.ExitCode == 0, errors);
        }
        process = Start(["serve", "--index", Folder, "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"]);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Ready().Match(line) is not { Success: true } ready) continue;
            (Grpc, Http) = (new Uri($"http://{ready.Groups[1].Value}"), new Uri($"http://{ready.Groups[2].Value}"));
            // What it says later must be read, or it would block on a full pipe.
            _ = process.StandardError.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException("retrieval serve ended before it listened");
    }

    public ValueTask DisposeAsync()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Process Start(string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string command = Workspace.PathOf("src", "Retrieval.Cli", "bin", here.Parent!.Name, here.Name, "retrieval.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [command, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    [GeneratedRegex(@"serving gRPC on (?:https?://)?([^\s,]+), HTTP on (?:https?://)?([^\s,]+)")]
    private static partial Regex Ready();
}
