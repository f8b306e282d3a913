using Microsoft.ML.OnnxRuntime;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Runtime;

/// <summary>
/// The buffers of one run of a graph, reused by the next: inputs and output lie in managed arrays that ONNX Runtime
/// reads and writes in place. Used by one caller at a time.
/// </summary>
internal sealed class GraphRun(InferenceSession session, ModelManifest manifest) : IDisposable
{
    private readonly RunOptions options = new();
    private readonly string[] inputNames = new[] { manifest.Inputs.Ids, manifest.Inputs.Mask, manifest.Inputs.Types }.OfType<string>().ToArray();
    private readonly string[] outputNames = [manifest.Output];

    private long[] ids = [];
    private long[] mask = [];
    private long[] types = [];
    private float[] output = [];

    /// <summary>Lays some rows of tokens out as a rectangle, padded on the right.</summary>
    public void Fill(int[][] tokens, int[] rows, int columns)
    {
        Grow(rows.Length, columns);
        for (int r = 0; r < rows.Length; r++)
        {
            int[] row = tokens[rows[r]];
            Span<long> rowIds = ids.AsSpan(r * columns, columns);
            Span<long> rowMask = mask.AsSpan(r * columns, columns);
            for (int t = 0; t < row.Length; t++)
                rowIds[t] = row[t];
            rowIds[row.Length..].Fill(manifest.Tokenizer.PadId);
            rowMask[..row.Length].Fill(1);
            rowMask[row.Length..].Clear();
        }
    }

    /// <summary>Runs the graph over what was filled in.</summary>
    /// <returns>The output, valid until the next call.</returns>
    public ReadOnlySpan<float> Execute(int rows, int columns)
    {
        long[] shape = [rows, columns];
        long[] outputShape = manifest.Pooling == Pooling.None ? [rows, manifest.Dimension] : [rows, columns, manifest.Dimension];
        int length = rows * manifest.Dimension * (manifest.Pooling == Pooling.None ? 1 : columns);

        List<OrtValue> inputs = new(3) { Tensor(ids, rows * columns, shape) };
        if (manifest.Inputs.Mask is not null)
            inputs.Add(Tensor(mask, rows * columns, shape));
        if (manifest.Inputs.Types is not null)
            inputs.Add(Tensor(types, rows * columns, shape));
        using OrtValue result = Tensor(output, length, outputShape);
        try
        {
            session.Run(options, inputNames, inputs, outputNames, [result]);
        }
        finally
        {
            foreach (OrtValue input in inputs)
                input.Dispose();
        }
        return output.AsSpan(0, length);
    }

    /// <inheritdoc/>
    public void Dispose() => options.Dispose();

    private static OrtValue Tensor<T>(T[] buffer, int length, long[] shape) where T : unmanaged
        => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape);

    private void Grow(int rows, int columns)
    {
        int tokens = rows * columns;
        if (ids.Length < tokens)
        {
            ids = new long[tokens];
            mask = new long[tokens];
            types = new long[tokens];
        }
        int values = manifest.Dimension * (manifest.Pooling == Pooling.None ? rows : tokens);
        if (output.Length < values)
            output = new float[values];
    }
}
