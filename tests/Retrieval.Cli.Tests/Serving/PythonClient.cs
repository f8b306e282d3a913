using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Cli.Tests.Serving;

/// <summary>
/// The official Python gRPC client of Debian (packages python3-grpcio, python3-protobuf, protobuf-compiler, protobuf-compiler-grpc) with stubs
/// made from the project's .proto files. Tests are skipped, saying so, where it is absent; <c>.ci/run</c> installs it.
/// </summary>
internal sealed class PythonClient : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Plugin = "/usr/bin/grpc_python_plugin";

    private readonly string stubs = Workspace.NewFolder("stubs");

    public PythonClient()
    {
        Assert.SkipUnless(File.Exists(Plugin) && File.Exists("/usr/bin/protoc"), "Debian's protobuf-compiler and protobuf-compiler-grpc are not installed");
        Assert.SkipUnless(Run(Python, "-c", "import grpc, google.protobuf").Code == 0, "Debian's python3-grpcio and python3-protobuf are not installed");
        string own = Workspace.PathOf("src", "Retrieval.Service", "Protos"), standard = Workspace.PathOf("tests", "Retrieval.Cli.Tests", "Serving", "Python", "protos");
        string rules = typeof(PythonClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "HttpRuleProtos").Value!;
        string[] protos =
        [
            .. Directory.EnumerateFiles(Path.Combine(own, "retrieval", "v1"), "*.proto"), .. Directory.EnumerateFiles(standard, "*.proto", SearchOption.AllDirectories),
            Path.Combine(rules, "google", "api", "annotations.proto"), Path.Combine(rules, "google", "api", "http.proto"),
        ];
        Outcome made = Run(
            "/usr/bin/protoc", [$"-I{own}", $"-I{standard}", $"-I{rules}", $"--python_out={stubs}", $"--grpc_python_out={stubs}", $"--plugin=protoc-gen-grpc_python={Plugin}", .. protos]);
        Assert.True(made.Code == 0, made.Errors);
    }

    /// <summary>Runs a case and gives what it printed.</summary>
    public JsonElement Ask(RunningService service, string index, string named)
    {
        using Process process = Start(service, index, named);
        process.StandardInput.Close();
        return Answer(process);
    }

    /// <summary>Starts a case that runs until its input is closed.</summary>
    public Process Start(RunningService service, string index, string named)
    {
        string script = Workspace.PathOf("tests", "Retrieval.Cli.Tests", "Serving", "Python", "client.py");
        return Started(Python, script, stubs, service.Grpc, index, named);
    }

    /// <summary>The last line of a case that ended well.</summary>
    public static JsonElement Answer(Process process)
    {
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }

    public void Dispose() => Directory.Delete(stubs, recursive: true);

    private static Outcome Run(string program, params string[] arguments)
    {
        if (!File.Exists(program)) return new Outcome(-1, "", $"{program} is not installed");
        using Process process = Started(program, arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result, errors);
    }

    private static Process Started(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
