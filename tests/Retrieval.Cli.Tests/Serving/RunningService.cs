using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Retrieval.Cli.Tests.Serving;

/// <summary>A real <c>retrieval serve</c> on free ports.</summary>
internal sealed partial class RunningService : IDisposable
{
    private readonly Process process;
    private readonly Task<string> log;

    private RunningService(Process process, string grpc, string http)
    {
        this.process = process;
        // What it says later must be read, or it would block on a full pipe.
        log = process.StandardError.ReadToEndAsync();
        Grpc = grpc;
        Http = http;
    }

    /// <summary>Address of gRPC.</summary>
    public string Grpc { get; }

    /// <summary>Base address of HTTP/JSON.</summary>
    public string Http { get; }

    /// <summary>Number of its process.</summary>
    public int Id => process.Id;

    /// <summary>What it said after it was ready; of one that was stopped.</summary>
    public string Log => log.Result;

    public static RunningService Start(params string[] indexes) => Started(indexes, []);

    public static RunningService Start(string[] indexes, params (string Name, string Value)[] environment) => Started(indexes, environment);

    /// <param name="index">Folder of its one index.</param>
    /// <param name="config">File of <c>--config</c>.</param>
    public static RunningService Configured(string index, string config) => Started([index, "--config", config], []);

    private static RunningService Started(string[] arguments, (string Name, string Value)[] environment)
    {
        Process process = RetrievalProcess.Start(["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--index", .. arguments], environment);
        while (process.StandardError.ReadLine() is { } line)
        {
            Match ready = Ready().Match(line);
            if (!ready.Success) continue;
            return new RunningService(process, ready.Groups[1].Value, ready.Groups[2].Value);
        }
        process.WaitForExit();
        throw new InvalidOperationException($"retrieval serve ended with exit code {process.ExitCode} before it listened");
    }

    /// <summary>Asks it to stop, as a service manager does, and gives its exit code.</summary>
    public int Stop()
    {
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "retrieval serve did not stop within half a minute of SIGTERM");
        return process.ExitCode;
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    [GeneratedRegex(@"serving gRPC on (\S+), HTTP on (\S+)")]
    private static partial Regex Ready();
}
