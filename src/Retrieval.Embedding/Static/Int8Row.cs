using System.Numerics.Tensors;

namespace Retrieval.Embedding.Static;

/// <summary>A row of the student as int8 with one scale: value ≈ scale · int8, off by at most half a scale.</summary>
public static class Int8Row
{
    private const int Largest = 127;

    /// <summary>Rounds a row to the nearest.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rounded">Receives as many values, each -127 to 127.</param>
    /// <returns>The scale; 0 for a row of zeros.</returns>
    public static float Round(ReadOnlySpan<float> row, Span<sbyte> rounded)
    {
        float scale = MathF.Abs(TensorPrimitives.MaxMagnitude(row)) / Largest;
        for (int d = 0; d < row.Length; d++)
            rounded[d] = scale > 0 ? (sbyte)MathF.Round(row[d] / scale) : (sbyte)0;
        return scale;
    }
}
