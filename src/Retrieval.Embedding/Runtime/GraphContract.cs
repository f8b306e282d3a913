using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Runtime;

/// <summary>Checks once, at the door, that a graph is what its manifest says.</summary>
internal static class GraphContract
{
    /// <summary>Compares names, element types and the last dimension.</summary>
    /// <exception cref="ModelException">They differ.</exception>
    public static void Check(InferenceSession session, ModelManifest manifest, string path)
    {
        CheckInputs(session, manifest, path);
        CheckOutput(session, manifest, path);
    }

    private static void CheckInputs(InferenceSession session, ModelManifest manifest, string path)
    {
        string[] named = new[] { manifest.Inputs.Ids, manifest.Inputs.Mask, manifest.Inputs.Types }.OfType<string>().ToArray();
        string[] there = [.. session.InputMetadata.Keys];
        if (!named.ToHashSet().SetEquals(there))
            throw new ModelException(path, "inputs", string.Join(", ", there), $"{string.Join(", ", named)}, as the manifest names them");
        foreach ((string name, NodeMetadata input) in session.InputMetadata)
            if (input.ElementDataType != TensorElementType.Int64)
                throw new ModelException(path, $"input {name}", input.ElementDataType.ToString(), "int64");
    }

    private static void CheckOutput(InferenceSession session, ModelManifest manifest, string path)
    {
        if (!session.OutputMetadata.TryGetValue(manifest.Output, out NodeMetadata? output))
            throw new ModelException(path, "outputs", string.Join(", ", session.OutputMetadata.Keys), $"{manifest.Output}, as the manifest names it");
        int rank = manifest.Pooling == Pooling.None ? 2 : 3;
        string shape = $"{output.ElementDataType} [{string.Join(", ", output.Dimensions)}]";
        bool fits = output.ElementDataType == TensorElementType.Float
            && (output.Dimensions.Length == 0 || output.Dimensions.Length == rank && (output.Dimensions[^1] < 0 || output.Dimensions[^1] == manifest.Dimension));
        if (!fits)
            throw new ModelException(path, $"output {manifest.Output}", shape, $"Float of rank {rank} whose last dimension is {manifest.Dimension}, as the manifest says");
    }
}
