using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Retrieval.Tests.Shared;

namespace Retrieval.Client.Tests;

/// <summary>A real <c>retrieval serve</c>, a process of its own.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private readonly Process process;

    private ServiceProcess(Process process, string grpc, string http) => (this.process, Grpc, Http) = (process, new Uri($"http://{grpc}"), new Uri($"http://{http}"));

    /// <summary>Where it serves gRPC.</summary>
    public Uri Grpc { get; }

    /// <summary>Where it serves HTTP/JSON.</summary>
    public Uri Http { get; }

    /// <summary>Builds an index.</summary>
    public static async Task IndexAsync(string folder, params string[] arguments)
    {
        using Process index = Run(["index", "--index", folder, .. arguments]);
        _ = index.StandardOutput.ReadToEndAsync();
        string errors = await index.StandardError.ReadToEndAsync();
        await index.WaitForExitAsync();
        Assert.True(index.ExitCode == 0, errors);
    }

    /// <summary>Serves an index; when it is done, it answers.</summary>
    /// <param name="folder">The index.</param>
    /// <param name="grpc">Where to serve gRPC; null is a free port.</param>
    /// <param name="config">File of <c>--config</c>; null is none.</param>
    public static async Task<ServiceProcess> StartAsync(string folder, Uri? grpc = null, string? config = null)
    {
        string[] configured = config is null ? [] : ["--config", config];
        Process process = Run(["serve", "--index", folder, "--grpc", grpc?.Authority ?? "127.0.0.1:0", "--http", "127.0.0.1:0", .. configured]);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Ready().Match(line) is not { Success: true } ready) continue;
            // What it says later must be read, or it would block on a full pipe.
            _ = process.StandardError.ReadToEndAsync();
            return new ServiceProcess(process, ready.Groups[1].Value, ready.Groups[2].Value);
        }
        process.Dispose();
        throw new InvalidOperationException("retrieval serve ended before it listened");
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Run(string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string command = Workspace.PathOf("src", "Retrieval.Cli", "bin", here.Parent!.Name, here.Name, "retrieval.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [command, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    [GeneratedRegex(@"serving gRPC on (?:https?://)?([^\s,]+), HTTP on (?:https?://)?([^\s,]+)")]
    private static partial Regex Ready();
}
