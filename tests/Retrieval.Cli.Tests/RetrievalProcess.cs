using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Cli.Tests;

/// <summary>Runs the built <c>retrieval</c> as a process of its own, as a user does.</summary>
internal static class RetrievalProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The command's assembly, of the same configuration as these tests.</summary>
    private static string Assembly { get; } = Workspace.PathOf(
        "src", "Retrieval.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "retrieval.dll");

    public static Outcome Run(params string[] arguments) => Run(input: "", arguments);

    public static Outcome Run(string input, string[] arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it, which is its right; its exit code is what counts.
        }
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"retrieval {string.Join(' ', arguments)} did not end within {Patience}");
        }
        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>What a run gave.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    /// <summary>Standard output as the one JSON document that it has to be.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Standard output as one JSON document a line.</summary>
    public JsonElement[] JsonLines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Fails, with what the process said, where it ended otherwise.</summary>
    public Outcome Ends(int code)
    {
        Assert.True(Code == code, $"exit code {Code}, expected {code}\nstdout: {Output}\nstderr: {Errors}");
        return this;
    }

    /// <summary>Fails where it did not end with a message in plain words: one that names what is wrong, without a stack.</summary>
    public Outcome Says(params string[] parts)
    {
        foreach (string part in parts) Assert.Contains(part, Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", Errors);
        return this;
    }
}
