using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Clients;

/// <summary>
/// Official JavaScript clients on Node.js, versions in <c>package.json</c>. Tests are skipped, saying so, where Node.js or the packages are
/// absent; <c>.ci/run</c> installs them.
/// </summary>
internal static class NodeClient
{
    private static readonly string Folder = Workspace.PathOf("tests", "Retrieval.Service.Tests", "Clients");

    /// <summary>Where the protos are that the project's own ones name.</summary>
    public static string HttpRuleProtos { get; } =
        typeof(NodeClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "HttpRuleProtos").Value!;

    /// <summary>Runs a script and gives the JSON of its last line.</summary>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        string? node = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);
        Assert.SkipUnless(node is not null, "Node.js is not installed");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules")), "npm's packages are not installed: npm ci --prefix tests/Retrieval.Service.Tests/Clients");
        using Process process = Process.Start(new ProcessStartInfo(node!, [Path.Combine(Folder, script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }
}
