using System.Diagnostics;
using Retrieval.Embedding.Encoders;
using Retrieval.Tests.Shared;

namespace Retrieval.Embedding.Tests.Runtime;

/// <summary>
/// ONNX Runtime's telemetry is off: a process that runs a model leaves nothing in its home and cache folders. (Without
/// our switch it leaves <c>Microsoft/DeveloperTools/.onnxruntime/deviceid</c> and a database there.)
/// </summary>
public sealed class OnnxRuntimeLibraryTests
{
    [Fact]
    public async Task Running_a_model_writes_nothing_into_home_or_cache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the device id in the registry");
        string home = Workspace.NewFolder();
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "Retrieval.Embedding.Tests"))
        {
            ArgumentList = { "--explicit", "only", "--filter-method", $"*.{nameof(Run_a_model_in_a_process_of_its_own)}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        foreach (string variable in new[] { "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" })
            start.Environment[variable] = home;

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0 && output.Contains("succeeded: 1"), output + await errors);
        Assert.Empty(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories));
        Directory.Delete(home, recursive: true);
    }

    /// <summary>What the child process does.</summary>
    [Fact(Explicit = true)]
    public void Run_a_model_in_a_process_of_its_own()
    {
        using TinyModel model = new();
        using IEncoder encoder = EncoderCatalog.Load(model.Directory);
        encoder.Encode("w1", TextKind.Query, new float[TinyModel.Dimension]);
    }
}
