using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Runtime;

/// <summary>
/// The one door to ONNX Runtime. Official builds carry telemetry that is on by default: it writes a device id under
/// <c>~/.cache</c> and sends events, unless <c>ORT_DISABLE_TELEMETRY</c> is set before the first call. On Unix .NET keeps
/// its own copy of the environment that native code does not see, so the variable is set with libc's <c>setenv</c>.
/// </summary>
public static class OnnxRuntimeLibrary
{
    private const string TelemetrySwitch = "ORT_DISABLE_TELEMETRY";

    static OnnxRuntimeLibrary() => DisableTelemetry();

    /// <summary>Opens a graph.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <returns>A session with one thread a call; calls may be concurrent.</returns>
    /// <exception cref="ModelException">The file is missing or not a graph that ONNX Runtime can run.</exception>
    public static InferenceSession OpenSession(string path)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
            throw new ModelException(path, "", "nothing", "an ONNX graph");
        try
        {
            using SessionOptions options = new()
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(path, "", e.Message, "a graph that ONNX Runtime can load", e);
        }
    }

    private static void DisableTelemetry()
    {
        Environment.SetEnvironmentVariable(TelemetrySwitch, "1");
        if (!OperatingSystem.IsWindows() && SetEnvironmentVariable(TelemetrySwitch, "1", 1) != 0)
            throw new InvalidOperationException($"{TelemetrySwitch} could not be set; ONNX Runtime would send telemetry");
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironmentVariable(string name, string value, int overwrite);
}
