using System.Numerics.Tensors;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Encoders;

/// <summary>From the graph's output of one text to its vector.</summary>
internal static class VectorPooling
{
    /// <summary>Pools the output of one text.</summary>
    /// <param name="pooling">How.</param>
    /// <param name="output">Token vectors, row after row, padding's rows last; or the text's vector itself.</param>
    /// <param name="tokens">Number of tokens without padding, at least 1.</param>
    /// <param name="vector">Receives the vector.</param>
    public static void Pool(Pooling pooling, ReadOnlySpan<float> output, int tokens, Span<float> vector)
    {
        output[..vector.Length].CopyTo(vector);
        if (pooling != Pooling.Mean)
            return;
        for (int t = 1; t < tokens; t++)
            TensorPrimitives.Add(vector, output.Slice(t * vector.Length, vector.Length), vector);
        TensorPrimitives.Divide(vector, tokens, vector);
    }

    /// <summary>Divides a vector by its length; the zero vector stays.</summary>
    public static void Normalize(Span<float> vector)
    {
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
    }
}
